import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageHealth } from '@/lib/domain/drift';
import type { EventHead } from '@/lib/domain/event';
import { addCost } from '@/lib/store/cost';
import { type Database, getMeta } from '@/lib/store/database';
import { rebuild } from '@/lib/store/rebuild';
import { checkAtStart, takeSentinel } from '@/lib/store/sentinel';
import { type Damage, StoreError } from '@/lib/store/store-error';
import { sweep, sweepIfDue } from '@/lib/store/sweep';
import { guardWrites } from '@/lib/store/write';
import { freshDatabase, later, noon } from './fresh';
import { flipByte, found, guard, longLog, noGuard, shelf, some } from './guarded';

let db: Database;
beforeEach(async () => {
  db = await longLog();
});
afterEach(noGuard);

/** Writes are refused, whoever tries, and nothing changes. */
async function standsStill(damage: Damage[]): Promise<void> {
  guardWrites(guard, () => {});
  const before = await db.events.count();
  for (let tries = 0; tries < 2; tries++) {
    const error = await some().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'store-damaged', damage });
  }
  expect(await db.events.count()).toBe(before);
  expect(await getMeta('damage')).toEqual(damage);
}

describe('a database as it was written', () => {
  it('is found whole, and goes on being written', async () => {
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(await sweep()).toEqual([]);
    guardWrites(guard, () => {});
    await some();
    // The sentinel is older than what was written since.
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(await getMeta('damage')).toBeNull();
  });

  it('is whole though what a look took was noted beside the log', async () => {
    await takeSentinel(shelf);
    await addCost('https://shop.example', { looks: 1, ms: 3 }, later(1));
    await db.health.put({ key: 'https://shop.example product-list', origin: 'https://shop.example' } as PageHealth);
    expect(await checkAtStart(shelf)).toEqual([]);
  });

  it('is looked at within a second, without its segments being read', async () => {
    db.payloads.hook('reading', () => {
      throw new Error('read');
    });
    const start = performance.now();
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('of a new profile has nothing to be compared with', async () => {
    shelf.sentinel = null;
    freshDatabase();
    expect(await checkAtStart(shelf)).toEqual([]);
  });
});

describe('what came back empty or short', () => {
  it('[F3] an emptied database is noticed, and nothing is written to it', async () => {
    db = freshDatabase();
    await standsStill([found('emptied', 'all')]);
    // The next start finds it again, whatever was put there meanwhile.
    expect(await checkAtStart(shelf)).toEqual([found('emptied', 'all')]);
  });

  it('[F3] one that was made again by somebody else is another one', async () => {
    db = freshDatabase();
    await some();
    expect(await checkAtStart(shelf)).toEqual([found('emptied', 'all')]);
  });

  it('[F4] older rows that came back are noticed', async () => {
    const old = await Promise.all(db.tables.map(async (table) => [table, await table.toArray()] as const));
    await some();
    await takeSentinel(shelf);
    for (const [table, rows] of old) {
      await table.clear();
      await table.bulkPut(rows);
    }
    await standsStill([found('short', 'all')]);
  });

  it.each([
    'events',
    'outbox',
    'segments',
    'payloads',
    'bases',
    'spans',
    'spanned',
    'records',
    'cases',
    'counters',
    'days',
    'ledger',
    'notes',
    'shops',
    'sites',
    'sights',
  ])('[F4] a row that is missing in %s is noticed', async (name) => {
    await db.table(name).limit(1).delete();
    expect(await checkAtStart(shelf)).toContainEqual(found('short', name));
  });

  it('[F4] a tail that was cut off is noticed without the sentinel, too', async () => {
    shelf.sentinel = null;
    const last = await db.events.orderBy('[device+n]').last();
    await db.events.delete(last?.id ?? '');
    await standsStill([found('short', 'events')]);
  });

  it.each([
    ['segment', () => db.segments.delete(['alone', 0]), [found('chain', 'alone')]],
    ['payload of a segment', () => db.payloads.delete(['alone', 1]), [found('chain', 'alone #1')]],
    ['segment swapped for its neighbour', () => swap(), [found('chain', 'alone'), found('short', 'events')]],
  ])('[F4] a %s is noticed without the sentinel, too', async (_what, harm, damage) => {
    shelf.sentinel = null;
    await harm();
    await standsStill(damage);
  });

  async function swap(): Promise<void> {
    const [first, second] = await db.segments.toArray();
    if (first && second)
      await db.segments.bulkPut([
        { ...first, index: 1 },
        { ...second, index: 0 },
      ]);
  }
});

describe('what was altered', () => {
  it('[F4] a byte in a segment is found by the sweep, and named', async () => {
    await flipByte(db, 1);
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(await sweep()).toEqual([found('checksum', 'alone #1')]);
    await standsStill([found('checksum', 'alone #1')]);
  });

  it('[F4] a segment that the browser cannot give back is found by the sweep, and named', async () => {
    db.payloads.hook('reading', (row) => {
      // As Chromium says it of a value whose file is gone.
      if (row.index === 1) throw new DOMException('Data lost due to missing file.', 'NotReadableError');
      return row;
    });
    expect(await sweep()).toEqual([found('unreadable', 'alone #1')]);
    await standsStill([found('unreadable', 'alone #1')]);
  });

  it('[F4] a byte in a segment is found when it is read', async () => {
    await flipByte(db, 0);
    await expect(rebuild()).rejects.toMatchObject({ code: 'store-damaged', damage: [found('checksum', 'alone #0')] });
    await expect(some()).rejects.toMatchObject({ code: 'store-damaged' });
  });

  it.each<[string, (head: EventHead) => object]>([
    ['text', () => ({ body: { text: 'other' } })],
    ['salt', () => ({ salt: 'other' })],
    ['place in the chain', ({ n }) => ({ n: n + 1 })],
  ])('[F4] an event of the tail with another %s is found', async (_what, change) => {
    const last = await db.events.orderBy('[device+n]').last();
    if (!last) throw new Error('no tail');
    await db.events.put({ ...last, ...change(last.head) });
    expect(await sweep()).toContainEqual(found('altered', last.id));
    await expect(some()).rejects.toMatchObject({ code: 'store-damaged' });
  });

  it('[F4] a head whose hash its successor does not name is found', async () => {
    const [, event] = await db.events.orderBy('[device+n]').reverse().limit(2).toArray();
    if (!event) throw new Error('no tail');
    await db.events.put({ ...event, head: { ...event.head, at: later(99).toISOString() } });
    expect(await sweep()).toEqual([found('altered', 'own chain')]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['records', () => db.records.toCollection().modify({ fields: {} })],
    ['cases', () => db.cases.toCollection().modify({ state: 'open' })],
    ['counters', () => db.counters.toCollection().modify({ numerator: 7 })],
    ['ledger', () => db.ledger.clear()],
    ['notes', () => db.notes.limit(3).delete()],
    ['sites', () => db.sites.toCollection().modify({ shop: 'another' })],
  ])('[F4] wrong rows in %s are built anew from the log, which is whole', async (name, harm) => {
    const before = await db.table(name).toArray();
    await harm();
    expect(await sweep()).toEqual([found('projection', name)]);
    expect(await db.table(name).toArray()).toEqual(before);
    await some();
  });

  it('is looked for once a day', async () => {
    await sweepIfDue(noon);
    await flipByte(db, 0);
    await sweepIfDue(later(23 * 60));
    expect(await getMeta('damage')).toBeNull();
    await sweepIfDue(later(25 * 60));
    expect(await getMeta('damage')).toEqual([found('checksum', 'alone #0')]);
  });
});
