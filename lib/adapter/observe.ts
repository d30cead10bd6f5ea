import type { BlindReason } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import { has, one, textOf } from './dom';
import { seeForm } from './see-form';
import { seeList } from './see-list';
import type { Head, Seen, SeenPlatform } from './seen';

export type { Seen, SeenPlatform } from './seen';

/** Account or channel, in the page's words; '' = the site is one shop, null = it cannot be told. What the words mean, `accountNamed` knows. */
export function accountOf(document: Document, { account }: Pick<SeenPlatform, 'account'>): string | null {
  const shown = account.css ? one(document, account.css) : null;
  if (!shown) return account.absent === 'site' ? '' : null;
  return textOf(shown).replace(/\s+/g, ' ').trim() || null;
}

/** Why a page that isn't signed in or isn't the platform's cannot be seen. */
function blindBecause(document: Document, { signature, signedOut }: SeenPlatform): BlindReason {
  if (!one(document, signature)) return document.readyState === 'loading' ? 'loading' : 'not-this-platform';
  return signedOut && !one(document, signedOut) ? 'loading' : 'signed-out';
}

/** Where several accounts are to choose from, the name of the chosen one changes before the rows do: while something loads they may be another's. */
function isSwitching(document: Document, { account, busy }: SeenPlatform): boolean {
  return has(document, account.css) && has(document, busy);
}

/**
 * What the page shows now, as raw values, or why it cannot be seen. Reads only; never throws.
 * `now` is ISO UTC. One query of the document per anchor, whatever the number of rows.
 */
export function observe(document: Document, page: AdapterPage, platform: SeenPlatform, url: string, now: string): Seen {
  // Small functions, and each kind of page its own: what a first look doesn't call, the browser needn't compile.
  try {
    if (!one(document, platform.signature) || !one(document, platform.signedIn))
      return { ok: false, reason: blindBecause(document, platform) };
    const account = accountOf(document, platform);
    if (account === null) return { ok: false, reason: 'unknown-shop' };
    if (platform.account.css && isSwitching(document, platform)) return { ok: false, reason: 'loading' };
    const head: Head = { platform: platform.id, page: page.id, url, at: now, source: 'dom', account, nested: {}, unsaved: false };
    if (page.kind === 'form') return seeForm(document, page, platform, head);
    return page.table ? seeList(document, page.table, platform, head) : { ok: false, reason: 'adapter-broken' };
  } catch {
    return { ok: false, reason: 'adapter-broken' };
  }
}
