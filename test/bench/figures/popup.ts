import type { Browser } from '../../e2e/harness/browser.ts';
import { meter } from '../cpu.ts';
import { type Figure, ms } from '../figure.ts';
import { backstage } from '../person.ts';
import { interleaved, median } from '../rounds.ts';

const many = 100_000;
const tasks = 8;

/** Notes when the list stands there, from within: asking again and again from outside would be paid by whoever takes longer. */
function noteUsable(wanted: number): void {
  const observer = new MutationObserver(() => {
    if (document.querySelectorAll('[data-task]').length < wanted) return;
    Object.assign(globalThis, { usableAt: performance.now() });
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** From the address to the list standing there. The page before it is of the extension too, so that both run in one process. */
async function open({ context, id }: Browser): Promise<{ cpu: number; wall: number }> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/manifest.json`);
  await page.addInitScript(noteUsable, tasks);
  const { cost } = await meter(page);
  const { thread } = await cost(async () => {
    await page.goto(`chrome-extension://${id}/popup.html`);
    await page.waitForFunction(() => 'usableAt' in globalThis, undefined, { polling: 100 });
  });
  const wall = await page.evaluate(() => (globalThis as { usableAt?: number }).usableAt ?? Number.NaN);
  await page.close();
  return { cpu: thread, wall };
}

/** Two people with the same open tasks: one began today and has ten events, the other has worked for a year. */
export const popup: Figure = {
  name: 'popup-100k',
  most: 1.2,
  async measure({ extended, rounds }) {
    const [few, full] = [await extended(), await extended()];
    const counts: number[] = [];
    for (const browser of [few, full]) {
      const { page, evaluate } = await backstage(browser);
      await evaluate('bench.begin()');
      if (browser === full) await evaluate(`bench.growTo(${many})`);
      counts.push(await evaluate<number>('bench.stored()'));
      await page.close();
    }
    const { ours, yardstick } = await interleaved(rounds, { ours: () => open(full), yardstick: () => open(few) });
    const of = (samples: typeof ours, what: 'cpu' | 'wall') => median(samples.map((sample) => sample[what]));
    return {
      value: of(ours, 'cpu') / of(yardstick, 'cpu'),
      ours: ms(of(ours, 'cpu')),
      yardstick: ms(of(yardstick, 'cpu')),
      note: `${counts[1]} events against ${counts[0]}; wall ${ms(of(ours, 'wall'))} against ${ms(of(yardstick, 'wall'))}`,
    };
  },
};
