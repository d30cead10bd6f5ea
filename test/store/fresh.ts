import { v7 as uuid } from 'uuid';
import type { LogEvent } from '@/lib/domain/event';
import { Database, takeDatabase } from '@/lib/store/database';
import { append } from '@/lib/store/log';

let made = 0;

/** An empty database of this test's own, in place of the one of the extension. */
export function freshDatabase(): Database {
  const db = new Database(`test-${++made}-${uuid()}`);
  takeDatabase(db);
  return db;
}

export const shop = 'shop-1';
export const noon = new Date('2026-11-24T12:00:00.000Z');
/** So many minutes after noon. */
export const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

export async function addTestShop(timeZone = 'UTC', id = shop): Promise<void> {
  await append(noon, { type: 'shop.added', subject: id, shop: id, body: { name: 'Main shop', colour: '#0b6b6b', timeZone } });
}

/** Everything that is stored, for "nothing was" and "the same as"; without the count of writes and what was noticed of pages. */
export async function contentOf(db: Database): Promise<Record<string, unknown[]>> {
  const content = Object.fromEntries(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])));
  return { ...content, health: [], meta: content.meta.filter(({ key }: { key: string }) => key !== 'life') };
}

/** Every head follows the one before it: counter and hash. */
export const sorted = (events: readonly LogEvent[]): LogEvent[] => events.toSorted((a, b) => a.head.n - b.head.n);
