import type { LogEvent, NumberedEvent } from '@/lib/domain/event';
import type { SyncAnswer } from '@/lib/domain/sync';
import { firstRetry } from '@/lib/sync/back-off';
import type { SyncPlace, SyncStore } from '@/lib/sync/store';
import { type Database, database, type EventRow, getMeta, reopening, type SyncMark, setMeta } from './database';
import { identity } from './log';
import { history, inLogOrder, project } from './project';
import { closeBook, newBook, type TallyBook } from './recount';

const firstMark: SyncMark = { cursor: 0, epoch: null, retry: firstRetry, lastAt: null, outcome: null, problem: null };

export const syncMark = async (): Promise<SyncMark> => (await getMeta('sync')) ?? firstMark;

async function place(): Promise<SyncPlace> {
  const [{ device }, { cursor, epoch }] = await Promise.all([identity(), syncMark()]);
  return { device, cursor, epoch };
}

/** The log as the sync sees it. Each method is one transaction. */
export const syncStore: SyncStore = {
  place: () => reopening(place),

  pending: (limit) =>
    reopening(async () => {
      const db = database();
      const first = await db.outbox.where({ first: 1 }).toArray();
      const rows = first.length > 0 ? first : await db.outbox.orderBy('n').limit(limit).toArray();
      const events = await db.events.bulkGet(rows.map(({ id }) => id));
      return events.flatMap((event) => (event ? [{ head: event.head, salt: event.salt, body: event.body }] : []));
    }),

  applyAnswer: (answer, at) =>
    reopening(() => {
      const db = database();
      return db.transaction('rw', db.tables, async () => {
        const book = newBook();
        await keepAccepted(db, answer, book);
        await keepRejected(db, answer, book);
        const now = await place();
        const isStill = now.cursor === at.cursor && now.epoch === at.epoch && now.device === at.device;
        if (isStill) {
          for (const event of answer.events) await keepForeign(db, event, book);
          await setMeta('sync', { ...(await syncMark()), cursor: answer.cursor, epoch: answer.epoch });
        }
        await closeBook(db, book);
        return isStill;
      });
    }),

  startOver: () =>
    reopening(() => {
      const db = database();
      return db.transaction('rw', db.tables, async () => {
        const { device } = await identity();
        const book = newBook();
        for (const { event } of await db.rejected.toArray()) {
          await db.events.put(unnumbered(event));
          await project(db, event, book);
        }
        await closeBook(db, book);
        await db.rejected.clear();
        await db.events.toCollection().modify({ seq: null, receivedAt: null, scope: null, receipt: null });
        const own = await db.events.where('[device+n]').between([device, 0], [device, Number.POSITIVE_INFINITY]).toArray();
        await db.outbox.bulkPut(own.map(({ id, n, head }) => ({ id, n, first: head.type === 'log.adopted' ? 1 : 0 })));
        await setMeta('sync', { ...(await syncMark()), cursor: 0, epoch: null });
      });
    }),
};

const unnumbered = (event: LogEvent) => ({
  ...event,
  id: event.head.id,
  device: event.head.device,
  n: event.head.n,
  seq: null,
  receivedAt: null,
  scope: null,
  receipt: null,
});

async function keepAccepted(db: Database, { accepted }: SyncAnswer, book: TallyBook): Promise<void> {
  for (const { id, ...numbers } of accepted) {
    const event = await db.events.get(id);
    if (!event) continue;
    await keepNumbers(db, event, numbers, book);
    await db.outbox.delete(event.n);
  }
}

/** A number may put the event before others that came earlier: what is folded in the order of the log is folded again. */
async function keepNumbers(db: Database, event: EventRow, numbers: Partial<EventRow>, book: TallyBook): Promise<void> {
  await db.events.put({ ...event, ...numbers });
  if (event.seq !== numbers.seq && inLogOrder.has(event.head.type)) await project(db, event, book);
}

/** A refused event leaves log and outbox but not the screen; what it had changed is folded anew without it. */
async function keepRejected(db: Database, { rejected }: SyncAnswer, book: TallyBook): Promise<void> {
  for (const { id, code, message } of rejected) {
    const event = await db.events.get(id);
    if (!event) continue;
    const { head, salt, body } = event;
    await db.rejected.put({ id, event: { head, salt, body }, code, message });
    await db.events.delete(id);
    await db.outbox.delete(event.n);
    await foldAnew(db, head.subject, head.shop ?? null, head.at, book);
  }
}

/** Folds one subject again from the events that are left of it. */
async function foldAnew(db: Database, subject: string, shop: string | null, at: string, book: TallyBook): Promise<void> {
  await db.cases.delete(subject);
  await db.records.delete(subject);
  if (shop && subject === `${shop}/ledger`) await db.ledger.where({ shop }).delete();
  if (shop) {
    book.facts.delete(shop);
    book.anew.set(shop, at);
  }
  for (const event of await history(db, subject)) await project(db, event, book);
}

async function keepForeign(db: Database, event: NumberedEvent, book: TallyBook): Promise<void> {
  const { head, salt, body, seq, receivedAt, scope } = event;
  const known = await db.events.get(head.id);
  if (known) {
    await keepNumbers(db, known, { seq, receivedAt, scope }, book);
    return;
  }
  await db.events.put({ ...unnumbered({ head, salt, body }), seq, receivedAt, scope });
  await project(db, { head, salt, body }, book);
}
