import { hashOf } from './hash.ts';
import type { TaughtPage } from './taught.ts';

/** What was taught of a site, and by whom. */
export interface TaughtEntry {
  /** Hash of the page: what a review is about is this and nothing else. */
  key: string;
  page: TaughtPage;
  by: string;
  device: string;
  at: string;
}
export const taughtKey = (page: TaughtPage): string => hashOf(page).slice(0, 32);

/** So many are kept of a site; the oldest go first. */
const mostEntries = 60;

/** What is known of a site's pages once one more was taught. The same page taught again by somebody else is theirs too. */
export function withTaught(before: readonly TaughtEntry[], entry: TaughtEntry): TaughtEntry[] {
  const others = before.filter(({ key, by }) => key !== entry.key || by !== entry.by);
  return [...others, entry].slice(-mostEntries);
}

/** own = its author's draft, nobody was asked; the others are states of its review. */
export type TaughtStanding = 'own' | 'waiting' | 'in-use' | 'withdrawn';

/** `reviews`: state of the review of each key. */
export function standingOf({ key }: TaughtEntry, reviews: ReadonlyMap<string, string>): TaughtStanding {
  const state = reviews.get(key);
  return state === 'waiting' || state === 'in-use' || state === 'withdrawn' ? state : 'own';
}

/**
 * The pages that this member reads by, the preferred first and one of each id: what they taught themselves and is not reviewed yet, then
 * what the team has approved, the latest first.
 */
export function taughtInUse(
  entries: readonly TaughtEntry[],
  reviews: ReadonlyMap<string, string>,
  me: { member: string; device: string },
): TaughtEntry[] {
  const latest = entries.toReversed();
  const isMine = ({ by, device }: TaughtEntry): boolean => by === me.member || device === me.device;
  const drafts = latest.filter((entry) => isMine(entry) && ['own', 'waiting'].includes(standingOf(entry, reviews)));
  const approved = latest.filter((entry) => standingOf(entry, reviews) === 'in-use');
  const all = [...drafts, ...approved];
  return all.filter(({ page }, at) => all.findIndex((other) => other.page.id === page.id) === at);
}
