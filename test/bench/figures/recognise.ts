import { bundle } from '../bundle.ts';
import { isolatedWorld, meter } from '../cpu.ts';
import { type Figure, ms } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';
import { rowsPage } from '../rows-page.ts';

const rows = 2_000;

/** The first look of the recogniser at a list that nobody mapped, against one pass over the texts of the list's cells. */
export const recognise: Figure = {
  name: `recognise-${rows}`,
  most: 4,
  async measure({ bare, rounds }) {
    const script = await bundle('in-page/recognise.ts');
    const page = await (await bare()).context.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: rowsPage(rows) }));
    await page.goto('https://shop.example.test/products');
    const { session, cost } = await meter(page);
    const stretches: number[] = [];
    const wholes: number[] = [];
    const look = (name: 'first' | 'texts') => async (): Promise<number> => {
      const evaluate = await isolatedWorld(session, script);
      const { script: took } = await cost(async () => {
        if ((await evaluate<number>(`bench.look.${name}()`)) === 0) throw new Error('The list was not recognised.');
      });
      if (name === 'texts') return took;
      for (let read = 1; read > 0; ) {
        const { script: more } = await cost(async () => {
          read = (await evaluate<boolean>('bench.look.hasMore()')) ? await evaluate<number>('bench.look.next()') : 0;
        });
        if (read > 0) stretches.push(more);
      }
      wholes.push((await cost(() => evaluate('bench.look.whole()'))).script);
      return took;
    };
    const samples = await interleaved(Math.min(rounds, 5), { first: look('first'), texts: look('texts') });
    await page.close();
    const [first, texts] = [median(samples.first), median(samples.texts)];
    return {
      value: first / texts,
      ours: ms(first),
      yardstick: ms(texts),
      note: `each of the other stretches ${ms(median(stretches))}, the longest ${ms(Math.max(...stretches))}; all in one go ${ms(median(wholes))}`,
    };
  },
};
