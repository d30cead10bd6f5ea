import type { Browser } from './browser.ts';

interface DeveloperPrivate {
  addHostPermission(id: string, origin: string): Promise<void>;
  removeHostPermission(id: string, origin: string): Promise<void>;
}

/**
 * Lets a later `permissions.request()` for these origins come back true without the browser's dialog, which no automation can reach.
 * It grants nothing by itself: the extension still has to ask, out of a click.
 */
export async function allowToAsk(browser: Browser, origins: readonly string[]): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async ({ id, patterns }) => {
      const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } }).chrome;
      for (const pattern of patterns) await developerPrivate.addHostPermission(id, pattern);
    },
    { id: browser.id, patterns: origins.map((origin) => `${origin}/*`) },
  );
  await page.close();
}

/** Takes an origin away again, as a person does on the browser's own page. */
export async function takeAway(browser: Browser, origin: string): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async ({ id, pattern }) => {
      const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } }).chrome;
      await developerPrivate.removeHostPermission(id, pattern);
    },
    { id: browser.id, pattern: `${origin}/*` },
  );
  await page.close();
}
