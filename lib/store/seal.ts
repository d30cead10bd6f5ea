import Dexie from 'dexie';
import { headOf, payloadOf, segmentSize } from '@/lib/domain/segment';
import { advance, inLogOrder, isOrdered } from '@/lib/fold/ordered';
import type { PlacedEvent } from '@/lib/fold/rows';
import { type Database, database, type EventRow, getMeta, type SegmentRow } from './database';
import { rules } from './fold-store';
import type { Held } from './held';
import { identity } from './log';
import { deleteRows, runsOf } from './runs';
import { alone, dropSpans, numberOf, openSegment, segmentsOf } from './segments';
import { syncMark } from './sync-store';
import { writing } from './write';

/** Events of a scope at which the oldest are sealed: with room, so that what is new stays in rows for a while. */
const worthSealing = segmentSize * 1.5;

/** Seals what has grown long enough, a thousand events a transaction. Idempotent; the sync's lock keeps it alone. */
export async function sealTail(): Promise<void> {
  for (const scope of await tailScopes(database())) while (await sealNext(scope));
}

async function tailScopes(db: Database): Promise<string[]> {
  const scopes: string[] = [];
  if (!(await getMeta('api'))) scopes.push(alone);
  for (;;) {
    const next = await db.events
      .where('[scope+seq]')
      .above([scopes.at(-1) === alone ? '' : (scopes.at(-1) ?? ''), Dexie.maxKey])
      .first();
    if (!next?.scope) return scopes;
    scopes.push(next.scope);
  }
}

/** True when a segment was sealed. */
const sealNext = (scope: string): Promise<boolean> =>
  writing(async (db) => {
    // Where older history is still to come nobody knows yet which segment this would be.
    if (await getMeta('history')) return false;
    const last = await segmentsOf(db, scope).last();
    const { cursor } = await syncMark();
    const rows = await sealable(db, scope, last?.last ?? 0, cursor);
    const open = openAt(last);
    if ((open?.count ?? 0) + (await rows.count()) < worthSealing) return false;
    const answered = await untilWaiting(db, await rows.limit(segmentSize).toArray());
    if (answered.length === 0) return false;
    const fresh = await sealInto(db, scope, last, answered);
    await deleteRows(
      db.events,
      fresh.map(({ id }) => id),
    );
    return true;
  });

/** So many numbered events of a scope in one answer are sealed at once: as rows they would be written twice. */
const muchAtOnce = segmentSize / 4;

/** Inside the transaction that stores an answer up to `cursor`: what it has much of goes into segments instead of rows. */
export async function sealInHand(db: Database, held: Held, cursor: number): Promise<void> {
  if (await getMeta('history')) return;
  const numbered = held.changed().filter(({ seq }) => seq !== null && seq <= cursor);
  for (const [scope, own] of Map.groupBy(numbered, (event) => event.scope as string)) {
    if (own.length < muchAtOnce) continue;
    const ids = new Set(own.map(({ id }) => id));
    const last = await segmentsOf(db, scope).last();
    const rows = await (await sealable(db, scope, last?.last ?? 0, cursor)).toArray();
    let fresh = await untilWaiting(db, inLogOrder([...rows.filter(({ id }) => !ids.has(id)), ...own]));
    while (fresh.length > 0) {
      const sealed = await sealInto(db, scope, await segmentsOf(db, scope).last(), fresh);
      for (const event of sealed) held.drop(event);
      fresh = fresh.slice(sealed.length);
    }
  }
}

const openAt = (last: SegmentRow | undefined): SegmentRow | undefined => (last && last.count < segmentSize ? last : undefined);

/** Adds to the scope's newest segment, or begins one after it, as many of `rows` as it takes. Returns those. */
async function sealInto(
  db: Database,
  scope: string,
  last: SegmentRow | undefined,
  rows: readonly EventRow[],
): Promise<readonly EventRow[]> {
  const open = openAt(last);
  const sealed = open ? await openSegment(db, open) : [];
  const fresh = rows.slice(0, segmentSize - sealed.length);
  const events = inLogOrder([...sealed, ...fresh]);
  const payload = payloadOf(events);
  const before = open ? await db.segments.get([scope, open.index - 1]) : last;
  const place = { scope, first: numberOf(events[0]), last: numberOf(events.at(-1)), count: events.length };
  const head = headOf(before, place, payload);
  const receipts = Object.fromEntries(fresh.flatMap(({ seq, receipt }) => (seq !== null && receipt !== null ? [[seq, receipt]] : [])));
  await db.segments.put({ ...head, receipts: { ...open?.receipts, ...receipts } });
  await db.payloads.put({ scope, index: head.index, payload });
  if (open) await dropSpans(db, scope, head.index);
  await keepBases(db, scope, fresh);
  return fresh;
}

/** Rows that may be sealed, oldest first: numbered and with all before them here; alone, this device's own. */
async function sealable(db: Database, scope: string, after: number, cursor: number) {
  if (scope === alone) {
    const { device } = await identity();
    return db.events.where('[device+n]').between([device, after], [device, Dexie.maxKey], false);
  }
  return db.events.where('[scope+seq]').between([scope, after], [scope, cursor], false, true);
}

/**
 * Those before the first that still waits for its own answer: an event can come back in a page before that. In a segment it could
 * not be sent again, would wait for ever, and never have its receipt.
 */
async function untilWaiting(db: Database, rows: readonly EventRow[]): Promise<readonly EventRow[]> {
  const { device } = await identity();
  const own = rows.filter((row) => row.seq !== null && row.device === device && row.receipt === null);
  const runs = runsOf(own.map(({ n }) => n).sort((a, b) => a - b));
  const waiting = await Promise.all(runs.map(([from, to]) => db.outbox.where('n').between(from, to, true, true).toArray()));
  const ids = new Set(waiting.flat().map(({ id }) => id));
  const first = rows.findIndex(({ id }) => ids.has(id));
  return first === -1 ? rows : rows.slice(0, first);
}

async function keepBases(db: Database, scope: string, events: readonly EventRow[]): Promise<void> {
  const ordered = events.filter(({ head }) => isOrdered(head.type));
  const bySubject = [...Map.groupBy(ordered, ({ head }) => head.subject)];
  const bases = await db.bases.bulkGet(bySubject.map(([subject]) => subject));
  const advanced = bySubject.map(([, own], at) => {
    const placed: PlacedEvent[] = own.map((event) => ({ ...event, seq: numberOf(event) }));
    return advance(rules, bases[at], placed, scope);
  });
  await db.bases.bulkPut(advanced.filter((base) => base !== undefined));
}
