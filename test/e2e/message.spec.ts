import { canaries, lateMail } from '../backoffices/canaries.ts';
import { enterInbox, mailIds, openMail } from '../backoffices/maildev-pages.ts';
import { sendMails } from '../backoffices/seed-mails.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { openPopup } from './harness/remote.ts';
import { setUp } from './journey/set-up.ts';
import { untilClosed, untilOpen } from './journey/tasks.ts';

test("a customer's mail arrives, its clock runs, a person ticks it: marked as such, its words stay on the page [3.4.1] [2.2.5]", async ({
  person,
  places,
}) => {
  const browser = await person();
  await setUp(browser, places, null);
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  await enterInbox(page, places.inbox.origin);
  const before = new Set(await mailIds(page));
  await sendMails(places.smtp, [lateMail]);
  const id = await eventually('the new mail on the page', async () => (await mailIds(page)).find((each) => !before.has(each)));
  const waiting = await untilOpen(ours, 'message-waiting', id);
  expect(Date.parse(waiting.due ?? '')).toBeGreaterThan(Date.now());

  await openMail(page, id);
  const popup = await openPopup(browser, page);
  const row = `li[data-task="${waiting.id}"]`;
  await eventually('the task in the popup', () => popup.evaluate<boolean>(`document.querySelector('${row}') !== null`));
  const text = await popup.text();
  expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  await popup.evaluate(`document.querySelector('${row}').scrollIntoView({ block: 'center' })`);
  await popup.click(`${row} input[type=checkbox]`);
  expect((await untilClosed(ours, 'message-waiting', id)).evidence).toBe('person');
});
