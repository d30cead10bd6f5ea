import type { EventHead } from './event.ts';

/**
 * Who is meant to read an event: `org`, `shop:<id>` or `person:<member>`. The server derives it once, when it takes the event.
 * What somebody may read is a list of scopes, in which `shop:*` and `person:*` stand for every shop and every person.
 */
export function scopeOf({ shop, subject }: Pick<EventHead, 'shop' | 'subject'>): string {
  if (shop !== undefined) return `shop:${shop}`;
  const [, person] = /^person\/([^/]+)/.exec(subject) ?? [];
  return person === undefined ? 'org' : `person:${person}`;
}

/** Is this scope among what is read? */
export function covers(reads: readonly string[], scope: string): boolean {
  return reads.some((read) => read === scope || (read.endsWith(':*') && scope.startsWith(read.slice(0, -1))));
}
