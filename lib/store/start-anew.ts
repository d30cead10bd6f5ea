import type { Reading } from '@/lib/domain/sync';
import { project } from '@/lib/fold/project';
import { closeBook, newBook } from '@/lib/fold/recount';
import { allSaidAnew, deviceAfter, keepOwn } from './chain';
import { type Database, database, type EventRow, getMeta, setMeta } from './database';
import { foldStore } from './fold-store';
import { identity } from './log';
import { alone, openSegment, rowOf, segmentsOf } from './segments';
import type { Damage } from './store-error';
import { isAsWritten } from './sweep';
import { changeMark, syncMark } from './sync-store';
import { newLife, writing } from './write';

/** Kept through it all: who writes here, for whom, and how it looks. */
const kept = new Set(['meta', 'outbox', 'rejected']);
/** None of these says that this device's own chain was rolled back. */
const repaired = new Set<Damage['kind']>(['chain', 'checksum', 'unreadable', 'projection']);

/**
 * After damage: everything goes but what only this device has, its events that no server numbered, as far as they can be read.
 * The next sync brings the rest with a first pull. Where rows were lost the device goes on under a new id.
 */
export async function startAnew(): Promise<{ kept: number; lost: number }> {
  const life = await readable(() => getMeta('life'), null);
  try {
    return await writing((db) => dropAllButOwn(db), true);
  } catch {
    // Not even that: a new file in its place.
    await database().delete();
    await database().open();
    await writing(() => setMeta('life', { ...newLife(), generation: (life?.generation ?? 0) + 1 }), true);
    return { kept: 0, lost: 0 };
  }
}

/**
 * The member reads other scopes than before: what is no longer theirs goes, what is new to them comes with a first pull. What waits
 * here is kept; the server says of each event whether it may still come. True when all was dropped: sync again.
 */
export async function takeScope({ key, reads }: Reading): Promise<boolean> {
  return writing(async (db) => {
    const { scope = null } = await syncMark();
    const isOther = scope !== null && scope !== key;
    if (isOther) await dropAllButOwn(db);
    await changeMark(() => ({ scope: key, reads }));
    return isOther;
  });
}

async function dropAllButOwn(db: Database): Promise<{ kept: number; lost: number }> {
  const waiting = await db.outbox.orderBy('n').toArray();
  const own = await readableOwn(db, new Set(waiting.map(({ id }) => id)));
  const former = await formerOwn(db);
  for (const table of db.tables) if (!kept.has(table.name)) await table.clear();
  await db.outbox.clear();

  const lost = waiting.length - own.length;
  const damage = (await getMeta('damage')) ?? [];
  const isWhole = lost === 0 && damage.every(({ kind }) => repaired.has(kind));
  const book = newBook();
  // The old device's chain is longer at the server, or has a gap.
  const top = isWhole ? own : await allSaidAnew(deviceAfter(await identity()), own);
  for (const event of top) await keepOwn(db, event, book);
  await db.events.bulkAdd(former);
  for (const event of former) await project(foldStore(db), event, book);
  await closeBook(foldStore(db), book);

  const life = (await getMeta('life')) ?? newLife();
  await setMeta('life', { ...life, generation: life.generation + 1 });
  await changeMark(() => ({ cursor: 0, epoch: null }));
  for (const key of ['damage', 'history'] as const) await setMeta(key, null);
  return { kept: own.length + former.length, lost };
}

/**
 * What this profile wrote as a device of before, and a restored server may have lost: it is handed in again once the whole log is here, so
 * that comes event by event then. Nobody else has it.
 */
async function formerOwn(db: Database): Promise<EventRow[]> {
  const { former = [] } = await identity();
  const rows = await readable(() => db.events.toArray(), []);
  return rows.filter((row) => row.seq === null && former.includes(row.device) && isAsWritten(row));
}

/** This device's events that wait, in the order of its chain, those that are as they were written. */
export async function readableOwn(db: Database, waiting: ReadonlySet<string>): Promise<EventRow[]> {
  const rows = await readable(() => db.events.toArray(), []);
  for (const segment of await readable(() => segmentsOf(db, alone).toArray(), []))
    rows.push(...(await readable(async () => (await openSegment(db, segment)).map((event) => rowOf(event, segment)), [])));
  return rows.filter((row) => waiting.has(row.id) && isAsWritten(row)).sort((a, b) => a.n - b.n);
}

async function readable<T>(read: () => PromiseLike<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch {
    return otherwise;
  }
}
