import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventHead } from '@/lib/domain/event';
import { type Database, getMeta } from '@/lib/store/database';
import { append } from '@/lib/store/log';
import { rebuild } from '@/lib/store/rebuild';
import { sealTail } from '@/lib/store/seal';
import { checkAtStart, type Sentinel, type Shelf, takeSentinel } from '@/lib/store/sentinel';
import { startAnew } from '@/lib/store/start-anew';
import { type Damage, StoreError } from '@/lib/store/store-error';
import { sweep, sweepIfDue } from '@/lib/store/sweep';
import { guardWrites, markDamaged } from '@/lib/store/write';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';
import { ledger, listing, look, open, see, settle, turn } from './writing';

let db: Database;
let sentinel: Sentinel | null;
const shelf: Shelf = {
  read: async () => sentinel,
  write: async (next) => {
    sentinel = next;
  },
};
const guard = async () => {
  const damage = await checkAtStart(shelf);
  if (damage.length === 0) return;
  await markDamaged(damage);
  throw new StoreError('store-damaged', damage);
};

/** A log of every kind, with two segments of its own and a tail. */
beforeEach(async () => {
  sentinel = null;
  db = freshDatabase();
  await addTestShop();
  await append(noon, {
    type: 'site.connected',
    subject: 'https://shop.example',
    shop,
    body: { platform: 'vendure', origin: 'https://shop.example', account: '' },
  });
  await see('1', 3);
  await turn(listing('1'), { 'name-length': 'fail' });
  await open(listing('1'), null);
  await settle(listing('1'), later(1));
  await look('listing', noon, ['1']);
  await ledger([['SKU-1', 3]]);
  const note = (text: number) => ({ type: 'note.added' as const, subject: `${text}`, body: { text: `note ${text}` } });
  for (let n = 0; n < 2_500; n += 250) await append(later(2), ...Array.from({ length: 250 }, (_, at) => note(n + at)));
  await sealTail();
  await takeSentinel(shelf);
});
afterEach(() =>
  guardWrites(
    async () => {},
    () => {},
  ),
);

const some = () => append(later(3), { type: 'note.added', subject: 'after', body: { text: 'after' } });
const found = (kind: Damage['kind'], where: string) => ({ kind, where });

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

async function flipByte(index: number): Promise<void> {
  const row = await db.payloads.get(['alone', index]);
  if (!row) throw new Error('no such segment');
  const payload = row.payload.slice();
  payload[1_000] = (payload[1_000] ?? 0) ^ 1;
  await db.payloads.put({ ...row, payload });
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

  it('is looked at within a second, without its segments being read', async () => {
    db.payloads.hook('reading', () => {
      throw new Error('read');
    });
    const start = performance.now();
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('of a new profile has nothing to be compared with', async () => {
    sentinel = null;
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
    sentinel = null;
    const last = await db.events.orderBy('[device+n]').last();
    await db.events.delete(last?.id ?? '');
    await standsStill([found('short', 'events')]);
  });

  it.each([
    ['segment', () => db.segments.delete(['alone', 0]), [found('chain', 'alone')]],
    ['payload of a segment', () => db.payloads.delete(['alone', 1]), [found('chain', 'alone #1')]],
    ['segment swapped for its neighbour', () => swap(), [found('chain', 'alone'), found('short', 'events')]],
  ])('[F4] a %s is noticed without the sentinel, too', async (_what, harm, damage) => {
    sentinel = null;
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
    await flipByte(1);
    expect(await checkAtStart(shelf)).toEqual([]);
    expect(await sweep()).toEqual([found('checksum', 'alone #1')]);
    await standsStill([found('checksum', 'alone #1')]);
  });

  it('[F4] a byte in a segment is found when it is read', async () => {
    await flipByte(0);
    await expect(rebuild()).rejects.toMatchObject({ code: 'store-damaged', damage: [found('checksum', 'alone #0')] });
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
    await flipByte(0);
    await sweepIfDue(later(23 * 60));
    expect(await getMeta('damage')).toBeNull();
    await sweepIfDue(later(25 * 60));
    expect(await getMeta('damage')).toEqual([found('checksum', 'alone #0')]);
  });
});

describe('going on after damage, alone', () => {
  it('keeps every event that can be read, as a chain of its own', async () => {
    await flipByte(0);
    await sweep();
    expect(await startAnew()).toEqual({ kept: 1_508, lost: 1_000 });
    await takeSentinel(shelf);
    guardWrites(guard, () => {});
    await some();
    expect(await db.notes.count()).toBe(1_509);
    expect(await sweep()).toEqual([]);
    expect((await db.outbox.orderBy('n').toArray()).map(({ n }) => n)).toEqual(Array.from({ length: 1_509 }, (_, at) => at + 1));
  });

  it('begins a new log where nothing is left', async () => {
    db = freshDatabase();
    guardWrites(guard, () => {});
    await some().catch(() => {});
    expect(await startAnew()).toEqual({ kept: 0, lost: 0 });
    await takeSentinel(shelf);
    await some();
    expect(await db.notes.count()).toBe(1);
    expect(await checkAtStart(shelf)).toEqual([]);
  });
});
