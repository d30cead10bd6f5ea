import type { Database } from './database.ts';

/** Wrong passwords for one account that cost nothing; each one after doubles the wait. */
const free = 5;
/** The same for everything that is tried from one address: an office of many stands behind one. */
export const freeFromAddress = 100;
const firstWaitSeconds = 30;
const longestWaitSeconds = 900;
/** A quiet hour forgives. */
const forgiveMs = 3_600_000;

/**
 * Counts an attempt on an account before its password is looked at, so that many at once gain nothing.
 * Returns the seconds to wait, or 0: go on. Kept in the database: it holds for all processes and after a restart.
 */
export async function countAttempt(db: Database, account: string, now: Date, without = free): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const at = now.toISOString();
    // The upsert locks the row on both engines, so attempts on one account come one after the other.
    const row = await trx
      .insertInto('attempts')
      .values({ account, failures: 0, blocked_until: at, last_at: at })
      .onConflict((conflict) => conflict.column('account').doUpdateSet((set) => ({ failures: set.ref('attempts.failures') })))
      .returning(['failures', 'blocked_until', 'last_at'])
      .executeTakeFirstOrThrow();
    const wait = Date.parse(row.blocked_until) - now.getTime();
    if (wait > 0) return Math.ceil(wait / 1000);
    const failures = (now.getTime() - Date.parse(row.last_at) > forgiveMs ? 0 : row.failures) + 1;
    const seconds = failures < without ? 0 : Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(failures - without, 10));
    const until = new Date(now.getTime() + seconds * 1000).toISOString();
    await trx.updateTable('attempts').set({ failures, blocked_until: until, last_at: at }).where('account', '=', account).execute();
    return 0;
  });
}

/** The password was right: the count starts anew. */
export async function forgetAttempts(db: Database, account: string): Promise<void> {
  await db.deleteFrom('attempts').where('account', '=', account).execute();
}

/** This one was not wrong. The others from the same address stay counted: an account of one's own buys no guesses at those of others. */
export async function takeBackAttempt(db: Database, address: string): Promise<void> {
  await db
    .updateTable('attempts')
    .set((set) => ({ failures: set('failures', '-', 1) }))
    .where('account', '=', address)
    .where('failures', '>', 0)
    .execute();
}

/** Rows that no longer matter, at every start. */
export async function dropOldAttempts(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('attempts')
    .where('last_at', '<', new Date(now.getTime() - 24 * forgiveMs).toISOString())
    .execute();
}
