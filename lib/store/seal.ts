import Dexie from 'dexie';
import { headOf, payloadOf, segmentSize } from '@/lib/domain/segment';
import { advance, inLogOrder, isOrdered } from '@/lib/fold/ordered';
import type { PlacedEvent } from '@/lib/fold/rows';
import { type Database, database, type EventRow, getMeta } from './database';
import { rules } from './fold-store';
import { identity } from './log';
import { alone, numberOf, openSegment, segmentsOf } from './segments';
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
    const open = last && last.count < segmentSize ? last : undefined;
    const rows = await sealable(db, scope, last?.last ?? 0);
    const count = await rows.count();
    if ((open?.count ?? 0) + count < worthSealing) return false;

    const sealed = open ? await openSegment(db, open) : [];
    const fresh = await rows.limit(segmentSize - sealed.length).toArray();
    const events = inLogOrder([...sealed, ...fresh]);
    const payload = payloadOf(events);
    const before = open ? await db.segments.get([scope, open.index - 1]) : last;
    const place = { scope, first: numberOf(events[0]), last: numberOf(events.at(-1)), count: events.length };
    const head = headOf(before, place, payload);
    const receipts = Object.fromEntries(fresh.flatMap(({ seq, receipt }) => (seq !== null && receipt !== null ? [[seq, receipt]] : [])));
    await db.segments.put({ ...head, receipts: { ...open?.receipts, ...receipts } });
    await db.payloads.put({ scope, index: head.index, payload });
    await keepBases(db, scope, fresh);
    await db.events.bulkDelete(fresh.map(({ id }) => id));
    return true;
  });

/** Rows that may be sealed, oldest first: numbered and with all before them here; alone, this device's own. */
async function sealable(db: Database, scope: string, after: number) {
  if (scope === alone) {
    const { device } = await identity();
    return db.events.where('[device+n]').between([device, after], [device, Dexie.maxKey], false);
  }
  const { cursor } = await syncMark();
  return db.events.where('[scope+seq]').between([scope, after], [scope, cursor], false, true);
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
