import type { LogEvent, NumberedEvent } from '@/lib/domain/event';
import { canonical } from '@/lib/domain/hash';
import { covers } from '@/lib/domain/scope';
import type { SyncAnswer } from '@/lib/domain/sync';
import { foldOrdered, isOrdered } from '@/lib/fold/ordered';
import { project } from '@/lib/fold/project';
import { closeBook, newBook, type TallyBook } from '@/lib/fold/recount';
import { firstRetry } from '@/lib/sync/back-off';
import type { SyncPlace, SyncStore } from '@/lib/sync/store';
import { unnumbered, waiting } from './chain';
import { type Database, database, type EventRow, getMeta, reopening, setMeta } from './database';
import { eraseTold } from './erase';
import { foldAnew } from './fold-anew';
import { foldStore } from './fold-store';
import { type Held, hold } from './held';
import { identity } from './log';
import type { SyncMark } from './meta';
import { handInForFormer } from './new-device';
import { runsOf } from './runs';
import { sealInHand } from './seal';
import { keepReceipt, sealedUpTo, segmentWith, unseal } from './segments';
import { writing } from './write';

const firstMark: SyncMark = { cursor: 0, epoch: null, retry: firstRetry, lastAt: null, outcome: null, problem: null };

export const syncMark = async (): Promise<SyncMark> => (await getMeta('sync')) ?? firstMark;

/** In one transaction: a mark that was read before and put back would take the cursor and epoch of another context away. */
export async function changeMark(change: (mark: SyncMark) => Partial<SyncMark>): Promise<void> {
  const { meta } = database();
  await database().transaction('rw', meta, async () => {
    const mark = await syncMark();
    await setMeta('sync', { ...mark, ...change(mark) });
  });
}

async function place(): Promise<SyncPlace> {
  const [{ device }, { cursor, epoch, scope = null }] = await Promise.all([identity(), syncMark()]);
  return { device, cursor, epoch, scope };
}

/** The log as the sync sees it. Each method is one transaction. */
export const syncStore: SyncStore = {
  place: () => reopening(place),

  pending: (limit, after = 0) => reopening(() => pending(database(), limit, after)),

  applyAnswer: async (answer, at) =>
    (await reopening(() => saysNothing(answer, at))) ||
    writing(async (db) => {
      const book = newBook();
      await keepRejected(db, answer, book);
      await leaveOutUncovered(db, answer, book);
      const isOther = answer.scope !== undefined && at.scope !== null;
      const isStill = !isOther && canonical(await place()) === canonical(at);
      const accepted = answer.accepted.map(({ id }) => id);
      const store = await hold(db, accepted, isStill ? answer.events : []);
      const sent = await keepAccepted(db, store, answer, book);
      if (isStill) {
        const sealed = sealedUpTo(db);
        for (const event of answer.events) if (event.seq > (await sealed(event.scope))) await keepForeign(store, event, book);
        const { cursor, epoch, scope } = answer;
        await changeMark(() => ({ cursor, epoch, ...(scope && { scope: scope.key, reads: scope.reads }) }));
      }
      await closeBook(store, book);
      if (isStill) await sealInHand(db, store, answer.cursor);
      await store.write();
      await leaveOutbox(db, sent);
      await eraseTold(db, [...sent, ...(isStill ? answer.events : [])]);
      if (isStill && !answer.more) await handInForFormer(db);
      return isStill;
    }),

  startOver: () =>
    writing(async (db) => {
      const { device } = await identity();
      await unseal(db);
      // The state of a first pull knew events that never came, and may be lost.
      if (await getMeta('history')) await setMeta('rebuildDue', true);
      await setMeta('history', null);
      const book = newBook();
      for (const { event } of await db.rejected.toArray()) {
        await db.events.put(unnumbered(event));
        await project(foldStore(db), event, book);
      }
      await closeBook(foldStore(db), book);
      await db.rejected.clear();
      await db.events.toCollection().modify({ seq: null, receivedAt: null, scope: null, receipt: null });
      const own = await db.events.where('[device+n]').between([device, 0], [device, Number.POSITIVE_INFINITY]).toArray();
      await db.outbox.bulkPut(own.map(({ head }) => waiting(head)));
      await changeMark(() => ({ cursor: 0, epoch: null }));
    }),
};

/**
 * True where all of the answer is here already. It is not written then: each write ends, with a wait for the disk, what another context
 * folds of the log at that time, and whoever is only awake would do so again and again.
 */
async function saysNothing({ accepted, rejected, events, epoch, cursor, scope, more }: SyncAnswer, at: SyncPlace): Promise<boolean> {
  const has = accepted.length + rejected.length + events.length > 0 || more || scope !== undefined;
  if (has || epoch !== at.epoch || cursor !== at.cursor || canonical(await place()) !== canonical(at)) return false;
  // After the last page there may be something to hand in.
  return !(await identity()).former;
}

