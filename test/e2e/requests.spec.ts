import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chromiumBuild } from '../../scripts/setup/build.ts';
import { enterShop, nextPage, openRow, pages, productForm, rowIds, toList } from '../backoffices/vendure-pages.ts';
import { expect, root, test } from './fixtures.ts';
import type { Browser } from './harness/browser.ts';
import { type CountingProxy, difference, startCountingProxy } from './harness/counting-proxy.ts';
import { settled } from './harness/eventually.ts';
import { faults, weakened } from './harness/weaken.ts';
import { connectShop } from './journey/set-up.ts';

/** Signs in, so that every counted walk begins from the same place; with the extension also connects the site. */
async function ready(browser: Browser, proxy: CountingProxy): Promise<Browser> {
  const page = await browser.context.newPage();
  await enterShop(page, proxy.origin);
  if (browser.id !== '') await connectShop(browser, { origin: proxy.origin });
  await page.close();
  await settled(async () => [...proxy.counts()]);
  proxy.reset();
  return browser;
}

/** The same walk every time; returns once the shop has heard nothing new for a while. */
async function walkShop(browser: Browser, proxy: CountingProxy): Promise<Map<string, number>> {
  const page: Page = await browser.context.newPage();
  const quiet = () => settled(async () => [...proxy.counts()]);
  await enterShop(page, proxy.origin);
  await quiet();
  await nextPage(page, pages.products);
  await quiet();
  const [first = ''] = await rowIds(page, pages.products);
  await openRow(page, pages.products, first);
  await productForm(page);
  await quiet();
  for (const path of [pages.products, pages.promotions, pages.orders]) {
    await toList(page, path);
    await quiet();
  }
  await page.close();
  return proxy.counts();
}

test.describe('what the shop hears', () => {
  let proxy: CountingProxy;
  test.beforeAll(async ({ places }) => {
    proxy = await startCountingProxy(places.shop.origin);
  });
  test.afterAll(() => proxy.close());

  let bare: Map<string, number>;
  test('of a walk without the extension', async ({ person }) => {
    bare = await walkShop(await ready(await person({ extension: null }), proxy), proxy);
    expect([...bare.keys()].filter((key) => key.includes('ProductListQuery'))).toHaveLength(1);
  });

  test('is the very same with it: no request of ours [1.3.1]', async ({ person }) => {
    const browser = await ready(await person(), proxy);
    expect(difference(bare, await walkShop(browser, proxy))).toEqual([]);
  });

  for (const [name, file, code, own] of [
    ['content script', 'content-scripts/backoffice.js', faults.fetchInContent, 'OwnQuestion'],
    ['tap', 'content-scripts/tap.js', faults.fetchInPage, 'TapQuestion'],
  ] as const) {
    test(`gives away a build that fetches from the ${name}`, async ({ person }) => {
      const weak = weakened(chromiumBuild(root), file, code);
      try {
        const browser = await ready(await person({ extension: weak }), proxy);
        const heard = difference(bare, await walkShop(browser, proxy));
        expect(heard.join('\n')).toContain(own);
      } finally {
        rmSync(weak, { recursive: true, force: true });
      }
    });
  }
});
