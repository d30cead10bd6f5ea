import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export type EventRow = Omit<Selectable<Tables['events']>, 'org'>;
const atOnce = 1000;

/** All that one organisation's log is made of, whoever reads what: for checking it, never for handing it out. */
export function historyOf(db: Database, org: string) {
  return {
    /** In the order of their numbers. */
    async *events(): AsyncGenerator<EventRow> {
      for (let after = 0; ; ) {
        const rows = await db
          .selectFrom('events')
          .selectAll()
          .where('org', '=', org)
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(atOnce)
          .execute();
        yield* rows;
        if (rows.length < atOnce) return;
        after = rows.at(-1)?.seq ?? after;
      }
    },

    rejected(): Promise<Selectable<Tables['rejected']>[]> {
      return db.selectFrom('rejected').selectAll().where('org', '=', org).execute();
    },

    devices(): Promise<Selectable<Tables['devices']>[]> {
      return db.selectFrom('devices').selectAll().where('org', '=', org).execute();
    },

    cases(): Promise<Selectable<Tables['cases']>[]> {
      return db.selectFrom('cases').selectAll().where('org', '=', org).execute();
    },
  };
}
