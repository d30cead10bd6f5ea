import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beat, overAndOver } from './harness/beat.ts';
import { openSurface } from './harness/browser.ts';
import { signInColleague } from './harness/colleague.ts';
import { eventually } from './harness/eventually.ts';
import { answered, casesOf, tableOf } from './harness/kept.ts';
import { startLine } from './harness/line.ts';
import { peekAt } from './harness/peek.ts';
import { differences, heldLog, serverLog } from './harness/whole-log.ts';
import { words } from './harness/words.ts';
import { isWhole, openKeeping } from './journey/keeping.ts';
import { signIn } from './journey/set-up.ts';

const [push, live] = ['POST /v1/sync', 'GET /v1/live'];
const rounds = 6;

/** Types an entry and keeps it; returns once it is kept. */
async function keep(page: Page, text: string): Promise<void> {
  const entry = page.getByLabel(words('entry.label'));
  await entry.fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(entry).toHaveValue('');
}

test('[F12] five tabs and the worker of one profile write and sync at once: nothing lost or doubled, one request and one stream at a time', async ({
  person,
  places,
  team,
}) => {
  // Slow enough that whoever does not wait for the others is seen beside them.
  const line = await startLine(places.api.origin, 40);
  try {
    const [me, colleague] = [await person(), await signInColleague(places.api, team.colleague)];
    await signIn(me, line, team.specialist);
    await eventually('the page that signed in is silent', () => line.counts(live).now === 0);
    line.reset();
    const writers = [
      await openSurface(me, 'popup'),
      await openSurface(me, 'workbench', '#today'),
      await openSurface(me, 'popup'),
      await openSurface(me, 'workbench', '#today'),
    ];
    const tabs = [...writers, await openSurface(me, 'sidepanel')];
    // The sixth who syncs is the worker.
    await beat(writers[0] as Page, overAndOver);
    await eventually('one of them listens', () => line.counts(live).now === 1);

    const noted: string[] = [];
    const set: string[] = [];
    const write = async (page: Page, tab: number) => {
      for (let round = 0; round < rounds; round++) {
        const [note, task] = [`Note ${round} of tab ${tab}`, `Task ${round} of tab ${tab}`];
        await keep(page, note);
        noted.push(note);
        await keep(page, `! ${task}`);
        set.push(task);
        await page
          .getByRole('checkbox', { name: task })
          .or(page.getByRole('button', { name: task }))
          .first()
          .press('Space');
      }
    };
    const others = async () => {
      for (let round = 0; round < rounds; round++) await colleague.write(20);
    };
    await Promise.all([...writers.map(write), others()]);

    const peek = await peekAt(me);
    expect(await answered(peek)).toEqual([]);
    await eventually('it holds what the server holds', async () => {
      return differences(await heldLog(peek), serverLog(places.apiData, team.organisation)).length === 0;
    });
    const notes = (await tableOf<{ text: string }>(peek, 'notes')).map(({ text }) => text).filter((text) => text.startsWith('Note '));
    expect(notes.sort()).toEqual(noted.sort());
    const tasks = (await casesOf(peek)).filter(({ flow }) => flow === 'own-task');
    expect(tasks.length).toBe(set.length);
    expect(tasks.filter(({ open }) => open)).toEqual([]);
    expect(line.counts(push).all).toBeGreaterThan(rounds);
    expect.soft(line.counts(push).most, 'syncs at once').toBe(1);
    expect.soft(line.counts(live), 'streams').toEqual({ now: 1, most: 1, all: 1 });

    // With its tab closed the stream passes to the next, to the last of them.
    for (const [at, tab] of tabs.slice(0, -1).entries()) {
      await tab.close();
      await eventually('the next tab listens', () => line.counts(live).all === at + 2 && line.counts(live).now === 1);
    }
    expect(await isWhole((await openKeeping(me)).page)).toBe(true);
  } finally {
    await line.close();
  }
});
