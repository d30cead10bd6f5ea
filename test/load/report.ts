import { isWhole } from './compare.ts';
import type { Counts, Report } from './crowd.ts';
import type { Phase, Timetable } from './shift.ts';

/** What a sync may take in 95 of 100 cases, outside kill and burst. */
const reachMs = 100;

export interface Cpu {
  name: string;
  seconds: number;
}

const names: Record<Phase, string> = { calm: 'outside both', kill: 'one API killed', burst: 'many come back' };
const phases = Object.keys(names) as Phase[];

/** Of sorted values, the one that `share` of them do not exceed; null of none. */
export const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;

/** How many seconds of the run belong to each phase. */
const secondsOf = ({ kill, killEnd, back, burstEnd, end }: Timetable): Record<Phase, number> => {
  const [killing, burst] = [killEnd - kill, burstEnd - back];
  return { calm: (end - killing - burst) / 1000, kill: killing / 1000, burst: burst / 1000 };
};

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Rates are by second, times in ms. */
function figuresOf({ due, written, pushed, again, times }: Counts, seconds: number) {
  const rate = (count: number) => tenth(count / seconds);
  const ms = (share: number) => tenth(percentile(times, share) ?? Number.NaN);
  return {
    'syncs due /s': rate(due),
    'syncs done /s': rate(times.length),
    'events written /s': rate(written),
    'events taken /s': rate(pushed),
    'p50 ms': ms(0.5),
    'p95 ms': ms(0.95),
    'p99 ms': ms(0.99),
    'tried again': again,
  };
}

const cell = (text: string | number) => String(text).padStart(15);
const p95 = ({ counts }: Report): number => percentile(counts.calm.times, 0.95) ?? Number.POSITIVE_INFINITY;

export const isFine = (report: Report): boolean => isWhole(report.found) && p95(report) <= reachMs;

export function rows(report: Report, cpu: readonly Cpu[], table: Timetable): string[] {
  const seconds = secondsOf(table);
  const columns = phases.map((phase) => figuresOf(report.counts[phase], seconds[phase]));
  const labels = Object.keys(columns[0] ?? {}) as (keyof ReturnType<typeof figuresOf>)[];
  const syncs = phases.reduce((sum, phase) => sum + report.counts[phase].times.length, 0);
  return [
    ['', ...phases.map((phase) => names[phase])],
    ...labels.map((label) => [label, ...columns.map((column) => column[label])]),
    ['', 'CPU s', 'ms a sync'],
    ...cpu.map(({ name, seconds: used }) => [name, tenth(used), tenth((used * 1000) / syncs)]),
    ['', 'found'],
    ...Object.entries(report.found),
    ['p95 of a sync', `${tenth(p95(report))} ms`, `≤ ${reachMs} ms`, isFine(report) ? 'yes' : 'NO'],
    ['the members late', `${tenth(report.lateness)} ms`],
  ].map(([label = '', ...cells]) => String(label).padEnd(18) + cells.map(cell).join(''));
}

/** The last line of the output, for machines. */
export function summary(report: Report, cpu: readonly Cpu[], table: Timetable): string {
  const seconds = secondsOf(table);
  return JSON.stringify({
    ok: isFine(report),
    ...report.found,
    p95: tenth(p95(report)),
    reach: reachMs,
    ...Object.fromEntries(phases.map((phase) => [phase, figuresOf(report.counts[phase], seconds[phase])])),
    cpu: Object.fromEntries(cpu.map(({ name, seconds: used }) => [name, tenth(used)])),
    lateness: tenth(report.lateness),
  });
}
