import { isChain } from '@/lib/domain/segment';
import { type Database, database, getMeta } from './database';
import type { Life } from './meta';
import type { Damage } from './store-error';
import { syncMark } from './sync-store';
import { opened } from './write';

/** What the database held when it was looked at last, kept outside of it: it can come back empty or short without an error. */
export interface Sentinel extends Life {
  /** Counter of this device, and the place in the server's log. */
  n: number;
  cursor: number;
  /** Rows by table. */
  counts: Record<string, number>;
}

/** What changes without counting as a change of the log: things kept by name, and what this device alone notices of pages. */
const apart = new Set(['meta', 'health', 'costs']);

/** A place of its own in the browser's other storage. */
export interface Shelf {
  read(): Promise<Sentinel | null>;
  write(sentinel: Sentinel): Promise<void>;
}

/** More own events than these are not looked up one by one at a start. */
const quickly = 5_000;

/** Notes how the database is now. */
export async function takeSentinel(shelf: Shelf): Promise<void> {
  const seen = await look();
  if (seen.life) await shelf.write({ ...seen.life, n: seen.n, cursor: seen.cursor, counts: seen.counts });
}

interface Seen {
  life: Life | null;
  n: number;
  cursor: number;
  counts: Record<string, number>;
}

/** One moment of the database, without reading what is long. */
async function look(): Promise<Seen> {
  const db = database();
  await opened(db);
  return db.transaction('r', db.tables, async () => {
    const counts: Record<string, number> = {};
    for (const table of db.tables) if (!apart.has(table.name)) counts[table.name] = await table.count();
    return {
      life: await getMeta('life'),
      n: (await getMeta('identity'))?.n ?? 0,
      cursor: (await syncMark()).cursor,
      counts,
    };
  });
}

/** Compares the database with its sentinel, and with itself as far as that is quick. Nothing found = an empty list. */
export async function checkAtStart(shelf: Shelf): Promise<Damage[]> {
  // First the sentinel: what is written meanwhile makes the database newer than it, never older.
  const sentinel = await shelf.read();
  const seen = await look();
  if (sentinel && sentinel.install !== seen.life?.install) return [{ kind: 'emptied', where: 'all' }];
  return [
    ...(sentinel && seen.life ? shortOf(sentinel, seen, seen.life) : []),
    ...(await chainFaults(database())),
    ...(await lostWaiting(database())),
  ];
}

function shortOf(sentinel: Sentinel, { n, cursor, counts }: Seen, life: Life): Damage[] {
  if (life.generation > sentinel.generation) return [];
  if (life.generation < sentinel.generation || life.change < sentinel.change || n < sentinel.n) return [{ kind: 'short', where: 'all' }];
  if (life.change > sentinel.change) return [];
  if (cursor < sentinel.cursor) return [{ kind: 'short', where: 'meta' }];
  return Object.entries(sentinel.counts).flatMap(([table, count]): Damage[] =>
    counts[table] === count ? [] : [{ kind: 'short', where: table }],
  );
}

/** Segments that are missing, do not follow each other, or have lost their events. */
export async function chainFaults(db: Database): Promise<Damage[]> {
  const heads = await db.segments.toArray();
  const isComing = (await getMeta('history')) !== null;
  const broken = [...Map.groupBy(heads, ({ scope }) => scope)].flatMap(([scope, own]): Damage[] =>
    isChain(own) && (isComing || own[0]?.index === 0) ? [] : [{ kind: 'chain', where: scope }],
  );
  const payloads = new Set((await db.payloads.toCollection().primaryKeys()).map((key) => key.join(' #')));
  const names = heads.map(({ scope, index }) => `${scope} #${index}`);
  const empty = names.filter((name) => !payloads.has(name)).map((where): Damage => ({ kind: 'chain', where }));
  return [...broken, ...empty];
}

/** Events that wait to go up, and are gone. */
async function lostWaiting(db: Database): Promise<Damage[]> {
  const waiting = await db.outbox.orderBy('n').reverse().limit(quickly).toArray();
  const sealed = (await db.segments.where('[scope+index]').between(['alone', 0], ['alone', Number.POSITIVE_INFINITY]).last())?.last ?? 0;
  const ids = waiting.filter(({ n }) => n > sealed).map(({ id }) => id);
  const found = await db.events.where('id').anyOf(ids).count();
  return found < ids.length ? [{ kind: 'short', where: 'events' }] : [];
}
