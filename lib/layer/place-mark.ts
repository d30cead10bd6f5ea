import { type Box, boxAt, grown, isFree, type Point, type Size } from './box';

const air = 2;

/**
 * Where a mark stands beside a field: right of it, at the right end of the label's row above it, below it. Relative to the field's
 * upper left corner; null where all of these are taken, for a mark never lies over the page's text or buttons.
 */
export function placeMark(field: Box, taken: readonly Box[], size: Size, bounds: Box, isGroup = false): Point | null {
  const middle = Math.min((field.bottom - field.top - size.height) / 2, 8);
  const ends = field.right - size.width;
  const candidates: Point[] = [
    // A group of things (pictures, labels) has an inside with room of its own.
    ...(isGroup ? [{ x: ends - 6, y: field.top + 6 }] : []),
    { x: field.right + 8, y: field.top + middle },
    { x: ends, y: field.top - size.height - air },
    { x: ends, y: field.bottom + air },
    { x: field.left, y: field.bottom + air },
    { x: field.left, y: field.top - size.height - air },
  ];
  const free = candidates.find((at) => isFree(grown(boxAt(at, size), air - 0.5), taken, bounds));
  return free ? { x: free.x - field.left, y: free.y - field.top } : null;
}
