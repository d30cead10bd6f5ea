import { bodyOf } from '@/lib/domain/event';
import { checksumOf, payloadOf, type SealedEvent, segmentHash } from '@/lib/domain/segment';
import { type Database, type EventRow, getMeta, type SegmentRow, setMeta } from './database';
import { dropSpans, openSegment, segmentsOf } from './segments';

type Told = Pick<EventRow, 'head' | 'salt' | 'body' | 'scope'>;

/**
 * Inside the transaction that stores an answer: what these events say was erased on the server goes from here too, out of tail and
 * segments; heads and numbers stay, so every chain holds. What screens show of it is folded anew once the sync is over.
 */
export async function eraseTold(db: Database, events: readonly Told[]): Promise<void> {
  for (const event of events) {
    const erased = bodyOf(event, 'body.erased');
    if (!erased || event.scope === null) continue;
    const ids = new Set(erased.ids);
    const inTail = await eraseInTail(db, event.scope, ids);
    const inSegments = await eraseInSegments(db, event.scope, ids);
    if (inTail || inSegments || (await getMeta('history'))) await setMeta('rebuildDue', true);
  }
}

const isToGo = ({ head, body }: Pick<EventRow, 'head' | 'body'>, ids: ReadonlySet<string>): boolean =>
  body !== null && ids.has(head.id) && head.type !== 'body.erased';

/** One without a scope is this device's own, and was numbered before the server was restored. */
async function eraseInTail(db: Database, scope: string, ids: ReadonlySet<string>): Promise<boolean> {
  const rows = (await db.events.bulkGet([...ids])).filter((row) => row !== undefined);
  const gone = rows.filter((row) => isToGo(row, ids) && (row.scope ?? scope) === scope);
  await db.events.bulkPut(gone.map((row) => ({ ...row, salt: null, body: null })));
  return gone.length > 0;
}

/** The bytes are what the server seals from now on, and from the first that changed the chain is another one. */
async function eraseInSegments(db: Database, scope: string, ids: ReadonlySet<string>): Promise<boolean> {
  let before: SegmentRow | null = null;
  for (const segment of await segmentsOf(db, scope).toArray()) {
    const events = await openSegment(db, segment);
    const isChanged = events.some((event) => isToGo(event, ids));
    if (!isChanged && !before) continue;
    const next: SegmentRow = { ...segment, prev: before ? segmentHash(before) : segment.prev };
    if (isChanged) {
      const payload = payloadOf(events.map((event): SealedEvent => (isToGo(event, ids) ? { ...event, salt: null, body: null } : event)));
      next.checksum = checksumOf(payload);
      await db.payloads.put({ scope, index: segment.index, payload });
      await dropSpans(db, scope, segment.index);
    }
    await db.segments.put(next);
    before = next;
  }
  return before !== null;
}
