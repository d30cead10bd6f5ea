import { v7 as uuid } from 'uuid';
import { type EventHead, firstPrev, headHash } from '@/lib/domain/event';
import { project } from '@/lib/fold/project';
import { closeBook, newBook, type TallyBook } from '@/lib/fold/recount';
import { type Database, type EventRow, getMeta, type Identity, setMeta } from './database';
import { foldAnew } from './fold-anew';
import { foldStore } from './fold-store';
import { identity } from './log';
import { alone, unseal } from './segments';
import { writing } from './write';

/**
 * A new chain for this profile, in the place of the one of device `gone`: that id belongs to somebody else at the server, or its
 * chain was rolled back. Starts over at n = 1. What was not numbered yet is written again as the new device's; as the old one's
 * nobody would take it. Does nothing where another context was first: what it wrote again may be on its way already.
 */
export async function newDevice(gone: string): Promise<void> {
  await writing(async (db) => {
    const before = await identity();
    if (before.device !== gone) return;
    await unseal(db, alone);
    const who: Identity = { ...before, device: uuid(), n: 0, prev: firstPrev, former: [...(before.former ?? []), gone] };
    const waiting = await db.outbox.orderBy('n').toArray();
    const book = newBook();
    await db.outbox.clear();
    for (const { id } of waiting) {
      const event = await db.events.get(id);
      if (event) await writeAgain(db, who, event, book);
    }
    await closeBook(foldStore(db), book);
    await setMeta('identity', who);
  });
}

/** The same, said by this device: another head, for an event that can't be handed in under its own. */
async function writeAgain(db: Database, who: Identity, event: EventRow, book: TallyBook): Promise<void> {
  const again = { id: uuid({ msecs: Date.parse(event.head.at) }), device: who.device, n: who.n + 1, prev: who.prev };
  const head: EventHead = { ...event.head, ...again };
  who.n = head.n;
  who.prev = headHash(head);
  await db.events.delete(event.id);
  await foldAnew(db, event, book);
  await db.events.add({ ...event, head, id: head.id, device: head.device, n: head.n });
  await db.outbox.add({ n: head.n, id: head.id, first: head.type === 'log.adopted' ? 1 : 0 });
  await project(foldStore(db), { ...event, head }, book);
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
    await newDevice(device);
    const api = await getMeta('api');
    if (api) await setMeta('api', { ...api, token: null });
    return true;
  });
}

/**
 * Inside the transaction that has stored the last page: what this profile wrote as a device of before, and the server does
 * not have, was lost there by a restore. Nobody else can hand it in, so this device does, in its own name; once, for a copy
 * that was written again before is known by its body's hash.
 */
export async function handInForFormer(db: Database, book: TallyBook): Promise<void> {
  const who = await identity();
  // What is still to come may be among the history.
  if (await getMeta('history')) return;
  for (const device of who.former ?? []) {
    const own = await db.events.where('[device+n]').between([device, 0], [device, Number.POSITIVE_INFINITY]).toArray();
    for (const event of own) if (event.seq === null && !(await hasTwin(db, event))) await writeAgain(db, who, event, book);
  }
  await setMeta('identity', who);
}

async function hasTwin(db: Database, { id, head }: EventRow): Promise<boolean> {
  const alike = await db.events.where('head.subject').equals(head.subject).toArray();
  return alike.some((other) => other.id !== id && other.head.bodyHash === head.bodyHash);
}
