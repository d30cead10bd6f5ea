import { expect, test } from './fixtures.ts';
import { aloneWriter, backupOf, type MadeBackup, notes } from './harness/backup-of.ts';
import { openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { answered, eventsOf, tableOf } from './harness/kept.ts';
import { kill } from './harness/kill.ts';
import { peekAt } from './harness/peek.ts';
import { differences, heldLog, serverLog } from './harness/whole-log.ts';
import { words } from './harness/words.ts';
import { stopWorker } from './harness/worker.ts';
import { isWhole, openKeeping, restoreBackup, startRestoring } from './journey/keeping.ts';
import { signIn } from './journey/set-up.ts';

test('[F1] worker and page killed while a backup is restored: the old log whole, or the new one', async ({ person }) => {
  const me = await person();
  const old = await backupOf(aloneWriter(), notes(1000));
  const fresh = await backupOf(old.writer, notes(2500).slice(1000), old);
  await restoreBackup(me, old);
  const holds = async ({ events }: MadeBackup) => {
    const page = await peekAt(me);
    const ids = new Set(events.map(({ head }) => head.id));
    const [rows, waiting, shown] = [await eventsOf(page), await tableOf(page, 'outbox'), await tableOf(page, 'notes')];
    return rows.every(({ id }) => ids.has(id)) && [rows, waiting, shown].every(({ length }) => length === ids.size);
  };
  expect(await holds(old)).toBe(true);
  const left: string[] = [];
  for (const ms of [0, 50, 100, 150, 200, 300, 400, 500, 600, 800, 1200]) {
    const { page } = await openKeeping(me);
    await startRestoring(page, fresh);
    await page.waitForTimeout(ms);
    await stopWorker(me);
    await page.close();
    const [isOld, isNew] = [await holds(old), await holds(fresh)];
    expect(isOld !== isNew, `after ${ms} ms it is neither`).toBe(true);
    left.push(isOld ? 'old' : 'new');
  }
  console.log(`  restore killed: ${left.join(', ')}`);
  expect(left[0]).toBe('old');
  await restoreBackup(me, fresh);
  expect(await holds(fresh)).toBe(true);
  expect(await isWhole((await openKeeping(me)).page)).toBe(true);
});

test('[F2] the browser killed by kill -9 while entries are written: what was acknowledged is there, and goes up', async ({
  person,
  places,
  team,
}, info) => {
  const profile = info.outputPath('profile');
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const me = await person({ profile });
    if (round === 0) await signIn(me, places.api, team.specialist);
    let isAlive = true;
    const enough = acknowledged.length + 15 + 7 * round;
    const writing = ['a', 'b', 'c'].map(async (pen) => {
      const popup = await openSurface(me, 'popup');
      const entry = popup.getByLabel(words('entry.label'));
      for (let n = 0; isAlive; n++) {
        const text = `Entry ${pen}${n} of round ${round}`;
        await entry.fill(text);
        await popup.keyboard.press('Control+Enter');
        // Emptied once it is kept.
        await expect(entry).toHaveValue('');
        if (isAlive) acknowledged.push(text);
      }
    });
    await eventually('enough was written', () => acknowledged.length >= enough, 30_000);
    const ended = Promise.allSettled(writing);
    await kill(me);
    isAlive = false;
    await ended;
  }
  const me = await person({ profile });
  const { page } = await openKeeping(me);
  await expect(page.getByRole('alert')).toHaveCount(0);
  const texts = (await tableOf<{ text: string }>(page, 'notes')).map(({ text }) => text).filter((text) => text.startsWith('Entry '));
  expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
  expect(await isWhole(page)).toBe(true);
  expect(await answered(page)).toEqual([]);
  await eventually(
    'both hold the same',
    async () => differences(await heldLog(page), serverLog(places.apiData, team.organisation)).length === 0,
  );
  console.log(`  kill -9: ${acknowledged.length} acknowledged, ${texts.length} there`);
});
