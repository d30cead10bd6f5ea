import { checksumOf, eventsIn, type SealedEvent } from '@/lib/domain/segment';
import { type Database, database, getMeta, type SegmentRow, type SpanRow } from './database';
import type { LongWork } from './rebuild';
import { dropSpans, openSegment } from './segments';
import { StoreError } from './store-error';
import { markDamaged, writing } from './write';

const dayMs = 86_400_000;

/** Days since 1970, UTC. */
export const dayAt = (at: number): number => Math.floor(at / dayMs);

/**
 * Makes the spans of segments that have none: new ones, those of a backup, of a store that knew no spans. Long work, so it lies outside
 * of the transactions that seal; whoever reads meanwhile opens those segments. Idempotent; can be broken off anywhere.
 */
export async function makeSpans({ onProgress, signal }: LongWork = {}): Promise<void> {
  if (await getMeta('damage')) return;
  const missing = await unspanned(database());
  for (const [done, [scope, index]] of missing.entries()) {
    signal?.throwIfAborted();
    await makeSpan(scope, index);
    onProgress?.(done + 1, missing.length);
  }
}

async function makeSpan(scope: string, index: number): Promise<void> {
  const segment = await database().segments.get([scope, index]);
  const events = segment && (await eventsOfStill(database(), segment));
  if (!events) return;
  const spans = await spansOf(segment, events);
  await writing(async (db) => {
    if ((await db.segments.get([scope, index]))?.checksum !== segment.checksum) return;
    await db.spans.bulkPut(spans);
    await db.spanned.put({ scope, index });
  });
}

/** A segment's events; null where it is sealed anew, or gone, since its row was read. Damage holds for whoever writes, too. */
export async function eventsOfStill(db: Database, segment: SegmentRow): Promise<SealedEvent[] | null> {
  try {
    return await openSegment(db, segment);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const now = await db.segments.get([segment.scope, segment.index]);
    if (now?.checksum !== segment.checksum) return null;
    await markDamaged(error.damage);
    throw error;
  }
}

/** Segments that have no spans yet. Segment and spans come and go in the same transactions, so that where there are as many of each nothing is missing. */
export async function unspanned(db: Database): Promise<[string, number][]> {
  const [segments, spanned] = await Promise.all([db.segments.count(), db.spanned.count()]);
  if (segments === spanned) return [];
  const [all, made] = await Promise.all([db.segments.toCollection().primaryKeys(), db.spanned.toCollection().primaryKeys()]);
  const known = new Set(made.map((key) => key.join(' #')));
  return all.filter((key) => !known.has(key.join(' #')));
}

async function spansOf({ scope, index }: SegmentRow, events: readonly SealedEvent[]): Promise<SpanRow[]> {
  const days = Map.groupBy(events, ({ head }) => `${dayAt(Date.parse(head.at))} ${head.by}`);
  return Promise.all(
    [...days.values()].map(async (own) => {
      const { by, at } = (own[0] as SealedEvent).head;
      const packed = await through(new CompressionStream('gzip'), new TextEncoder().encode(JSON.stringify(own)));
      return { member: by, day: dayAt(Date.parse(at)), scope, index, packed, checksum: checksumOf(packed) };
    }),
  );
}

/** What was packed; null where it is not what was. */
export async function eventsInSpan({ packed, checksum }: SpanRow): Promise<SealedEvent[] | null> {
  if (checksumOf(packed) !== checksum) return null;
  return eventsIn(await through(new DecompressionStream('gzip'), packed));
}

/** Drops a segment's spans where they are not, all together, what it says. */
export async function checkSpans({ scope, index }: SegmentRow, events: readonly SealedEvent[]): Promise<void> {
  const db = database();
  if (!(await db.spanned.get([scope, index]))) return;
  const spans = await db.spans.where('[scope+index]').equals([scope, index]).toArray();
  const said = await Promise.all(
    spans.map(async (span) => (await eventsInSpan(span))?.filter((event) => isOf(event, span)).map(({ head }) => head.id) ?? []),
  );
  if (new Set(said.flat()).size !== events.length) await writing((inside) => dropSpans(inside, scope, index), true);
}

const isOf = ({ head }: SealedEvent, { member, day }: SpanRow): boolean => head.by === member && dayAt(Date.parse(head.at)) === day;

/** By hand rather than by a Blob, which the browser would fetch from another process. */
async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const parts: Uint8Array[] = [];
  for await (const part of readable) parts.push(part);
  await written;
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
