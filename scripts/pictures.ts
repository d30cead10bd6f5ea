import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { adminOf } from '../test/backoffices/graphql.ts';
import { enterShop, pages, productForm } from '../test/backoffices/vendure-pages.ts';
import { makeTeam, startWorld, teamOf, type World, wishedPorts } from '../test/backoffices/world.ts';
import { type Browser, launch, openSurface } from '../test/e2e/harness/browser.ts';
import { openPanel, openPopup } from '../test/e2e/harness/remote.ts';
import { loadLedger, setUp, syncNow } from '../test/e2e/journey/set-up.ts';
import { walkInbox, walkProducts } from '../test/e2e/journey/walk-shop.ts';
import { ledgerCsv, makeLedger } from '../test/truth/ledger.ts';
import { randomFrom } from '../test/truth/random.ts';
import { readProducts } from '../test/truth/truth.ts';
import { findBrowser } from './setup/browser.ts';
import { build, chromiumBuild } from './setup/build.ts';
import { freePorts } from './setup/ports.ts';
import { stopAll } from './setup/process.ts';
import { createProgress } from './setup/progress.mjs';

/** `npm run pictures`: takes the screenshots of .github/screenshots anew, over the real shop, in zh-CN and en. */

const root = join(import.meta.dirname, '..');
const into = join(root, '.github', 'screenshots');
const settled = 2500;

async function walkAll(browser: Browser, world: World, page: Page): Promise<void> {
  const shop = world.shop.origin;
  const ours = await openSurface(browser, 'workbench', '#today');
  await page.bringToFront();
  await walkProducts(page, ours, shop);
  const products = await readProducts(await adminOf(shop));
  await loadLedger(browser, 'stock.csv', ledgerCsv(makeLedger(randomFrom(7), products)));
  await page.bringToFront();
  await enterShop(page, shop, pages.promotions);
  await page.waitForTimeout(settled);
  await walkInbox(page, ours, world.inbox.origin);
  await ours.close();
  await syncNow(browser);
}

/** The real popup and panel take the browser's language, not the one that pages are emulated in: it is chosen on the workbench. */
async function speak(browser: Browser, language: string): Promise<void> {
  const page = await openSurface(browser, 'workbench', '#language');
  await page.locator(`label[lang="${language}"]`).click();
  await page.waitForTimeout(500);
  await page.close();
}

async function picturesIn(language: 'zh-CN' | 'en', executable: string, world: World, folder: string): Promise<void> {
  const locale = language === 'en' ? 'en-US' : language;
  const profile = join(folder, language);
  const browser = await launch({ executable, extension: chromiumBuild(root), profile, locale, viewport: { width: 1280, height: 800 } });
  const keep = (name: string) => join(into, `${name}-${language}.png`);
  try {
    const team = teamOf(`-${language.toLowerCase()}`);
    await makeTeam(world.apiData, team);
    await setUp(browser, world, team.specialist);
    await speak(browser, language);
    const page = await browser.context.newPage();
    await enterShop(page, world.shop.origin);
    await walkAll(browser, world, page);

    await enterShop(page, world.shop.origin, `${pages.products}?page=2`);
    await page.waitForTimeout(settled);
    await page.screenshot({ path: keep('list') });
    const popup = await openPopup(browser, page);
    await page.waitForTimeout(settled);
    writeFileSync(keep('popup'), await popup.screenshot());
    await popup.close();
    const panel = await openPanel(browser, page);
    await page.waitForTimeout(settled);
    writeFileSync(keep('panel-page'), await panel.screenshot());
    await panel.click('[role=tab]:nth-of-type(2)');
    await page.waitForTimeout(settled);
    writeFileSync(keep('panel-shop'), await panel.screenshot());
    await panel.close();

    await page.goto(`${world.shop.origin}/admin${pages.products}/17`);
    await productForm(page);
    await page.waitForTimeout(settled);
    await page.screenshot({ path: keep('edit') });
    const workbench = await openSurface(browser, 'workbench', '#sites');
    await workbench.waitForTimeout(settled);
    await workbench.screenshot({ path: keep('workbench') });
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-pictures-'));
const progress = createProgress(9);
mkdirSync(into, { recursive: true });
try {
  const executable = await progress.step('A browser', (note) => findBrowser(root, note));
  await progress.step('The extension', (note) => build(root, 'chrome', note));
  const world = await startWorld({ ports: await freePorts(wishedPorts), folder, keep: false, step: progress.step });
  for (const language of ['zh-CN', 'en'] as const) {
    await progress.step(`Pictures in ${language}`, () => picturesIn(language, executable, world, folder));
  }
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
