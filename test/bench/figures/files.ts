import { bundle } from '../bundle.ts';
import { evaluator, meter } from '../cpu.ts';
import { type Bench, type Figure, ms } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';

const rows = 100_000;

/** From the file to its listings, against the library that reads its rows and does nothing with them. CPU of the thread: a worker has its own. */
async function measure({ bare, rounds }: Bench, kind: 'csv' | 'xlsx') {
  const page = await (await bare()).context.newPage();
  const { session, cost } = await meter(page);
  const evaluate = evaluator(session);
  await evaluate(`${await bundle('in-page/files.ts')};globalThis.bench = bench; undefined`);
  const size = await evaluate<number>(`bench.make('${kind}', ${rows})`);
  const steps = { shown: `bench.open()`, folded: `bench.fold()` };
  const { ours, yardstick } = await interleaved(rounds, {
    ours: async () => {
      const shown = await cost(() => evaluate(steps.shown));
      const folded = await cost(() => evaluate(steps.folded));
      return { shown: shown.thread, folded: shown.thread + folded.thread };
    },
    yardstick: async () => {
      const read = await cost(() => evaluate(`bench.yardstick('${kind}')`));
      return { shown: read.thread, folded: read.thread };
    },
  });
  if ((await evaluate<number>('bench.listings()')) !== rows / 4) throw new Error('Listings were lost.');
  await page.close();
  const of = (part: 'shown' | 'folded') => median(ours.map((sample) => sample[part]));
  return {
    value: median(ours.map(({ folded }, round) => folded / (yardstick[round]?.folded ?? Number.NaN))),
    ours: ms(of('folded')),
    yardstick: ms(median(yardstick.map(({ folded }) => folded))),
    note: `CPU; ${rows} rows, ${(size / 1e6).toFixed(1)} MB, into ${rows / 4} listings; its preview after ${ms(of('shown'))}`,
  };
}

export const files: Figure[] = (['csv', 'xlsx'] as const).map((kind) => ({
  name: `files-${kind}`,
  most: 1.5,
  measure: (bench) => measure(bench, kind),
}));
