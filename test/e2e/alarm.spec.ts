import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { serverLog } from './harness/whole-log.ts';
import { words } from './harness/words.ts';
import { signIn } from './journey/set-up.ts';

test('what a closed page left behind goes up by the alarm, with only the worker left', async ({ person, places, team }) => {
  const me = await person();
  await signIn(me, places.api, team.specialist);
  const popup = await openSurface(me, 'popup');
  // The page's own requests alone: the worker reaches the server all the time.
  await popup.route('**/v1/sync', (route) => route.abort());
  const entry = popup.getByLabel(words('entry.label'));
  await entry.fill('Written and closed');
  await popup.keyboard.press('Control+Enter');
  await expect(entry).toHaveValue('');
  await popup.evaluate(() => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: { create(name: string, when: object): void } } }).chrome;
    // Past the first back-off, and sooner than the minute's beat.
    alarms.create('tick', { when: Date.now() + 5000, periodInMinutes: 10 });
  });
  for (const page of me.context.pages()) if (page.url().startsWith('chrome-extension:')) await page.close();
  const arrived = () => [...serverLog(places.apiData, team.organisation).values()].some((text) => text.includes('Written and closed'));
  expect(arrived()).toBe(false);
  await eventually('the server has it', async () => arrived(), 30_000);
});
