import Dexie from 'dexie';
import { checksumOf, eventsIn, type SealedEvent } from '@/lib/domain/segment';
import { type Database, type EventRow, getMeta, type PayloadRow, type SegmentRow } from './database';
import { reading, StoreError } from './store-error';

/** Scope of segments of a log that has no server: sealed by this device's counter, opened again when a server comes. */
export const alone = 'alone';

export const segmentsOf = (db: Database, scope: string) =>
  db.segments.where('[scope+index]').between([scope, Dexie.minKey], [scope, Dexie.maxKey]);

/** Inside a transaction: what was made of a segment is no longer what it holds. */
export async function dropSpans(db: Database, scope: string, index: number): Promise<void> {
  await db.spanned.delete([scope, index]);
  await db.spans.where('[scope+index]').equals([scope, index]).delete();
}

/** A segment's events, once its bytes are what was sealed. Throws StoreError `store-damaged`. */
export async function openSegment(db: Database, { scope, index, checksum }: SegmentRow): Promise<SealedEvent[]> {
  const where = `${scope} #${index}`;
  const row = await reading(where, () => db.payloads.get([scope, index]));
  if (!row) throw new StoreError('store-damaged', [{ kind: 'chain', where }]);
  if (checksumOf(row.payload) !== checksum) throw new StoreError('store-damaged', [{ kind: 'checksum', where }]);
  return eventsIn(row.payload);
}

/** Number up to which a scope's events are in segments, or will be once the history has come. Remembers what it has read. */
export function sealedUpTo(db: Database): (scope: string) => Promise<number> {
  const known = new Map<string, number>();
  return async (scope) => {
    const found = known.get(scope) ?? Math.max((await segmentsOf(db, scope).last())?.last ?? 0, (await getMeta('history'))?.upTo ?? 0);
    known.set(scope, found);
    return found;
  };
}

/** The events of a segment as rows. */
export const eventsOf = (segment: SegmentRow, { payload }: PayloadRow): EventRow[] =>
  eventsIn(payload).map((event) => rowOf(event, segment));

/** Every event there is, sealed ones first. */
export async function wholeLog(db: Database): Promise<EventRow[]> {
  const sealed: EventRow[] = [];
  for (const segment of await db.segments.toArray()) sealed.push(...(await openSegment(db, segment)).map((event) => rowOf(event, segment)));
  return [...sealed, ...(await db.events.toArray())];
}

/** Every sealed event of a subject: reads all segments, for what happens seldom. */
export async function sealedOf(db: Database, subject: string): Promise<SealedEvent[]> {
  const found: SealedEvent[] = [];
  for (const segment of await db.segments.toArray())
    found.push(...(await openSegment(db, segment)).filter(({ head }) => head.subject === subject));
  return found;
}

/** The segment that holds this number, if it is here. */
export const segmentWith = (db: Database, scope: string, seq: number): Promise<SegmentRow | undefined> =>
  Promise.resolve(
    segmentsOf(db, scope)
      .filter(({ first, last }) => first <= seq && seq <= last)
      .first(),
  );

export async function keepReceipt(db: Database, scope: string, seq: number, receipt: string): Promise<void> {
  const segment = await segmentWith(db, scope, seq);
  if (segment) await db.segments.put({ ...segment, receipts: { ...segment.receipts, [seq]: receipt } });
}

/** Events back into rows, with the bases that stood for them gone. Inside the caller's transaction. */
export async function unseal(db: Database, scope?: string): Promise<void> {
  const segments = await (scope === undefined ? db.segments.toCollection() : segmentsOf(db, scope)).toArray();
  for (const segment of segments) {
    const events = await openSegment(db, segment);
    await db.events.bulkPut(events.map((event) => rowOf(event, segment)));
    await db.payloads.delete([segment.scope, segment.index]);
    await db.segments.delete([segment.scope, segment.index]);
    await dropSpans(db, segment.scope, segment.index);
  }
  await (scope === undefined ? db.bases.toCollection() : db.bases.where({ scope })).delete();
}

/** Its place in the order of its segments. */
export const numberOf = (event: SealedEvent | undefined): number => event?.seq ?? event?.head.n ?? 0;

export function rowOf({ head, salt, body, seq, receivedAt }: SealedEvent, segment: SegmentRow): EventRow {
  const scope = segment.scope === alone ? null : segment.scope;
  const receipt = (seq !== null && segment.receipts[seq]) || null;
  return { head, salt, body, id: head.id, device: head.device, n: head.n, seq, receivedAt, scope, receipt };
}
