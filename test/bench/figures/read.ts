import { bundle } from '../bundle.ts';
import { isolatedWorld, meter } from '../cpu.ts';
import { type Bench, type Figure, type Measured, ms } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';
import { rowsPage } from '../rows-page.ts';

/**
 * A look at a table of n rows × 5 fields, each in a world of its own, to which all elements are new. `cold`: the program is new as well,
 * so that a small table is mostly the browser's first reading of our code; `first`: it has run once; `again`: the same rows once more.
 */
type Pass = 'cold' | 'first' | 'again';

async function measure({ bare, rounds }: Bench, rows: number): Promise<Measured> {
  const script = await bundle('in-page/read.ts');
  const page = await (await bare()).context.newPage();
  await page.setContent(rowsPage(rows));
  const { session, cost } = await meter(page);
  const results = new Set<string>();
  const look = (who: string) => async (): Promise<Record<Pass, number>> => {
    const fresh = await isolatedWorld(session, script);
    const cold = await cost(() => fresh(`bench.read('${who}')`));
    const evaluate = await isolatedWorld(session, script);
    await evaluate(`bench.runOnce('${who}', ${JSON.stringify(rowsPage(3))})`);
    const first = await cost(() => evaluate(`bench.read('${who}')`));
    const again = await cost(() => evaluate(`bench.read('${who}')`));
    results.add(await evaluate<string>('bench.result()'));
    return { cold: cold.script, first: first.script, again: again.script };
  };
  const samples = await interleaved(rows < 1_000 ? 3 * rounds : rounds, { ours: look('ours'), yardstick: look('yardstick') });
  await page.close();
  const [read = '[]', other] = results;
  if (other !== undefined || JSON.parse(read).length !== rows) throw new Error('The two readers did not read the same rows.');
  const of = (who: keyof typeof samples, pass: Pass) => median(samples[who].map((sample) => sample[pass]));
  const both = (pass: Pass) => `${ms(of('ours', pass))} against ${ms(of('yardstick', pass))}`;
  return {
    value: of('ours', 'first') / of('yardstick', 'first'),
    ours: ms(of('ours', 'first')),
    yardstick: ms(of('yardstick', 'first')),
    note: `program never run before: ${both('cold')}; same rows again: ${both('again')}`,
  };
}

export const read: Figure[] = [200, 2_000, 10_000].map((rows) => ({
  name: `read-${rows}`,
  most: 1.5,
  measure: (bench) => measure(bench, rows),
}));
