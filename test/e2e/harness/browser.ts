import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from '@playwright/test';

export interface LaunchOptions {
  /** Path of the Chromium to run. */
  executable: string;
  /** The built extension; null runs the bare browser. */
  extension: string | null;
  /** Folder of the profile; a new one in the system's temporary folder without it, removed at the end. */
  profile?: string;
  headed?: boolean;
  /** Language of the browser, 'zh-CN', 'zh-TW' or 'en-US'. */
  locale?: string;
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark';
  /** Of these, on top of what is on by itself. */
  features?: readonly string[];
}

export interface Browser {
  context: BrowserContext;
  /** A session with the whole browser: targets, workers, permissions. */
  cdp: CDPSession;
  /** Id of the extension; '' in a bare browser. */
  id: string;
  profile: string;
  close(): Promise<void>;
}

/** Starts Chromium with the extension. */
export async function launch(options: LaunchOptions): Promise<Browser> {
  const kept = options.profile !== undefined;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'shop-loupe-profile-'));
  mkdirSync(profile, { recursive: true });
  const locale = options.locale ?? 'en-US';
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    headless: options.headed !== true,
    // Either alone gives a mixture: the pages' language and the browser's own.
    locale,
    viewport: options.viewport === undefined ? { width: 1280, height: 860 } : options.viewport,
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    acceptDownloads: true,
    // Whoever starts the browser ends it, after what else has to be ended.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      `--lang=${locale}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(options.headed ? ['--window-size=1440,900'] : []),
      ...(options.features ? [`--enable-features=${options.features.join(',')}`] : []),
      // Chromium refuses its sandbox to root; everybody else keeps it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.extension ? [`--disable-extensions-except=${options.extension}`, `--load-extension=${options.extension}`] : []),
    ],
    ignoreDefaultArgs: options.headed ? ['--enable-automation'] : [],
  });
  const browser = context.browser();
  if (browser === null) throw new Error('Playwright gave no browser for the persistent context.');
  const cdp = await browser.newBrowserCDPSession();
  const id = options.extension ? new URL((await workerOf(context)).url()).host : '';
  return {
    context,
    cdp,
    id,
    profile,
    async close() {
      await context.close();
      if (!kept) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The extension's worker, as soon as there is one. */
export async function workerOf(context: BrowserContext): Promise<Worker> {
  return context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
}

export type Surface = 'popup' | 'sidepanel' | 'workbench';

/** One of our pages as an ordinary tab. */
export async function openSurface(browser: Browser, surface: Surface, hash = ''): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.id}/${surface}.html${hash}`);
  return page;
}

/** Pictures of all its tabs: what was on screen when something failed. */
export async function pictures({ context }: Browser, path: (index: number) => string): Promise<void> {
  for (const [index, page] of context.pages().entries()) await page.screenshot({ path: path(index), timeout: 5000 }).catch(() => {});
}
