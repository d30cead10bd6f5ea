import type { Database } from './database.ts';
import { visibleTo } from './organisation.ts';
import type { Tables } from './tables.ts';

export type StoredEvent = Pick<Tables['events'], 'seq' | 'received_at' | 'head' | 'salt' | 'body'>;

/** The log of one organisation, scope by scope. */
export function scopesIn(db: Database, org: string) {
  return {
    /** Scopes in which there are events that the caller reads, sorted here: each database sorts in its own way. */
    async readBy(reads: readonly string[]): Promise<string[]> {
      const found: string[] = [];
      for (;;) {
        const row = await db
          .selectFrom('events')
          .select('scope')
          .where('org', '=', org)
          .where('scope', '>', found.at(-1) ?? '')
          .where(visibleTo(reads))
          .orderBy('scope')
          .limit(1)
          .executeTakeFirst();
        if (!row) return found.sort();
        found.push(row.scope);
      }
    },

    /** A scope's events after a seq as they are stored, oldest first. The scope is one of `readBy`. */
    async events(scope: string, after: number, upTo: number, limit: number): Promise<StoredEvent[]> {
      return db
        .selectFrom('events')
        .select(['seq', 'received_at', 'head', 'salt', 'body'])
        .where('org', '=', org)
        .where('scope', '=', scope)
        .where('seq', '>', after)
        .where('seq', '<=', upTo)
        .orderBy('seq')
        .limit(limit)
        .execute();
    },

    /** How many events a scope has after a seq, and the number of the last; null = none. */
    async rest(scope: string, after: number, upTo: number): Promise<{ count: number; last: number } | null> {
      const { count, last } = await db
        .selectFrom('events')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('seq').as('last')])
        .where('org', '=', org)
        .where('scope', '=', scope)
        .where('seq', '>', after)
        .where('seq', '<=', upTo)
        .executeTakeFirstOrThrow();
      return last === null ? null : { count: Number(count), last };
    },
  };
}
export type Scopes = ReturnType<typeof scopesIn>;
