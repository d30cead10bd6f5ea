import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { recordsOf, tableOf } from './harness/kept.ts';
import { badgeAt } from './harness/layer.ts';
import { openPopup } from './harness/remote.ts';
import { words } from './harness/words.ts';
import { connectSite } from './journey/set-up.ts';

// A page of the documented shape at the platform's own address, served by this test: nothing reaches the network.
const origin = 'https://mms.pinduoduo.com';
const api = '/vodka/v2/mms/query/display/mall/goodsList';
const [{ body }] = JSON.parse(readFileSync('adapters/pinduoduo/product-list.response.json', 'utf8')) as [{ body: object }];
const rows = readFileSync('adapters/pinduoduo/product-list.html', 'utf8');
const html = `<!doctype html><html lang="zh"><body>${rows}<script>
  const ask = () => fetch('${api}', { method: 'POST', body: '{"page":1}' }).then((answer) => answer.json()).catch(() => null);
  ask();
</script></body></html>`;

/** The answer as another mall would get it. */
const ofMall = (mall: number): object => JSON.parse(JSON.stringify(body).replaceAll('880001', String(mall)));

async function serve(context: BrowserContext, answer: () => { status?: number; body: unknown }): Promise<string[]> {
  const asked: string[] = [];
  await context.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    if (pathname !== api) return route.fulfill({ contentType: 'text/html', body: html });
    const { status = 200, body: json } = answer();
    return route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(json) });
  });
  return asked;
}

async function says(browser: Browser, page: Page, key: string): Promise<void> {
  const popup = await openPopup(browser, page);
  await eventually(`the popup says ${key}`, async () => (await popup.text()).includes(words(key)));
  await popup.close();
}

test('a platform’s list is read out of the page’s own answer, marked on its rows, for one mall alone [T29]', async ({ person }) => {
  const browser = await person();
  let answer: { status?: number; body: unknown } = { body };
  const asked = await serve(browser.context, () => answer);
  await connectSite(browser, { origin, platform: 'pinduoduo' });
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  await page.goto(`${origin}/goods/goods_list`);
  await eventually('both listings are kept', async () => (await recordsOf(ours)).length === 2);
  const [first] = await recordsOf(ours);
  expect(first?.fields).toMatchObject({ price: { amount: 2590, currency: 'CNY' }, live: true });
  expect(await tableOf<{ account: string }>(ours, 'sites')).toMatchObject([{ account: '880001' }]);
  expect(await page.evaluate('"__tapPages" in window')).toBe(false);
  const box = await page.locator('tr', { hasText: 'ID: 701000000002' }).boundingBox();
  await eventually('the row has its mark', async () => (await badgeAt(page, (box?.y ?? 0) + (box?.height ?? 0) / 2)) !== null);

  // The same account signs out and another mall signs in, in a second tab: nothing of it is kept, and it is said.
  const before = JSON.stringify(await recordsOf(ours));
  answer = { body: ofMall(880002) };
  const other = await browser.context.newPage();
  await other.goto(`${origin}/goods/goods_list`);
  await says(browser, other, 'blind.other-shop');

  for (const refusal of [
    { body: { success: false, error_code: 54001, error_msg: '操作太过频繁', result: null } },
    { body: { success: true, error_code: 1000000, result: { total: 12, goods_list: [] } } },
    { status: 429, body: {} },
  ]) {
    answer = refusal;
    await other.reload();
    await says(browser, other, 'blind.refused');
  }
  expect(JSON.stringify(await recordsOf(ours))).toBe(before);
  expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(Array.from({ length: 5 }, () => ['/goods/goods_list', api]).flat());
});
