import { hashOf } from '../lib/domain/hash.ts';
import type { Rights } from '../lib/domain/member.ts';

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

/** Changes when what a member reads changes: a client that brings another one is told. */
export const keyOf = (reads: readonly string[]): string => hashOf(reads).slice(0, 16);
