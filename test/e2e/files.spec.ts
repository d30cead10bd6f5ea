import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, root, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { casesOf, eventsOf, recordsOf, tableOf } from './harness/kept.ts';
import { words } from './harness/words.ts';

const fixture = (name: string) => join(root, 'test', 'files', 'fixtures', name);
const button = (page: Page, key: string, params = {}) => page.getByRole('button', { name: words(key, params), exact: true });

async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
}

test('listings out of a GB 18030 CSV and a workbook are judged like those of a page, in the extension', async ({ person }) => {
  const browser = await person();
  const page = await openSurface(browser, 'workbench', '#files');
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await choose(page, fixture('goods.gb18030.csv'));
  await expect(page.getByRole('cell', { name: '手工紫砂茶壶' })).toBeVisible();
  await expect(page.getByLabel(words('files.encoding'))).toHaveValue('gb18030');
  await expect(page.getByLabel(words('files.fieldOf', { column: '规格编码' }))).toHaveValue('variantSku');
  await expect(page.getByLabel(words('files.currency'))).toHaveValue('CNY');
  await page.getByLabel(words('files.shop.name')).fill('Tea house');
  await button(page, 'files.start', { shop: 'Tea house' }).click();
  await expect(page.getByText(/^Tea house: /)).toContainText(/2 products: 2 new.*1 refused/);
  await expect(page.getByText(words('files.row.scientific-id'))).toContainText('3.45679E+18');

  await button(page, 'files.again').click();
  await choose(page, fixture('shopee-mass-update.xlsx'));
  await expect(page.getByText(/3 instruction rows skipped/)).toBeVisible();
  await button(page, 'files.start', { shop: 'Tea house' }).click();
  await expect(page.getByText(/^Tea house: /)).toContainText(/2 products: 2 new.*0 refused/);

  const records = await recordsOf(page);
  expect(records.map(({ id }) => id).sort()).toEqual(['23456789012', '23456789013', '3456789012345678901', '3456789012345678902']);
  const pot = records.find(({ id }) => id.endsWith('901'));
  expect(pot?.fields).toMatchObject({
    name: '手工紫砂茶壶',
    variants: [
      { sku: 'TP-L', price: { amount: 129_900, currency: 'CNY' }, stock: { onHand: 5 } },
      { sku: 'TP-S', price: { amount: 89_900, currency: 'CNY' }, stock: { onHand: 0 } },
    ],
  });
  // 茶杯 is too short a name; the black bag has no code.
  const causes = (await casesOf(page)).map(({ about, cause }) => `${about.split('/').at(-1)} ${cause}`);
  expect(causes).toEqual(expect.arrayContaining(['3456789012345678902 name-length', '23456789012 sku-present']));
  await page.goto(page.url().replace('#files', '#today'));
  await expect(page.getByText(/茶杯/).first()).toBeVisible();

  // The same file again is known and unchanged, and nothing is written.
  const before = (await eventsOf(page)).length;
  await page.goto(page.url().replace('#today', '#files'));
  await choose(page, fixture('shopee-mass-update.xlsx'));
  await button(page, 'files.start', { shop: 'Tea house' }).click();
  await expect(page.getByText(/^Tea house: /)).toContainText(/0 new, 0 changed, 2 unchanged/);
  expect((await eventsOf(page)).length).toBe(before);
  expect(complaints).toEqual([]);
});

test('an import that is stopped, or whose page is closed, changes nothing', async ({ person }) => {
  const browser = await person();
  const page = await openSurface(browser, 'workbench', '#files');
  const lines = Array.from({ length: 20_000 }, (_, at) => `${at},Cup number ${at} of clay,C-${at},${at}.50,${at % 40}`);
  const file = { name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(['id,name,sku,price,stock', ...lines].join('\n')) };
  const begin = async () => {
    await button(page, 'files.start', { shop: 'Night market' }).click();
    await expect(page.getByText(/Importing many.csv [1-9]\d?%/)).toBeVisible({ timeout: 60_000 });
  };
  const stored = async () =>
    (await Promise.all(['records', 'events', 'shops', 'outbox'].map((table) => tableOf(page, table)))).map(({ length }) => length);
  await choose(page, file);
  await page.getByLabel(words('files.shop.name')).fill('Night market');
  await begin();
  await page.getByRole('button', { name: words('keep.stop') }).click();
  await expect(page.getByText(words('files.stopped'))).toBeVisible({ timeout: 20_000 });
  expect(await stored()).toEqual([0, 0, 0, 0]);

  await begin();
  await page.reload();
  await eventually('what the closed page had begun is taken back', async () => (await stored()).every((count) => count === 0), 20_000);
});
