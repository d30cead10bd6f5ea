import type { Page } from '@playwright/test';
import { bundle } from '../bundle.ts';
import type { Evaluate } from '../cpu.ts';
import { type Bench, type Figure, ms } from '../figure.ts';
import { backstage } from '../person.ts';
import { interleaved, median } from '../rounds.ts';
import { day } from '../year.ts';

const total = 1_000_000;
const tenth = total / 10;
/** Less than the log of a tenth has. */
const days = 35;

interface Read {
  took: number;
  ns: number[];
}

interface Days {
  rounds: { ours: Read[]; peer: Read[] };
  /** MB on top of what the page had before the reading. */
  peak: { ours: number; peer: number };
  spans: number;
  events: number;
}

/** One member's day out of the log of a team: as we keep it, against rows with an index. Each round another member and day, the same for both. */
async function measure({ extended, rounds, full }: Bench, members: number): Promise<Days> {
  const events = full ? total : tenth;
  const script = await bundle('in-page/day.ts');
  const [us, them] = [await backstage(await extended(), script), await backstage(await extended(), script)];
  const begin = Date.now() - 365 * day;
  const [spans] = await Promise.all([
    us.evaluate<number>(`bench.fillOurs(${begin}, ${events}, ${members})`),
    them.evaluate(`bench.fillRows(${begin}, ${events}, ${members})`),
  ]);
  const asked = (round: number): string => {
    const at = begin + ((round * 11) % (full ? 10 * days : days)) * day + day / 3;
    return `${(round * 3) % members}, '${new Date(at).toISOString()}'`;
  };
  const samples = await interleaved(rounds, {
    ours: (round) => us.evaluate<Read>(`bench.ours(${asked(round)})`),
    peer: (round) => them.evaluate<Read>(`bench.peer(${asked(round)})`),
  });
  for (const [at, { ns }] of samples.ours.entries())
    if (ns.length === 0 || JSON.stringify(ns) !== JSON.stringify(samples.peer[at]?.ns))
      throw new Error('The two did not find the same events.');
  const peak = { ours: 0, peer: 0 };
  for (let round = 0; round < 5; round++) {
    peak.ours = Math.max(peak.ours, await peakOf(us, `bench.ours(${asked(round)})`));
    peak.peer = Math.max(peak.peer, await peakOf(them, `bench.peer(${asked(round)})`));
  }
  return { rounds: samples, peak, spans, events };
}

/** The most that the page's heaps grow by while this runs, in MB: script, the browser's own objects, and buffers. */
async function peakOf({ page, evaluate }: { page: Page; evaluate: Evaluate }, work: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const now = async (): Promise<number> => {
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  };
  await session.send('HeapProfiler.collectGarbage');
  const before = await now();
  let [most, isOver] = [before, false];
  const done = evaluate(work).finally(() => {
    isOver = true;
  });
  while (!isOver) most = Math.max(most, await now());
  await done;
  most = Math.max(most, await now());
  await session.detach();
  return (most - before) / 1e6;
}

const took = (reads: readonly Read[]): number => median(reads.map((read) => read.took));

const figure = (name: string, members: number): Figure[] => {
  let measured: Promise<Days> | null = null;
  const once = (bench: Bench): Promise<Days> => {
    measured ??= measure(bench, members);
    return measured;
  };
  return [
    {
      name,
      most: 1,
      async measure(bench) {
        const { rounds, spans, events } = await once(bench);
        const ratios = rounds.ours.map((read, at) => read.took / (rounds.peer[at] as Read).took);
        const found = median(rounds.ours.map(({ ns }) => ns.length));
        return {
          value: median(ratios),
          ours: ms(took(rounds.ours)),
          yardstick: ms(took(rounds.peer)),
          note: `${found} of ${events} events${bench.full ? '' : ', a tenth'}, of ${members} member${members > 1 ? 's' : ''}; spans of the whole log made once in ${ms(spans)}`,
        };
      },
    },
    {
      name: `${name}-mb`,
      most: 50,
      async measure(bench) {
        const { peak, events } = await once(bench);
        const mb = (value: number) => `${value.toFixed(1)} MB`;
        const note = `most that the page grew by in five readings, of ${events} events${bench.full ? '' : ', a tenth'}`;
        return { value: peak.ours, ours: mb(peak.ours), yardstick: mb(peak.peer), note };
      },
    },
  ];
};

export const days1m: Figure[] = [...figure('day-team', 10), ...figure('day-alone', 1)];
