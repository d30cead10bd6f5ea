import type { LogEvent } from '@/lib/domain/event';
import { closeBook, newBook, type TallyBook } from '@/lib/fold/recount';
import { deviceAfter, forgetToken, keepOwn, saidAnew, waitingEvents } from './chain';
import { type Database, type EventRow, getMeta, setMeta } from './database';
import { foldAnew } from './fold-anew';
import { foldStore } from './fold-store';
import { identity } from './log';
import type { Identity } from './meta';
import { alone, sealedOf, unseal } from './segments';
import { writing } from './write';

/**
 * A new chain for this profile, in the place of the one of device `gone`: that id belongs to somebody else at the server, or its
 * chain was rolled back. Starts over at n = 1. What was not numbered yet is written again as the new device's; as the old one's
 * nobody would take it. Does nothing where another context was first: what it wrote again may be on its way already.
 */
export const newDevice = (gone: string): Promise<void> => writing((db) => replaceDevice(db, gone));

/** The same, inside a transaction. */
export async function replaceDevice(db: Database, gone: string): Promise<void> {
  const before = await identity();
  if (before.device !== gone) return;
  await unseal(db, alone);
  const who = deviceAfter(before);
  const events = await waitingEvents(db);
  const book = newBook();
  await db.outbox.clear();
  await writeAgain(db, who, events, book);
  await closeBook(foldStore(db), book);
  await setMeta('identity', who);
}

/** The same, said by this device: other heads, for events that can't be handed in under their own. */
async function writeAgain(db: Database, who: Identity, events: readonly EventRow[], book: TallyBook): Promise<void> {
  await db.events.bulkDelete(events.map(({ id }) => id));
  await foldAnew(db, events, book);
  for (const event of events) await keepOwn(db, { ...event, head: saidAnew(who, event.head) }, book);
}

/**
 * This profile was rolled back: the server knows another chain of this device, and has refused what does not follow from it.
 * Asked of what is stored, so that it is noticed whoever died in between. It goes on as a new device once all that was written
 * before the break has its answer, and its member has to sign in again. True when it does.
 */
export async function leaveBrokenChain(): Promise<boolean> {
  return writing(async (db) => {
    const { device } = await identity();
    const broken = await db.rejected
      .filter(({ event, code }) => code === 'chain-broken' && event.head.device === device)
      .sortBy('event.head.n');
    const [first] = broken;
    const waiting = await db.outbox.orderBy('n').first();
    if (!first || (waiting && waiting.n < first.event.head.n)) return false;
    await replaceDevice(db, device);
    await forgetToken();
    return true;
  });
}

/**
 * Inside the transaction that has stored the last page: what this profile wrote as a device of before, and the server does
 * not have, was lost there by a restore. Nobody else can hand it in, so this device does, in its own name; once, for a copy
 * that was written again before is known by its body's hash.
 */
export async function handInForFormer(db: Database): Promise<void> {
  const who = await identity();
  // What is still to come may be among the history.
  if (!who.former || (await getMeta('history'))) return;
  const book = newBook();
  for (const device of who.former) {
    const own = await db.events.where('[device+n]').between([device, 0], [device, Number.POSITIVE_INFINITY]).toArray();
    const lost: EventRow[] = [];
    for (const event of own) if (event.seq === null && !(await hasTwin(db, event))) lost.push(event);
    await writeAgain(db, who, lost, book);
  }
  await closeBook(foldStore(db), book);
  await setMeta('identity', who);
}

async function hasTwin(db: Database, { id, head }: EventRow): Promise<boolean> {
  const isTwin = (other: LogEvent): boolean => other.head.id !== id && other.head.bodyHash === head.bodyHash;
  const rows = await db.events.where('head.subject').equals(head.subject).toArray();
  return rows.some(isTwin) || (await sealedOf(db, head.subject)).some(isTwin);
}
