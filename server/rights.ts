import { hashOf } from '../lib/domain/hash.ts';
import type { Rights } from '../lib/domain/member.ts';
import type { Reading } from '../lib/domain/sync.ts';

/** A role that the playbook no longer names may do nothing. */
export const noRights: Rights = { push: [], shops: 'none', people: 'self', members: [], audit: false };

/**
 * The scopes a member reads, and may write to: derived from role and member on every request, never from what is sent.
 * `limitedTo`: shops, or null where the member is not limited.
 */
export function readsOf(rights: Rights, member: string, limitedTo: readonly string[] | null): string[] {
  const people = rights.people === 'all' ? ['person:*'] : [`person:${member}`];
  const someShops = rights.shops === 'limitable' && limitedTo !== null ? limitedTo.map((shop) => `shop:${shop}`).sort() : ['shop:*'];
  return ['org', ...people, ...(rights.shops === 'none' ? [] : someShops)];
}

/** Changes when what a member reads changes. */
export const keyOf = (reads: readonly string[]): string => hashOf(reads).slice(0, 16);

/** Nothing when the client holds what its member reads, or keeps no account of it. */
export function scopeFor(held: string | null | undefined, reads: string[]): { scope?: Reading } {
  const key = keyOf(reads);
  return held === undefined || held === key ? {} : { scope: { key, reads } };
}
