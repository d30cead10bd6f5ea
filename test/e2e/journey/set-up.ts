import { expect, type Page } from '@playwright/test';
import { enterInbox } from '../../backoffices/maildev-pages.ts';
import { enterShop } from '../../backoffices/vendure-pages.ts';
import { type Member, password } from '../../backoffices/world.ts';
import { type Browser, openSurface } from '../harness/browser.ts';
import { eventually } from '../harness/eventually.ts';
import { allowToAsk } from '../harness/grant.ts';
import { tableOf } from '../harness/kept.ts';
import { words } from '../harness/words.ts';

/** What a person does once, on the workbench: connect the shop and the inbox, and sign in to the API. */

export const shopName = 'Main shop';

interface SiteToConnect {
  origin: string;
  /** null = what the address looks like. */
  platform: 'vendure' | 'maildev' | 'recognised' | 'pinduoduo' | null;
  path?: string;
}

type Say = (key: string, params?: Record<string, string | number>) => string;

async function section(browser: Browser, name: 'sites' | 'data' | 'connection'): Promise<{ page: Page; say: Say }> {
  const page = await openSurface(browser, 'workbench', `#${name}`);
  await page.locator('h1').waitFor();
  const locale = (await page.getAttribute('html', 'lang')) ?? 'en';
  return { page, say: (key, params = {}) => words(key, params, locale) };
}

/** Connects one site under the shop's name; does nothing where it is connected already. */
export async function connectSite(browser: Browser, { origin, platform, path = '/' }: SiteToConnect): Promise<void> {
  await allowToAsk(browser, [origin]);
  const { page, say } = await section(browser, 'sites');
  const address = page.getByLabel(say('site.address'), { exact: true });
  await address.fill(`${origin}${path}`);
  const choice = page.getByLabel(say('site.platform'), { exact: true });
  const connect = page.getByRole('button', { name: say('site.connect'), exact: true });
  await expect(choice.or(page.getByText(origin)).first()).toBeVisible();
  if ((await choice.count()) > 0) {
    if (platform) await choice.selectOption(platform);
    const name = page.getByLabel(say('site.shop.name'), { exact: true });
    if (await name.isVisible()) await name.fill(shopName);
    await connect.click();
    await expect(page.getByRole('button', { name: say('site.offOne', { origin }) })).toBeVisible({ timeout: 15_000 });
    await expect(connect).toBeEnabled({ enabled: false }); // the address is empty again: all of it is done
  }
  await page.close();
}

/** Connects the shop alone; its pages may be open or not. */
export const connectShop = (browser: Browser, { origin }: { origin: string }): Promise<void> =>
  connectSite(browser, { origin, platform: 'vendure' });

/** Signs in to the API; does nothing for somebody who is. */
export async function signIn(browser: Browser, api: { origin: string }, who: Member): Promise<void> {
  const { page, say, started } = await startSigningIn(browser, api, who);
  if (started) await expect(page.getByRole('button', { name: say('api.syncNow'), exact: true })).toBeEnabled({ timeout: 20_000 });
  await page.close();
}

/** Fills in the form and presses the button; what comes of it is the caller's. `started`: false for somebody who was signed in there. */
export async function startSigningIn(browser: Browser, api: { origin: string }, who: Member) {
  await allowToAsk(browser, [api.origin]);
  const { page, say } = await section(browser, 'connection');
  const member = page.getByText(who.name).first();
  const address = page.getByLabel(say('api.address'), { exact: true }).and(page.locator('input'));
  await expect(address.or(member).first()).toBeVisible();
  if ((await member.isVisible()) && (await page.getByText(api.origin).first().isVisible())) return { page, say, started: false };
  // It may know the API under the address of an earlier run.
  if (!(await address.isVisible())) await page.getByRole('button', { name: say('api.disconnect'), exact: true }).click();
  await address.fill(api.origin);
  await page.getByLabel(say('api.email'), { exact: true }).fill(who.email);
  await page.getByLabel(say('api.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: say('api.connect'), exact: true }).click();
  return { page, say, started: true };
}

interface Places {
  shop: { origin: string };
  inbox: { origin: string };
  api: { origin: string };
}

/** All of it, in the order in which a newcomer does it. */
export async function setUp(browser: Browser, places: Places, who: Member | null): Promise<void> {
  const page = await browser.context.newPage();
  await enterShop(page, places.shop.origin);
  await connectSite(browser, { origin: places.shop.origin, platform: 'vendure' });
  await enterInbox(page, places.inbox.origin);
  await connectSite(browser, { origin: places.inbox.origin, platform: 'maildev' });
  if (who) await signIn(browser, places.api, who);
  await page.close();
}

/** Presses "sync now" on the workbench and stays until it is done; leaves after a while where there is no answer. */
export async function syncNow(browser: Browser): Promise<void> {
  const { page, say } = await section(browser, 'connection');
  const from = new Date().toISOString();
  const button = page.getByRole('button', { name: say('api.syncNow'), exact: true });
  await button.click();
  const isDone = async () => {
    const marks = await tableOf<{ key: string; value: { lastAt?: string | null } }>(page, 'meta');
    return marks.some(({ key, value }) => key === 'sync' && (value.lastAt ?? '') >= from);
  };
  await eventually('a sync has ended', isDone, 10_000).catch(() => {});
  await expect(button).toBeEnabled({ timeout: 20_000 });
  await page.close();
}

/** Saves the workbench's JSON export to a file. */
export async function exportLog(browser: Browser, file: string): Promise<void> {
  const { page, say } = await section(browser, 'data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: say('export.run'), exact: true }).click();
  await (await download).saveAs(file);
  await page.close();
}

/** Chooses a stock ledger file for the first shop and loads it; returns what the workbench answered. */
export async function loadLedger(browser: Browser, name: string, csv: string): Promise<string> {
  const { page, say } = await section(browser, 'data');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: say('ledger.load', { shop: shopName }), exact: true }).click();
  const answer = page.locator('main [role=status], main [role=alert]').first();
  await expect(answer).toBeVisible();
  const said = await answer.innerText();
  await page.close();
  return said;
}
