import { canonical } from '@/lib/domain/hash';
import { MemoryFold } from '@/lib/fold/memory';
import { inLogOrder } from '@/lib/fold/ordered';
import type { Projections } from '@/lib/fold/rows';
import { type Database, database, getMeta, setMeta } from './database';
import { rules } from './fold-store';
import { numberOf, openSegment } from './segments';
import { StoreError } from './store-error';
import { syncMark } from './sync-store';
import { writing } from './write';

export interface LongWork {
  /** Events done, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Throws its reason; what was there stays. */
  signal?: AbortSignal;
}

/** A log that is sealed meanwhile is read again, but not for ever. */
const mostTries = 3;

/**
 * Builds everything that screens show anew from the log, and puts it in place at once. False while older history is still to
 * come: nothing can be built from a part; it is done as soon as it is there. Throws StoreError where a segment is damaged.
 */
export async function rebuild(work: LongWork = {}): Promise<boolean> {
  return withFoldedLog(work, async (db, rows) => {
    await replaceProjections(db, rows);
    await setMeta('rebuildDue', false);
    const left = ((await getMeta('damage')) ?? []).filter(({ kind }) => kind !== 'projection');
    await setMeta('damage', left.length > 0 ? left : null);
  });
}

/** Tables of which a row was found that the log does not come to. Times of sight are left out: they depend on the order in which events came. */
export async function compareProjections(work: LongWork = {}): Promise<string[]> {
  const differing: string[] = [];
  await withFoldedLog(work, async (db, rows) => {
    for (const name of ['shops', 'sites', 'notes', 'records', 'cases', 'counters', 'ledger'] as const) {
      const [kept, folded] = [textsOf(await db.table(name).toArray()), textsOf(rows[name])];
      if (kept.length !== folded.length || kept.some((text, at) => text !== folded[at])) differing.push(name);
    }
  });
  return differing;
}

const textsOf = (rows: readonly object[]): string[] => rows.map((row) => canonical({ ...row, seenAt: null, lastSeenAt: null })).sort();

/** Runs `use` in one transaction with what the whole log comes to. */
async function withFoldedLog({ onProgress, signal }: LongWork, use: (db: Database, rows: Projections) => Promise<void>): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const segments = await database().segments.toArray();
    const tailCount = await database().events.count();
    const total = segments.reduce((sum, { count }) => sum + count, tailCount);
    const fold = new MemoryFold(rules);
    let done = 0;
    for (const segment of segments) {
      signal?.throwIfAborted();
      for (const event of await openSegment(database(), segment)) await fold.take({ ...event, seq: numberOf(event) }, segment.scope);
      done += segment.count;
      onProgress?.(done, total);
    }
    const wasUsed = await writing(async (db) => {
      signal?.throwIfAborted();
      if (await getMeta('history')) return null;
      const now = await db.segments.toArray();
      if (canonical(now) !== canonical(segments)) return false;
      await foldTail(db, fold);
      await use(db, await fold.all());
      return true;
    }, true);
    if (wasUsed === null) return false;
    onProgress?.(total, total);
    if (wasUsed) return true;
  }
  throw new StoreError('store-closed');
}

/** What is final goes into the bases, the rest lies on top. */
async function foldTail(db: Database, fold: MemoryFold): Promise<void> {
  const { cursor } = await syncMark();
  for (const event of inLogOrder(await db.events.toArray())) {
    if (event.seq !== null && event.scope !== null && event.seq <= cursor) await fold.take(event, event.scope);
    else await fold.lay(event);
  }
}

export async function replaceProjections(db: Database, rows: Projections): Promise<void> {
  for (const [name, content] of Object.entries(rows)) {
    const table = db.table(name);
    await table.clear();
    await table.bulkAdd(content);
  }
}
