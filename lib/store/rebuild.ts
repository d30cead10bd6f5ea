import { canonical } from '@/lib/domain/hash';
import type { SealedEvent } from '@/lib/domain/segment';
import { foldMark } from '@/lib/fold/mark';
import { MemoryFold } from '@/lib/fold/memory';
import { inLogOrder } from '@/lib/fold/ordered';
import type { Projections } from '@/lib/fold/rows';
import { type Database, database, type EventRow, getMeta, reopening, type SegmentRow, setMeta } from './database';
import { rules } from './fold-store';
import { numberOf, openSegment } from './segments';
import { reading, StoreError } from './store-error';
import { syncMark } from './sync-store';
import { markDamaged, writing } from './write';

export interface LongWork {
  /** Events done, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Throws its reason; what was there stays. */
  signal?: AbortSignal;
}

/** While somebody writes again and again it is folded again, but not for ever. */
const mostTries = 20;

/**
 * Builds everything that screens show anew from the log, and puts it in place at once. False while older history is still to
 * come: nothing can be built from a part; it is done as soon as it is there. Throws StoreError where a segment is damaged.
 */
export async function rebuild(work: LongWork = {}): Promise<boolean> {
  return withFoldedLog(work, async (db, rows) => {
    await replaceProjections(db, rows);
    await setMeta('rebuildDue', false);
    await setMeta('foldMark', foldMark(rules));
    const left = ((await getMeta('damage')) ?? []).filter(({ kind }) => kind !== 'projection');
    await setMeta('damage', left.length > 0 ? left : null);
  });
}

/** Where something was left for later, or the rows were folded by the rules of another program. */
export async function rebuildIfDue(): Promise<void> {
  const now = foldMark(rules);
  const mark = await getMeta('foldMark');
  if ((mark ?? now) !== now || (await getMeta('rebuildDue'))) await rebuild();
  else if (mark === null) await setMeta('foldMark', now);
}

/** Tables of which a row was found that the log does not come to. Times of sight are left out: they depend on the order in which events came. */
export async function compareProjections(work: LongWork = {}): Promise<string[]> {
  const differing: string[] = [];
  await withFoldedLog(work, async (db, rows) => {
    for (const name of ['shops', 'sites', 'notes', 'records', 'cases', 'counters', 'ledger'] as const) {
      const [kept, folded] = [textsOf(await reading(name, () => db.table(name).toArray())), textsOf(rows[name])];
      if (kept.length !== folded.length || kept.some((text, at) => text !== folded[at])) differing.push(name);
    }
  });
  return differing;
}

/** A counter at zero says the same as none: what was refused again leaves it behind. */
const isSaying = (row: object): boolean => !('all' in row && row.all === 0);

const textsOf = (rows: readonly object[]): string[] =>
  rows
    .filter(isSaying)
    .map((row) => canonical({ ...row, seenAt: null, lastSeenAt: null }))
    .sort();

/**
 * Runs `use` in one transaction with what the whole log comes to. Folded before it: long work without a request to the database
 * would end a transaction. What is written meanwhile is folded again, from the segments on.
 */
async function withFoldedLog(work: LongWork, use: (db: Database, rows: Projections) => Promise<void>): Promise<boolean> {
  let sealed = await foldSegments(work);
  for (let tries = 0; tries < mostTries; tries++) {
    const seen = await reopening(tailNow);
    if (seen.isComing) return false;
    if (canonical(seen.segments) !== canonical(sealed.segments)) {
      sealed = await foldSegments(work);
      continue;
    }
    const fold = new MemoryFold(rules, sealed.rows);
    await foldTail(fold, seen.tail, seen.cursor);
    const rows = await fold.all();
    const isUsed = await writing(async (db) => {
      work.signal?.throwIfAborted();
      if ((await getMeta('life'))?.change !== seen.change) return false;
      await use(db, rows);
      return true;
    }, true);
    const total = sealed.count + seen.tail.length;
    if (!isUsed) continue;
    work.onProgress?.(total, total);
    return true;
  }
  throw new StoreError('store-closed');
}

/** What is final goes into the bases, the rest lies on top. */
export async function foldTail(fold: MemoryFold, tail: readonly EventRow[], cursor: number): Promise<void> {
  for (const event of inLogOrder([...tail])) {
    if (event.seq !== null && event.scope !== null && event.seq <= cursor) await fold.take(event, event.scope);
    else await fold.lay(event);
  }
}

interface Sealed {
  segments: SegmentRow[];
  count: number;
  rows: Projections;
}

async function foldSegments({ onProgress, signal }: LongWork): Promise<Sealed> {
  const segments = await database().segments.toArray();
  const tail = await database().events.count();
  const count = segments.reduce((sum, segment) => sum + segment.count, 0);
  const fold = new MemoryFold(rules);
  let done = 0;
  for (const segment of segments) {
    signal?.throwIfAborted();
    for (const event of await readSegment(segment)) await fold.take({ ...event, seq: numberOf(event) }, segment.scope);
    done += segment.count;
    onProgress?.(done, count + tail);
  }
  return { segments, count, rows: await fold.all() };
}

/** What is found damaged here is so for whoever writes, too. */
async function readSegment(segment: SegmentRow): Promise<SealedEvent[]> {
  try {
    return await openSegment(database(), segment);
  } catch (error) {
    if (error instanceof StoreError) await markDamaged(error.damage);
    throw error;
  }
}

/** The tail and where the log stands, at one moment. */
async function tailNow() {
  const db = database();
  return db.transaction('r', db.tables, async () => ({
    segments: await db.segments.toArray(),
    tail: await db.events.toArray(),
    isComing: (await getMeta('history')) !== null,
    cursor: (await syncMark()).cursor,
    change: (await getMeta('life'))?.change,
  }));
}

export async function replaceProjections(db: Database, rows: Projections): Promise<void> {
  for (const [name, content] of Object.entries(rows)) {
    const table = db.table(name);
    await table.clear();
    await table.bulkAdd(content);
  }
}
