import type { Box, Point, Size } from './box';

/** Where the chip rests. The first is where it starts. */
export const corners = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
export type Corner = (typeof corners)[number];

/** Where the chip was left, as it is remembered. */
export interface ChipPlace {
  corner: Corner;
  collapsed: boolean;
}

/** The corner nearest to a point of the window. */
export function cornerAt(point: Point, window: Size): Corner {
  return `${point.y < window.height / 2 ? 'top' : 'bottom'}-${point.x < window.width / 2 ? 'left' : 'right'}`;
}

/** The corner that an arrow key moves to; null for any other key. */
export function cornerBeside(corner: Corner, code: string): Corner | null {
  const [row, side] = corner.split('-') as ['top' | 'bottom', 'left' | 'right'];
  if (code === 'ArrowUp' || code === 'ArrowDown') return `${code === 'ArrowUp' ? 'top' : 'bottom'}-${side}`;
  if (code === 'ArrowLeft' || code === 'ArrowRight') return `${row}-${code === 'ArrowLeft' ? 'left' : 'right'}`;
  return null;
}

/** The box of something that rests in a corner. */
export function boxInCorner(corner: Corner, size: Size, window: Size, margin: number): Box {
  const left = corner.endsWith('left') ? margin : window.width - margin - size.width;
  const top = corner.startsWith('top') ? margin : window.height - margin - size.height;
  return { left, top, right: left + size.width, bottom: top + size.height };
}
