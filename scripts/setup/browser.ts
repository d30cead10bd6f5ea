import { existsSync, globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './process.ts';

/** Oldest Chromium the extension runs in (minimum_chrome_version in wxt.config.ts). */
const oldest = 120;

/**
 * Chromium and Chrome for Testing only: Google Chrome (since 137) and Edge ignore --load-extension.
 * Newest wins nothing here; an installed one is taken before anything is downloaded.
 */
function candidates(): string[] {
  const home = homedir();
  const named = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'chrome-for-testing'].map((name) => join(folder, name)));
  const usual: Partial<Record<NodeJS.Platform, string[]>> = {
    linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium', '/opt/chrome-for-testing/chrome'],
    darwin: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: [join(process.env.LOCALAPPDATA ?? home, 'Chromium', 'Application', 'chrome.exe')],
  };
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    linux: join(home, '.cache'),
    darwin: join(home, 'Library', 'Caches'),
    win32: process.env.LOCALAPPDATA ?? home,
  };
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(caches[process.platform] ?? home, 'ms-playwright');
  const tail = {
    linux: ['chrome-linux*/chrome'],
    darwin: [
      'chrome-mac*/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac*/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['chrome-win*/chrome.exe'],
  }[process.platform as 'linux' | 'darwin' | 'win32'];
  const downloaded = (tail ?? []).flatMap((end) => [
    ...globSync(join(cache, 'chromium-*', end)),
    ...globSync(join(home, '.cache', 'puppeteer', 'chrome', '*', end)),
  ]);
  return [process.env.LOUPE_CHROMIUM ?? '', ...named, ...(usual[process.platform] ?? []), ...downloaded].filter(
    (path) => path !== '' && existsSync(path),
  );
}

/** It starts, is a Chromium of the right kind, and new enough. */
async function works(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true; // chrome.exe --version opens a window
  const said = await run(path, ['--version'], { within: 15_000 });
  // A snap may not read hidden folders, and our build and profile are in such.
  if (said.code !== 0 || /\bsnap\b/i.test(said.output)) return false;
  const version = /(?:Chromium|Chrome for Testing) (\d+)\./.exec(said.output);
  return version !== null && Number(version[1]) >= oldest;
}

async function installed(): Promise<string | null> {
  for (const path of new Set(candidates())) if (await works(path)) return path;
  return null;
}

function isDebianRoot(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function byApt(note: (text: string) => void): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { within: 240_000, env, note });
  if ((await install()).code === 0) return;
  await run('apt-get', ['update'], { within: 90_000, env, note });
  await install();
}

/** Path of a Chromium that takes our extension: an installed one, else Playwright's download, else Debian's package. Each way is bounded in time. */
export async function findBrowser(root: string, note: (text: string) => void = () => {}): Promise<string> {
  const there = await installed();
  if (there !== null) return there;

  note("no Chromium here: Playwright's download, 90 s at most");
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium', '--no-shell'], { cwd: root, within: 90_000, note });
  const downloaded = await installed();
  if (downloaded !== null) return downloaded;

  if (isDebianRoot()) {
    note('apt-get install chromium');
    await byApt(note);
    const fromDebian = await installed();
    if (fromDebian !== null) return fromDebian;
  }
  throw new Error(
    'No Chromium could be found or fetched. Install Chromium or Chrome for Testing (Google Chrome and Edge take no extension from the command line) and start again; LOUPE_CHROMIUM=<path> names one in an unusual place.',
  );
}
