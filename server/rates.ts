import type { Database } from './database.ts';

/** A process draws its requests from the database by this part of what a minute holds: one write for many requests. */
const parts = 20;

/**
 * Requests a minute by key. The counts lie in the database, so that they hold over all processes together; what one has
 * drawn and not used is not given back, so together they let through a little less, never more.
 */
export class Rates {
  private readonly db: Database;
  private minute = 0;
  private drawn = new Map<string, { left: number; spent: boolean; drawing: Promise<void> | null }>();

  constructor(db: Database) {
    this.db = db;
  }

  /** Takes one request. Seconds to wait, or 0: go on. */
  async take(key: string, perMinute: number, now: Date): Promise<number> {
    const minute = Math.floor(now.getTime() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.drawn = new Map();
    }
    const mine = this.drawn.get(key) ?? { left: 0, spent: false, drawing: null };
    this.drawn.set(key, mine);
    while (mine.left === 0 && !mine.spent) {
      mine.drawing ??= this.draw(key, minute, perMinute)
        .then((got) => {
          mine.left += got;
          mine.spent = got === 0;
        })
        .finally(() => {
          mine.drawing = null;
        });
      await mine.drawing;
    }
    if (mine.left === 0) return 60 - Math.floor((now.getTime() % 60_000) / 1000);
    mine.left--;
    return 0;
  }

  /** How many it got: a part, or 0 when the minute is used up. */
  private async draw(key: string, minute: number, perMinute: number): Promise<number> {
    const part = Math.max(1, Math.floor(perMinute / parts));
    const row = await this.db
      .insertInto('rates')
      .values({ key, minute, taken: part })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet((set) => ({
            taken: set
              .case()
              .when('rates.minute', '=', minute)
              .then(set('rates.taken', '+', part))
              .else(part)
              .end(),
            minute,
          }))
          .where((where) => where.or([where('rates.minute', '<>', minute), where('rates.taken', '<=', perMinute - part)])),
      )
      .returning('taken')
      .executeTakeFirst();
    return row ? part : 0;
  }
}

/** Rows of minutes that are over. */
export async function dropOldRates(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('rates')
    .where('minute', '<', Math.floor(now.getTime() / 60_000) - 1)
    .execute();
}
