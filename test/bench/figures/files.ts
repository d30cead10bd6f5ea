import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { words } from '../../e2e/harness/words.ts';
import { bundle } from '../bundle.ts';
import { evaluator, meter } from '../cpu.ts';
import { type Bench, type Figure, ms } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';
import { csvFile } from '../yardsticks/table-files.ts';

const rows = 100_000;

/** All rows read and the columns known, against the library that reads the rows and does nothing with them; then folded into listings. CPU of one thread. */
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
  const ratio = (part: 'shown' | 'folded') => median(ours.map((sample, round) => sample[part] / (yardstick[round]?.folded ?? Number.NaN)));
  return {
    value: ratio('shown'),
    ours: ms(of('shown')),
    yardstick: ms(median(yardstick.map(({ folded }) => folded))),
    note: `CPU until the preview; ${rows} rows, ${(size / 1e6).toFixed(1)} MB; folded into ${rows / 4} listings ${ms(of('folded'))}, ${ratio('folded').toFixed(2)} times the library`,
  };
}

interface Traced {
  traceEvents: { name: string; ph: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }[];
}

/** CPU time in ms of each task on the main threads of pages. */
function tasksOf({ traceEvents }: Traced): number[] {
  const main = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) => (name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])),
  );
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && main.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('No task was traced.');
  return tasks.map(({ tdur = 0 }) => tdur / 1_000);
}

/** The longest task of the workbench's page from the choice of the file to the report. */
async function longest({ extended, full }: Bench) {
  const person = await extended();
  const page = await person.context.newPage();
  await page.goto(`chrome-extension://${person.id}/workbench.html#files`);
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  const many = full ? rows : rows / 10;
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-files-'));
  const file = join(folder, 'goods.csv');
  writeFileSync(file, new Uint8Array(await csvFile(many).arrayBuffer()));
  // Its own start is not what is measured.
  await page.waitForTimeout(2_000);
  const browser = person.context.browser();
  await browser?.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  const begin = Date.now();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel(words('files.shop.name')).fill('Tea house');
  await page.getByRole('button', { name: words('files.start', { shop: 'Tea house' }) }).click();
  await page.getByText('Tea house:').waitFor({ timeout: 900_000 });
  const took = Date.now() - begin;
  const tasks = tasksOf(JSON.parse((await browser?.stopTracing())?.toString() ?? '') as Traced);
  rmSync(folder, { recursive: true, force: true });
  const most = Math.max(...tasks);
  return {
    value: most,
    ours: ms(most),
    yardstick: ms(50),
    note: `longest of ${tasks.length} tasks, CPU; ${many} rows into ${many / 4} listings, judged and stored in ${(took / 1000).toFixed(1)} s`,
  };
}

const reading = (['csv', 'xlsx'] as const).map(
  (kind): Figure => ({
    name: `files-${kind}`,
    most: 1.5,
    measure: (bench) => measure(bench, kind),
  }),
);

export const files: Figure[] = [...reading, { name: 'files-still', most: 50, measure: longest }];
