import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { enterInbox } from '../backoffices/maildev-pages.ts';
import { enterShop, pages, productForm } from '../backoffices/vendure-pages.ts';
import { makeProduct } from '../truth/generate.ts';
import { expect, test } from './fixtures.ts';
import { attack } from './harness/attack.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { startCountingProxy } from './harness/counting-proxy.ts';
import { eventually } from './harness/eventually.ts';
import { eventsOf, recordsOf, tableOf } from './harness/kept.ts';
import { layerOf } from './harness/layer.ts';
import { openPopup } from './harness/remote.ts';
import { words } from './harness/words.ts';
import { connectShop, connectSite } from './journey/set-up.ts';
import { walkProduct } from './journey/walk-shop.ts';

async function popupSays(browser: Browser, page: Page, keys: readonly string[]): Promise<void> {
  const popup = await openPopup(browser, page);
  await eventually(`the popup says ${keys.join(' or ')}`, async () => {
    const text = await popup.text();
    return keys.some((key) => text.includes(words(key)));
  });
  await popup.close();
}

test('a page that lies, forges and clicks by script gets nothing into the log and nothing out of the layer [4.4.2]', async ({
  person,
  places,
}) => {
  const name = '<img src=x onerror="window.pwned=1">';
  const { id } = await makeProduct(places.shop.origin, 'hostile', { name, description: '' });
  const proxy = await startCountingProxy(places.shop.origin, attack);
  try {
    const browser = await person();
    const page = await browser.context.newPage();
    await enterShop(page, proxy.origin);
    await connectShop(browser, proxy);
    const ours = await openSurface(browser, 'workbench', '#today');
    await page.bringToFront();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await walkProduct(page, ours, proxy.origin, id);
    await page.waitForTimeout(2500);
    expect(await page.evaluate('window.loot')).toEqual([]);
    expect(problems).toEqual([]);
    const kept = JSON.stringify([await recordsOf(ours), await eventsOf(ours)]);
    expect(kept).not.toContain('forged');
    for (const surface of ['popup', 'workbench', 'sidepanel'] as const) {
      const screen = await openSurface(browser, surface);
      await screen.waitForTimeout(500);
      expect(await screen.evaluate('window.pwned')).toBeUndefined();
      await screen.close();
    }
    expect(await page.evaluate('window.pwned')).toBeUndefined();
  } finally {
    await proxy.close();
  }
});

test('a signed-out page, and another program at a connected address: one sentence each, nothing recorded', async ({ person, places }) => {
  const browser = await person();
  const page = await browser.context.newPage();
  await enterShop(page, places.shop.origin);
  await connectShop(browser, places.shop);
  const stranger = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Payroll</h1><table></table>'),
  );
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const other = { origin: `http://127.0.0.1:${(stranger.address() as AddressInfo).port}` };
  await connectShop(browser, other);
  const ours = await openSurface(browser, 'workbench', '#sites');
  await page.bringToFront();
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  const before = (await eventsOf(ours)).length;

  await page.goto(`${places.shop.origin}/admin${pages.products}`);
  await page.locator('#login_username').waitFor();
  // Vendure sends a visitor without a session to an address of its own.
  await popupSays(browser, page, ['blind.signed-out', 'blind.unknown-page']);
  await page.goto(`${other.origin}/admin${pages.products}`);
  await popupSays(browser, page, ['blind.not-this-platform']);
  expect((await eventsOf(ours)).length).toBe(before);

  // Its paths are those of a program we know: connected by them alone, its open page is believed, not its address.
  const twin = { origin: other.origin.replace('127.0.0.1', 'localhost') };
  await page.goto(`${twin.origin}/admin${pages.products}`);
  await connectSite(browser, { ...twin, platform: null, path: `/admin${pages.products}` });
  const sites = await tableOf<{ origin: string; platform: string }>(ours, 'sites');
  expect(sites.find(({ origin }) => origin === twin.origin)?.platform).toBe('recognised');
  stranger.close();
  stranger.closeAllConnections();
});

test('a site that was never granted gets not one byte of ours', async ({ person, places }) => {
  const browser = await person();
  const page = await browser.context.newPage();
  const added: string[] = [];
  page.on('console', (message) => added.push(message.text()));
  await enterInbox(page, places.inbox.origin);
  await page.waitForTimeout(1500);
  expect(await layerOf(page)).toEqual([]);
  expect(await page.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName))).toEqual(['head', 'body']);
});

test('behind a strict policy with trusted types the shop still works and is judged', async ({ person, places }) => {
  const { startVendure } = await import('../backoffices/start.ts');
  const { freePort } = await import('../../scripts/setup/ports.ts');
  const strict = await startVendure({ port: await freePort(4480), logs: `${places.folder}/logs`, csp: true });
  try {
    const browser = await person({ viewport: { width: 700, height: 800 } });
    const page = await browser.context.newPage();
    await enterShop(page, strict.origin);
    await connectShop(browser, strict);
    const ours = await openSurface(browser, 'workbench', '#today');
    await page.bringToFront();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/content security policy|trusted ?type/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(`${strict.origin}/admin${pages.products}/15`);
    await productForm(page);
    await eventually('the product is a record', async () =>
      (await recordsOf(ours)).some(({ noun, id }) => noun === 'listing' && id === '15'),
    );
    await eventually('the layer is there', async () => (await layerOf(page)).length > 0);
    expect(refused.filter((text) => text.includes('chrome-extension://'))).toEqual([]);
  } finally {
    await strict.stop();
  }
});
