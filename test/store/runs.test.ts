import { expect, it } from 'vitest';
import { runsOf } from '@/lib/store/runs';

it('joins neighbours, and nothing that lies between', () => {
  expect(runsOf([])).toEqual([]);
  expect(runsOf([7])).toEqual([[7, 7]]);
  expect(runsOf([1, 2, 3, 5, 9, 10])).toEqual([
    [1, 3],
    [5, 5],
    [9, 10],
  ]);
});
