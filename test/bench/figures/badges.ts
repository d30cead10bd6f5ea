import { bundle } from '../bundle.ts';
import { isolatedWorld, meter } from '../cpu.ts';
import { type Figure, ms } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';
import { rowsPage } from '../rows-page.ts';

const rows = 2_000;

/** All that the main thread does until the badges stand there, over what it does on the bare page. A new page each time. */
export const badges: Figure = {
  name: `badges-${rows}`,
  least: 35,
  async measure({ bare, rounds }) {
    const script = await bundle('in-page/badges.ts');
    const { context } = await bare();
    const show = (who: string) => async () => {
      const page = await context.newPage();
      await page.setContent(rowsPage(rows));
      const { session, cost } = await meter(page);
      const evaluate = await isolatedWorld(session, script);
      const { thread } = await cost(() => evaluate(`bench.show.${who}()`));
      const shown = await evaluate<number>('bench.shown()');
      await page.close();
      return { thread, shown };
    };
    // The yardstick takes seconds each time, and differs by a factor.
    const samples = await interleaved(Math.min(rounds, 5), { bare: show('bare'), ours: show('ours'), yardstick: show('yardstick') });
    const of = (who: keyof typeof samples) => median(samples[who].map(({ thread }) => thread));
    const shown = (who: keyof typeof samples) => Math.min(...samples[who].map((sample) => sample.shown));
    if (shown('ours') < 10 || shown('yardstick') < rows)
      throw new Error(`Only ${shown('ours')} and ${shown('yardstick')} badges were shown.`);
    const ours = of('ours') - of('bare');
    const yardstick = of('yardstick') - of('bare');
    const note = `${shown('ours')} badges, those in sight, against ${shown('yardstick')}; the bare page takes ${ms(of('bare'))}`;
    return { value: yardstick / ours, ours: ms(ours), yardstick: ms(yardstick), note };
  },
};
