import { bodyOf, type LogEvent } from '@/lib/domain/event';
import { foldOrdered, inLogOrder, isOrdered } from '@/lib/fold/ordered';
import { project } from '@/lib/fold/project';
import { newBook, recount, type TallyBook } from '@/lib/fold/recount';
import { type Database, getMeta, setMeta } from './database';
import { foldStore } from './fold-store';
import { sealedOf } from './segments';

/**
 * Takes out of the projections what an event has changed, once it is no longer in the log: what it was about is folded again
 * from the events that are left, sealed ones too.
 */
export async function foldAnew(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const { head } = event;
  if (isOrdered(head.type)) return foldOrdered(foldStore(db), head, book);
  if (await getMeta('history')) {
    await setMeta('rebuildDue', true);
    return;
  }
  const { subject, at } = head;
  const before = (await db.records.get(subject)) ?? null;
  await Promise.all([db.records.delete(subject), db.shops.delete(subject), db.notes.delete(head.id)]);
  if (head.type === 'page.seen') await db.sights.filter((sight) => subject === `${sight.shop}/${sight.noun}`).delete();

  const left = [...(await sealedOf(db, subject)), ...(await db.events.where('head.subject').equals(subject).toArray())];
  // The record's share is counted at once below.
  for (const each of inLogOrder(left)) await project(foldStore(db), each, newBook());
  const origin = bodyOf(event, 'page.seen')?.origin;
  if (origin !== undefined) {
    const sights = await db.sights.filter((sight) => sight.origin === origin).sortBy('at');
    await db.sites.update(origin, { lastSeenAt: sights.at(-1)?.at ?? null });
  }
  const after = (await db.records.get(subject)) ?? null;
  // A page that listed it has seen it, too.
  const row = after && before && before.seenAt !== at ? { ...after, seenAt: before.seenAt } : after;
  if (row) await db.records.put(row);
  await recount(foldStore(db), book, before, row, at);
}
