import type { Box } from './box';

/** Below this many rows reading every box costs less than being clever. */
const few = 48;

/**
 * Indexes of the rows that show between top and bottom. The rows are looked up by bisection, for they are ordered by y;
 * `boxOf` gives null for a row that is not rendered. Rows in another order (a recycling list) are found by reading them all.
 */
export function visibleRows(count: number, boxOf: (index: number) => Box | null, top: number, bottom: number): number[] {
  const shows = (box: Box | null): boolean => box !== null && box.bottom > top && box.top < bottom;
  const all = (): number[] => Array.from({ length: count }, (_, index) => index).filter((index) => shows(boxOf(index)));
  if (count <= few) return all();
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = rendered(middle, high, boxOf);
    if (found === null) high = middle;
    else if (found.box.bottom <= top) low = found.index + 1;
    else high = middle;
  }
  const visible: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (let index = low; index < count; index++) {
    const box = boxOf(index);
    if (box === null) continue;
    if (box.top < previous - 1) return all();
    previous = box.top;
    if (box.top >= bottom) break;
    if (box.bottom > top) visible.push(index);
  }
  const before = low > 0 ? boxOf(low - 1) : null;
  if (visible.length === 0 || (before !== null && before.top > previous)) return all();
  return visible;
}

function rendered(from: number, to: number, boxOf: (index: number) => Box | null): { index: number; box: Box } | null {
  for (let index = from; index < to; index++) {
    const box = boxOf(index);
    if (box !== null) return { index, box };
  }
  return null;
}
