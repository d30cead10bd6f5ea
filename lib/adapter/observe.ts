import type { BlindReason } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import { attributeOf, has, one, textOf } from './dom';
import { seeForm } from './see-form';
import { seeList } from './see-list';
import { seePlaces } from './see-places';
import type { Head, Seen, SeenPlatform } from './seen';

export type { Seen, SeenPlatform } from './seen';

/** Account or channel, in the page's words or its address; '' = the site is one shop, null = it cannot be told. What the words mean, `accountNamed` knows. */
export function accountOf(document: Document, { account }: Pick<SeenPlatform, 'account'>, url: string): string | null {
  const { css, attribute, query, absent } = account;
  const shown = css ? one(document, css) : null;
  const asked = query && URL.canParse(url) ? new URL(url).searchParams.get(query) : null;
  if (!shown) return asked || (absent === 'site' ? '' : null);
  const text = attribute ? attributeOf(shown, attribute) : textOf(shown);
  return text?.replace(/\s+/g, ' ').trim() || null;
}

/** The page has no anchors: what it shows is known by its responses. */
export const isAlone = ({ table, form }: Pick<AdapterPage, 'table' | 'form'>): boolean => !table && !form;

/** Why a page that isn't signed in or isn't the platform's cannot be seen. */
function blindBecause(document: Document, { signature, signedOut }: SeenPlatform): BlindReason {
  if (signature && !one(document, signature)) return document.readyState === 'loading' ? 'loading' : 'not-this-platform';
  return signedOut && !one(document, signedOut) ? 'loading' : 'signed-out';
}

/** Where several accounts are to choose from, the name of the chosen one changes before the rows do: while something loads they may be another's. */
function isSwitching(document: Document, { account, busy }: SeenPlatform): boolean {
  return has(document, account.css) && has(document, busy);
}

const headOf = (page: AdapterPage, platform: SeenPlatform, url: string, at: string): Omit<Head, 'account'> => ({
  platform: platform.id,
  page: page.id,
  url,
  at,
  source: 'dom',
  nested: {},
  unsaved: false,
});

/**
 * What the page shows now, as raw values, or why it cannot be seen. Reads only; never throws.
 * `now` is ISO UTC. One query of the document per anchor, whatever the number of rows.
 */
export function observe(document: Document, page: AdapterPage, platform: SeenPlatform, url: string, now: string): Seen {
  // Small functions, and each kind of page its own: what a first look doesn't call, the browser needn't compile.
  try {
    const { signature, signedIn } = platform;
    if ((signature && !one(document, signature)) || (signedIn && !one(document, signedIn)))
      return { ok: false, reason: blindBecause(document, platform) };
    if (isAlone(page)) return seePlaces(document, page.places, { ...headOf(page, platform, url, now), account: null });
    const account = accountOf(document, platform, url);
    if (account === null) return { ok: false, reason: 'unknown-shop' };
    if (platform.account.css && isSwitching(document, platform)) return { ok: false, reason: 'loading' };
    const head: Head = { ...headOf(page, platform, url, now), account };
    if (page.kind === 'form') return seeForm(document, page, platform, head);
    return page.table ? seeList(document, page.table, platform, head) : { ok: false, reason: 'adapter-broken' };
  } catch {
    return { ok: false, reason: 'adapter-broken' };
  }
}
