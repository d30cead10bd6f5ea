import { describe, expect, it } from 'vitest';
import type { Counts, Report } from './crowd.ts';
import { isFine, percentile, summary } from './report.ts';
import { timetable } from './shift.ts';

const counts = (times: number[]): Counts => ({ due: times.length, written: 3, pushed: 3, again: 0, times });
const whole = { events: 9, lost: 0, doubled: 0, gaps: 0, waiting: 0, refused: 0, strayed: 0 };
const quick = [...Array(95).fill(20), ...Array(5).fill(400)];
const report = (change: Partial<Report> = {}): Report => ({
  counts: { calm: counts(quick), kill: counts([5000]), burst: counts([5000]) },
  found: whole,
  lateness: 1,
  ...change,
});

describe('the report of a load', () => {
  it('takes the value that so many do not exceed', () => {
    expect([0.5, 0.95, 0.99].map((share) => percentile(quick, share))).toEqual([20, 20, 400]);
    expect(percentile([], 0.95)).toBe(null);
  });

  it('is fine when nothing is wrong and 95 of 100 syncs were quick; what is slow in kill and burst is counted apart', () => {
    expect(isFine(report())).toBe(true);
    expect(JSON.parse(summary(report(), [], timetable(10, 500)))).toMatchObject({ ok: true, lost: 0, doubled: 0, p95: 20 });
  });

  const faults: [string, Partial<Report>][] = [
    ...Object.keys(whole)
      .filter((fault) => fault !== 'events')
      .map((fault) => [fault, { found: { ...whole, [fault]: 1 } }] as [string, Partial<Report>]),
    ['slow', { counts: { ...report().counts, calm: counts([...quick, 400]) } }],
    ['nothing done', { counts: { ...report().counts, calm: counts([]) } }],
  ];
  it.each(faults)('is not fine: %s', (_what, change) => {
    expect(isFine(report(change))).toBe(false);
  });
});
