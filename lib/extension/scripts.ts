import { type Browser, browser } from 'wxt/browser';
import { accountNamed, needsAccount } from '@/lib/adapter/account';
import { loadAdapters } from '@/lib/adapter/load';
import { hostFits } from '@/lib/adapter/match';
import type { Platform } from '@/lib/domain/platform';
import { recognised } from '@/lib/domain/recognised';
import { database } from '@/lib/store/database';
import { hasOrigin, patternOf } from './origins';

/**
 * Scripts run on sites that are connected and granted, nowhere else: the content script on all of them,
 * the tap only where the platform's adapter declares responses. Registered at run time, compared at every start.
 */
export async function registerScripts(): Promise<void> {
  const wanted = await wantedScripts();
  const registered = await browser.scripting.getRegisteredContentScripts();
  const same = (script: Browser.scripting.RegisteredContentScript) =>
    registered.some((known) => known.id === script.id && likeness(known) === likeness(script));
  const stale = registered.filter(({ id }) => !wanted.some((script) => script.id === id)).map(({ id }) => id);
  const changed = wanted.filter((script) => !same(script));
  const replaced = changed.map(({ id }) => id).filter((id) => registered.some((known) => known.id === id));
  if (stale.length + replaced.length > 0) await browser.scripting.unregisterContentScripts({ ids: [...stale, ...replaced] });
  if (changed.length > 0) await browser.scripting.registerContentScripts(changed);
}

/** What an update of the extension may have changed. Some browsers give files back with a slash before them. */
const likeness = ({ matches, js = [] }: Browser.scripting.RegisteredContentScript): string =>
  [...(matches ?? []), ...js.map((file) => file.replace(/^\//, ''))].join();

async function wantedScripts(): Promise<Browser.scripting.RegisteredContentScript[]> {
  const scripts: Browser.scripting.RegisteredContentScript[] = [];
  for (const { origin, platform } of await database().sites.toArray()) {
    if (!(await hasOrigin(origin))) continue;
    const common = { matches: [patternOf(origin)], runAt: 'document_start' as const, persistAcrossSessions: true };
    scripts.push({ ...common, id: `backoffice ${origin}`, js: ['content-scripts/backoffice.js'] });
    const pages = loadAdapters().platforms.get(platform)?.pages ?? [];
    if (pages.some(({ responses }) => responses.length > 0)) {
      scripts.push({ ...common, id: `tap ${origin}`, js: [`taps/${platform}.js`, 'content-scripts/tap.js'], world: 'MAIN' });
    }
  }
  return scripts;
}

/** Tabs of a site that are open already: they get the content script at once (the tap comes with the next load). */
export async function startInOpenTabs(origin: string): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: patternOf(origin) })) {
    if (id !== undefined)
      await browser.scripting.executeScript({ target: { tabId: id }, files: ['/content-scripts/backoffice.js'] }).catch(() => undefined);
  }
}

/** Tells the content scripts of a site that it was switched off. */
export async function stopInOpenTabs(origin: string): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: patternOf(origin) })) {
    if (id !== undefined) await browser.tabs.sendMessage(id, { type: 'page.reset' }).catch(() => undefined);
  }
}

export interface Probe {
  platform: string;
  account: string | null;
}

/** Which of our platforms an open tab of this origin shows, "recognised" where none, and the account it works in. Needs the origin's permission. Null = no open tab. */
export async function probe(origin: string): Promise<Probe | null> {
  const { platforms } = loadAdapters();
  const { hostname } = new URL(origin);
  const fitting = [...platforms.values()].filter(({ platform: { hosts } }) => !hosts || hostFits(hosts, hostname));
  // Every page has a body: the one that fits all comes last.
  const isLast = ({ platform: { id } }: (typeof fitting)[number]) => Number(id === recognised);
  const signs: Sign[] = fitting
    .sort((a, b) => isLast(a) - isLast(b))
    .map(({ platform: { id, signature, account } }) => ({
      id,
      signature,
      account,
      needed: needsAccount(account, hostname),
    }));
  for (const { id } of await browser.tabs.query({ url: patternOf(origin) })) {
    if (id === undefined) continue;
    const [answer] = await browser.scripting.executeScript({ target: { tabId: id }, func: probePage, args: [signs] }).catch(() => []);
    const found = answer?.result;
    const known = found && platforms.get(found.platform)?.platform;
    if (found && known) return { ...found, account: found.account && accountNamed(known.account, found.account) };
  }
  return null;
}

type Sign = Pick<Platform, 'id' | 'signature' | 'account'> & { needed: boolean };

/** Runs in the page's tab, by itself: nothing from outside is in reach. */
function probePage(signs: Sign[]): Probe | null {
  const sign = signs.find(({ signature }) => signature === undefined || document.querySelector(signature));
  if (!sign) return null;
  const { css, attribute, query } = sign.account;
  const element = css === undefined ? null : document.querySelector(css);
  const text = attribute === undefined ? element?.textContent : element?.getAttribute(attribute);
  const shown = text?.replace(/\s+/g, ' ').trim() || (query && new URLSearchParams(location.search).get(query));
  return { platform: sign.id, account: shown || (sign.needed ? null : '') };
}
