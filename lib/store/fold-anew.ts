import { bodyOf, type LogEvent } from '@/lib/domain/event';
import { foldOrdered, inLogOrder, isOrdered } from '@/lib/fold/ordered';
import { project } from '@/lib/fold/project';
import { newBook, recount, type TallyBook } from '@/lib/fold/recount';
import { type Database, getMeta, setMeta } from './database';
import { foldStore } from './fold-store';
import { sealedOf } from './segments';

/**
 * Takes out of the projections what these events have changed, once they are no longer in the log: what they were about is folded
 * again from the events that are left, sealed ones too; once, however many of them were about it.
 */
export async function foldAnew(db: Database, gone: readonly LogEvent[], book: TallyBook): Promise<void> {
  const [ordered, plain] = [gone.filter(({ head }) => isOrdered(head.type)), gone.filter(({ head }) => !isOrdered(head.type))];
  for (const about of bySubject(ordered)) await foldOrdered(foldStore(db), about[0].head, book);
  if (plain.length > 0 && (await getMeta('history'))) await setMeta('rebuildDue', true);
  else for (const about of bySubject(plain)) await foldSubject(db, about, book);
}

const bySubject = (events: readonly LogEvent[]) =>
  Map.groupBy(events, ({ head }) => head.subject).values() as MapIterator<[LogEvent, ...LogEvent[]]>;

async function foldSubject(db: Database, gone: readonly [LogEvent, ...LogEvent[]], book: TallyBook): Promise<void> {
  const { subject } = gone[0].head;
  const times = gone.map(({ head }) => head.at).sort();
  const before = (await db.records.get(subject)) ?? null;
  await Promise.all([db.records.delete(subject), db.shops.delete(subject), db.notes.bulkDelete(gone.map(({ head }) => head.id))]);
  if (gone.some(({ head }) => head.type === 'page.seen'))
    await db.sights.filter((sight) => subject === `${sight.shop}/${sight.noun}`).delete();

  const left = [...(await sealedOf(db, subject)), ...(await db.events.where('head.subject').equals(subject).toArray())];
  // The record's share is counted at once below.
  for (const each of inLogOrder(left)) await project(foldStore(db), each, newBook());
  for (const origin of new Set(gone.flatMap((event) => bodyOf(event, 'page.seen')?.origin ?? []))) {
    const sights = await db.sights.filter((sight) => sight.origin === origin).sortBy('at');
    await db.sites.update(origin, { lastSeenAt: sights.at(-1)?.at ?? null });
  }
  const after = (await db.records.get(subject)) ?? null;
  // A page that listed it has seen it, too.
  const row = after && before && !times.includes(before.seenAt) ? { ...after, seenAt: before.seenAt } : after;
  if (row) await db.records.put(row);
  await recount(foldStore(db), book, before, row, times.at(-1) as string);
}
