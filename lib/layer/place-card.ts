import type { Box, Point, Size } from './box';

const air = 6;

/** Where a card opens: below its anchor, else above, else where there is more room; ends flush with the anchor, inside the window. */
export function placeCard(anchor: Box, card: Size, window: Size, keepOff: Box = anchor): Point {
  const below = Math.max(anchor.bottom, keepOff.bottom) + air;
  const above = Math.min(anchor.top, keepOff.top) - air - card.height;
  const roomBelow = window.height - below;
  const y = roomBelow >= card.height + air || roomBelow >= above + card.height ? below : above;
  return {
    x: between(anchor.right - card.width, 8, window.width - card.width - 8),
    y: between(y, 8, window.height - card.height - 8),
  };
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
