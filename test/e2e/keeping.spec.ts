import type { Page } from '@playwright/test';
import { password } from '../backoffices/world.ts';
import { expect, test } from './fixtures.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { answered, eventsOf, metaOf } from './harness/kept.ts';
import { sentinelOf } from './harness/sentinel.ts';
import { pattern, words } from './harness/words.ts';
import { signIn } from './journey/set-up.ts';

async function write(browser: Browser, ...texts: string[]): Promise<void> {
  const popup = await openSurface(browser, 'popup');
  for (const text of texts) {
    await popup.getByLabel(words('entry.label')).fill(text);
    await popup.keyboard.press('Control+Enter');
    await expect(popup.getByText(words('entry.noteKept'))).toBeVisible();
  }
  await popup.close();
}

async function notesOf(browser: Browser, ...texts: string[]): Promise<void> {
  const page = await openSurface(browser, 'workbench', '#data');
  for (const text of texts) await expect(page.getByText(text, { exact: true })).toBeVisible();
  await page.close();
}

/** Takes rows away as a failing disk does: behind everybody's back. */
async function lose(page: Page, tables: readonly string[]): Promise<void> {
  await page.evaluate(async (names) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('shop-loupe');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(names, 'readwrite');
    for (const name of names) transaction.objectStore(name).clear();
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, tables);
}

test('[F11] a backup made in one browser brings everything back in another, with the code that was shown once', async ({
  person,
}, info) => {
  const mine = await person();
  await write(mine, 'Counted shelf 4', 'The label printer is out of paper');
  const page = await openSurface(mine, 'workbench', '#keeping');
  await page.getByRole('button', { name: words('keep.makeCode') }).click();
  const code = (await page.locator('code').innerText()).trim();
  expect(code).toMatch(/^([A-Z2-9]{4}-){5}[A-Z2-9]{4}$/);
  await page.getByRole('button', { name: words('keep.code.noted') }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: words('keep.make') }).click();
  const file = info.outputPath('shelf.loupe');
  await (await download).saveAs(file);

  const fresh = await openSurface(await person(), 'workbench', '#keeping');
  await fresh.locator('input[type=file]').setInputFiles(file);
  const open = fresh.getByLabel(words('keep.open'));
  await open.fill('not the code');
  await fresh.getByRole('button', { name: words('keep.restore'), exact: true }).click();
  await expect(fresh.getByText(words('keep.restore.wrong-secret'))).toBeVisible();
  await open.fill(code.toLowerCase());
  await fresh.getByRole('button', { name: words('keep.restore'), exact: true }).click();
  await expect(fresh.getByText(pattern('keep.restored'))).toBeVisible({ timeout: 30_000 });
  await fresh.goto(fresh.url().replace('#keeping', '#data'));
  for (const text of ['Counted shelf 4', 'The label printer is out of paper'])
    await expect(fresh.getByText(text, { exact: true })).toBeVisible();
});

test('[F4] [F3] rows that are gone without an error are noticed as the next page opens, and come back from the server', async ({
  person,
  places,
  team,
}) => {
  const me = await person();
  await signIn(me, places.api, team.specialist);
  await write(me, 'Packed 40 parcels', 'Two came back');
  const ours = await openSurface(me, 'workbench', '#language');
  expect(await answered(ours)).toEqual([]);
  const who = await metaOf<{ n: number }>(ours, 'identity');
  await eventually('the sentinel knows the last entry', async () => who !== null && (await sentinelOf(ours))?.n === who.n);
  await ours.waitForTimeout(2500);
  await lose(ours, ['events', 'notes']);
  expect(await eventsOf(ours)).toEqual([]);
  await ours.close();

  const page = await openSurface(me, 'workbench', '#keeping');
  await expect(page.getByRole('alert')).toContainText(words('keep.damage.short'));
  await page.getByRole('button', { name: words('keep.refill') }).click();
  await expect(page.getByRole('alert')).toBeHidden({ timeout: 30_000 });
  // What was lost may have been its own: it goes on as a new device, which signs in.
  await expect(page.getByText(words('sync.signed-out.next'))).toBeVisible();
  await page.getByRole('link', { name: words('keep.signIn') }).click();
  await page.getByLabel(words('api.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('api.connect'), exact: true }).click();
  await expect(page.getByRole('button', { name: words('api.syncNow'), exact: true })).toBeEnabled({ timeout: 20_000 });
  await page.close();
  await notesOf(me, 'Packed 40 parcels', 'Two came back');
  await write(me, 'And on we go');
  await notesOf(me, 'And on we go');
});

test('after a reinstall one signs in, and everything is back', async ({ person, places, team }) => {
  const before = await person();
  await signIn(before, places.api, team.specialist);
  await write(before, 'Moved the winter coats');
  const page = await openSurface(before, 'workbench', '#language');
  expect(await answered(page)).toEqual([]);
  await before.close();

  const after = await person();
  await signIn(after, places.api, team.specialist);
  await notesOf(after, 'Moved the winter coats');
});
