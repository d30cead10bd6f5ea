import { expect, it } from 'vitest';
import { standing } from '@/entrypoints/backoffice.content/standing';

it('what a page says is believed once it has stood for 150 ms', () => {
  const left = standing();
  expect([left('a', '', 1000), left('a', '', 1100), left('a', '', 1150)]).toEqual([150, 50, 0]);
  expect([left('b', '', 2000), left('c', '', 2100), left('c', '', 2250)]).toEqual([150, 150, 0]);
});

it('what never rests is believed after a second', () => {
  const left = standing();
  for (let now = 0; now < 1000; now += 100) expect(left(`${now}`, '', 5000 + now)).toBeGreaterThan(0);
  expect(left('1000', '', 6000)).toBe(0);
});

it('[T29] another account’s name is believed only when the rows have had a second to follow it', () => {
  const left = standing();
  left('rows of A', 'A', 0);
  expect(left('rows of A', 'A', 150)).toBe(0);
  expect(left('B: rows of A', 'B', 1000)).toBe(1000);
  expect(left('B: rows of A', 'B', 1900)).toBe(100);
  expect(left('B: rows of B', 'B', 1950)).toBe(1000);
  expect(left('B: rows of B', 'B', 2950)).toBe(0);
  expect([left('B: more rows', 'B', 4000), left('B: more rows', 'B', 4150)]).toEqual([150, 0]);
});
