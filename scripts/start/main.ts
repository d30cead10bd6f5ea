import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { enterShop } from '../../test/backoffices/vendure-pages.ts';
import { startWorld, teamOf, type World, wishedPorts } from '../../test/backoffices/world.ts';
import { type Browser, launch } from '../../test/e2e/harness/browser.ts';
import { setUp } from '../../test/e2e/journey/set-up.ts';
import { findBrowser } from '../setup/browser.ts';
import { build, chromiumBuild } from '../setup/build.ts';
import { whenOrphaned } from '../setup/orphan.mjs';
import { rememberedPorts } from '../setup/ports.ts';
import { stopAll } from '../setup/process.ts';
import { createProgress, type Progress } from '../setup/progress.mjs';
import { once } from './once.ts';
import { takeState } from './only-one.ts';
import { hasDisplay, readOptions, usage } from './options.ts';

/** `npm start`. Returns the exit code. */
export async function start(root: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const stopped = untilSignal();
  const code = await Promise.race([
    stopped,
    (options.once ? once(root, options.seed) : inWindow(root, options.fresh, stopped)).catch((error: unknown) => {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }),
  ]);
  await stopAll();
  return code;
}

/** Resolves with the exit code once somebody wants us to end. */
function untilSignal(): Promise<number> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve(130));
    process.on('SIGTERM', () => resolve(143));
    process.on('SIGHUP', () => resolve(129));
    whenOrphaned(() => resolve(143));
  });
}

async function inWindow(root: string, fresh: boolean, stopped: Promise<number>): Promise<number> {
  if (!hasDisplay()) {
    console.error(
      'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\nnpm start -- --once makes the same journey without one.',
    );
    return 1;
  }
  const state = join(root, '.state');
  const free = takeState(state);
  if (typeof free === 'number') {
    console.error(`npm start runs already here (process ${free}). End it with Ctrl-C in its window first.`);
    return 1;
  }
  if (fresh) for (const part of ['profile', 'shop', 'mails', 'api', 'logs']) rmSync(join(state, part), { recursive: true, force: true });
  let browser: Browser | null = null;
  try {
    const progress = createProgress(9);
    const executable = await progress.step('A browser', (note) => findBrowser(root, note));
    await progress.step('The extension', (note) => build(root, 'chrome', note));
    const ports = await rememberedPorts(join(state, 'ports.json'), wishedPorts);
    const world = await startWorld({ ports, folder: state, keep: true, step: progress.step });
    browser = await open(root, executable, state, world, progress);
    console.log(whatToTry(world, progress));
    return await Promise.race([stopped, whenClosed(browser)]);
  } finally {
    await browser?.close().catch(() => {});
    free();
  }
}

async function open(root: string, executable: string, state: string, world: World, progress: Progress): Promise<Browser> {
  const browser = await progress.step('A window with the extension', () =>
    launch({
      executable,
      extension: chromiumBuild(root),
      profile: join(state, 'profile'),
      headed: true,
      viewport: null,
      locale: preferredLocale(),
    }),
  );
  await progress.step('Sites connected, signed in', async () => {
    await setUp(browser, world, teamOf().specialist);
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    await enterShop(page, world.shop.origin);
    await page.bringToFront();
    for (const other of browser.context.pages()) if (other !== page) await other.close();
  });
  return browser;
}

/** The person's own language where it is one of ours. */
function preferredLocale(): string {
  const tag = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  if (/^zh_(TW|HK|MO)/.test(tag)) return 'zh-TW';
  return tag.startsWith('zh') ? 'zh-CN' : 'en-US';
}

const whenClosed = (browser: Browser): Promise<number> => new Promise((resolve) => browser.context.on('close', () => resolve(0)));

const whatToTry = ({ shop, inbox }: World, progress: Progress) => `
Ready after ${progress.elapsed()}. What to try:
  1. The product list shows a badge on every row that needs something. Hover one, then click its Fix.
  2. Open "Gap bare": each gap is marked at its field. Alt+J goes to the next. Fix one, Update: the mark goes, the task closes.
  3. Click the loupe in the browser's bar: today's checklist. The side panel shows the shop's figures.
  4. ${inbox.origin} is the inbox with customers' mails, ${shop.origin}/admin/marketing/promotions the campaigns.
Ctrl-C here ends everything. The next npm start keeps it all; npm start -- --fresh begins anew.`;
