import { describe, expect, it } from 'vitest';
import type { Box } from '@/lib/layer/box';
import { visibleRows } from '@/lib/layer/visible-rows';

const rowsOf = (tops: readonly (number | null)[], height = 30) => {
  let reads = 0;
  const boxOf = (index: number): Box | null => {
    reads++;
    const top = tops[index];
    return top == null ? null : { left: 0, right: 100, top, bottom: top + height };
  };
  return { boxOf, reads: () => reads };
};
const brute = (tops: readonly (number | null)[], top: number, bottom: number, height = 30): number[] =>
  tops.flatMap((at, index) => (at !== null && at + height > top && at < bottom ? [index] : []));
const column = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index * 30);

describe('visible rows', () => {
  it('finds the rows in sight of 10,000 by some thirty reads', () => {
    const { boxOf, reads } = rowsOf(column(10_000, -150_000));
    expect(visibleRows(10_000, boxOf, 0, 600)).toEqual(Array.from({ length: 20 }, (_, index) => 5000 + index));
    expect(reads()).toBeLessThan(45);
  });

  it.each([
    ['none', []],
    ['one', [10]],
    ['all above', column(100, -9000)],
    ['all below', column(100, 9000)],
    ['the first in sight', column(100, 590)],
    ['the last in sight', column(100, -2980)],
  ])('%s', (_, tops) => {
    expect(visibleRows(tops.length, rowsOf(tops).boxOf, 0, 600)).toEqual(brute(tops, 0, 600));
  });

  it('steps over rows that are not rendered', () => {
    const tops = column(300, -3000).map((top, index) => (index % 3 === 0 ? null : top));
    expect(visibleRows(300, rowsOf(tops).boxOf, 0, 600)).toEqual(brute(tops, 0, 600));
    expect(visibleRows(300, () => null, 0, 600)).toEqual([]);
  });

  it('finds the rows of a list that recycles its elements in another order', () => {
    const tops = column(200);
    const recycled = [...tops.slice(120), ...tops.slice(0, 120)];
    expect(visibleRows(200, rowsOf(recycled).boxOf, 300, 900)).toEqual(brute(recycled, 300, 900));
  });

  it('agrees with looking at each row, whatever the scroll (grid rows of equal y too)', () => {
    const grid = Array.from({ length: 400 }, (_, index) => Math.floor(index / 4) * 30);
    for (let scroll = 0; scroll < 3200; scroll += 37) {
      expect(visibleRows(400, rowsOf(grid).boxOf, scroll, scroll + 200)).toEqual(brute(grid, scroll, scroll + 200));
    }
  });
});