/** In one transaction: it need not wait, half done, for one that writes. */
function pending(db: Database, limit: number, after: number): Promise<LogEvent[]> {
  return db.transaction('r', db.meta, db.outbox, db.events, async () => {
    const [own, firsts, oldest] = await Promise.all([
      getMeta('identity'),
      db.outbox.where({ first: 1 }).toArray(),
      db.outbox.where('n').above(after).limit(limit).toArray(),
    ]);
    const device = own?.device ?? '';
    const first = firsts.filter(({ n }) => n > after);
    const rows = first.length > 0 ? first : oldest;
    const runs = runsOf(rows.map(({ n }) => n)).map(([from, to]) =>
      db.events.where('[device+n]').between([device, from], [device, to], true, true).toArray(),
    );
    const ids = new Set(rows.map(({ id }) => id));
    const events = (await Promise.all(runs)).flat().filter(({ id }) => ids.has(id));
    return events.map(({ head, salt, body }) => ({ head, salt, body }));
  });
}

/** Returns what the server has now, with the scopes it gave. */
async function keepAccepted(db: Database, store: Held, { accepted }: SyncAnswer, book: TallyBook): Promise<EventRow[]> {
  const sealed = sealedUpTo(db);
  const sent: EventRow[] = [];
  for (const { id, ...numbers } of accepted) {
    const event = await store.eventOf(id);
    if (!event) continue;
    sent.push({ ...event, scope: numbers.scope });
    // While the history is still to come, this row may be the only copy there is: a server can be restored meanwhile.
    const isHere = numbers.seq <= (await sealed(numbers.scope)) && (await segmentWith(db, numbers.scope, numbers.seq)) !== undefined;
    if (isHere) {
      await keepReceipt(db, numbers.scope, numbers.seq, numbers.receipt);
      await dropDouble(store, event, book);
    } else await keepNumbers(store, event, numbers, book);
  }
  return sent;
}

/** An answer that comes late may be about the chain of an older device: the same place in the outbox is another event's then. */
async function leaveOutbox(db: Database, events: readonly EventRow[]): Promise<void> {
  const ids = new Set(events.map(({ id }) => id));
  const places = (ns: number[]) => runsOf(ns).map(([from, to]) => db.outbox.where('n').between(from, to, true, true));
  const rows = await Promise.all(places(events.map(({ n }) => n).sort((a, b) => a - b)).map((run) => run.toArray()));
  const gone = rows.flat().filter(({ id }) => ids.has(id));
  await Promise.all(places(gone.map(({ n }) => n)).map((run) => run.delete()));
}

/** The server had it before, and it came in the history: the row here is one too many. */
async function dropDouble(store: Held, event: EventRow, book: TallyBook): Promise<void> {
  store.drop(event);
  await foldOrdered(store, event.head, book);
}

/** A number may put the event before others that came earlier: what is folded in the order of the log is folded again. */
async function keepNumbers(store: Held, event: EventRow, numbers: Partial<EventRow>, book: TallyBook): Promise<void> {
  store.keep({ ...event, ...numbers });
  if (event.seq !== numbers.seq && isOrdered(event.head.type)) await project(store, event, book);
}

/** A refused event leaves log and outbox but not the screen; what it had changed is folded anew without it. */
async function keepRejected(db: Database, { rejected }: SyncAnswer, book: TallyBook): Promise<void> {
  const gone: EventRow[] = [];
  for (const { id, code, message } of rejected) {
    const event = await db.events.get(id);
    if (!event) continue;
    const { head, salt, body } = event;
    await db.rejected.put({ id, event: { head, salt, body }, code, message });
    gone.push(event);
  }
  await leaveLog(db, gone, book);
}

/** What the server has in a scope that its member no longer reads is not for here any more: so it goes, as all else there went. */
async function leaveOutUncovered(db: Database, { accepted, scope }: SyncAnswer, book: TallyBook): Promise<void> {
  const { reads } = scope ?? (await syncMark());
  const ids = accepted.filter(({ scope }) => reads && !covers(reads, scope)).map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await db.events.bulkGet(ids);
  const gone = rows.filter((event) => event !== undefined);
  await leaveLog(db, gone, book);
}

/** Out of log and outbox; what they had changed is folded anew without them. */
async function leaveLog(db: Database, gone: readonly EventRow[], book: TallyBook): Promise<void> {
  await db.events.bulkDelete(gone.map(({ id }) => id));
  await leaveOutbox(db, gone);
  await foldAnew(db, gone, book);
}

async function keepForeign(store: Held, event: NumberedEvent, book: TallyBook): Promise<void> {
  const { head, salt, body, seq, receivedAt, scope } = event;
  const known = await store.eventOf(head.id);
  if (known) {
    await keepNumbers(store, known, { seq, receivedAt, scope }, book);
    return;
  }
  store.keep({ ...unnumbered({ head, salt, body }), seq, receivedAt, scope });
  await project(store, { head, salt, body }, book);
}
