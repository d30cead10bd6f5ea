import { project } from '@/lib/fold/project';
import { closeBook, newBook } from '@/lib/fold/recount';
import { unnumbered, waiting } from './chain';
import { setMeta } from './database';
import { foldStore } from './fold-store';
import { hold } from './held';
import { type Draft, eventOf, identity } from './log';
import { writing } from './write';

/**
 * As `transact`, for thousands of events: those of one call are folded in hand and written together, so that each costs no requests of
 * its own. All of it is stored, or nothing: what `work` throws takes everything back.
 */
export async function transactMany<T>(now: Date, work: (append: (drafts: readonly Draft[]) => Promise<void>) => Promise<T>): Promise<T> {
  return writing(async (db) => {
    const who = await identity();
    const book = newBook();
    const result = await work(async (drafts) => {
      if (drafts.length === 0) return;
      const events = drafts.map((draft) => unnumbered(eventOf(who, draft, now)));
      const store = await hold(db, [], events);
      for (const event of events) {
        store.keep(event);
        await project(store, event, book);
      }
      await store.write();
      await db.outbox.bulkAdd(events.map(({ head }) => waiting(head)));
    });
    await closeBook(foldStore(db), book);
    await setMeta('identity', who);
    return result;
  });
}
