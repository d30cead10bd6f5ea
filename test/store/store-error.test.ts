import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Database, takeDatabase } from '@/lib/store/database';
import { keepingView } from '@/lib/store/keeping-view';
import { append, identity } from '@/lib/store/log';
import { memberDay } from '@/lib/store/member-day';
import { rebuild } from '@/lib/store/rebuild';
import { makeSpans } from '@/lib/store/spans';
import version1 from './fixtures/version-1.json';
import { contentOf, freshDatabase, later, noon } from './fresh';
import { longLog } from './guarded';

const note = () => append(noon, { type: 'note.added', subject: 'n', body: { text: 'x' } });

/** The tables that version 2 had otherwise than version 1. */
const version2 = {
  events: 'id, [device+n], [scope+seq], head.subject',
  segments: '[scope+index]',
  payloads: '[scope+index]',
  bases: 'subject, scope',
};

/** Those that version 3 had otherwise than version 2. */
const version3 = {
  events: 'id, [device+n], [scope+seq], head.subject, [head.by+head.at]',
  spans: '[member+day+scope+index], [scope+index]',
  spanned: '[scope+index]',
};

/** The tables as version 1 had them. */
function oldDatabase(name: string): Dexie {
  const db = new Dexie(name);
  db.version(1).stores(version1.stores);
  return db;
}

describe('a store that cannot be used says why', () => {
  let name: string;
  beforeEach(() => {
    name = `test-${uuid()}`;
    takeDatabase(new Database(name));
  });

  it('[F9] made by a newer program: nothing is written', async () => {
    const newer = new Dexie(name);
    newer.version(99).stores({ meta: 'key', things: 'id' });
    await newer.table('things').put({ id: 1 });
    newer.close();
    await expect(note()).rejects.toMatchObject({ name: 'StoreError', code: 'store-newer' });
    await newer.open();
    expect([await newer.table('things').toArray(), await newer.table('meta').toArray()]).toEqual([[{ id: 1 }], []]);
  });

  it('[F7] held back from its upgrade by an old page, in time; and works once that is gone', async () => {
    const old = oldDatabase(name);
    await old.open();
    old.on('versionchange', () => false);
    await expect(note()).rejects.toMatchObject({ code: 'store-blocked' });
    old.close();
    await note();
  });

  it('[F6] full: nothing half-written', async () => {
    const db = freshDatabase();
    await note();
    const before = await contentOf(db);
    db.notes.hook('creating', () => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    });
    await expect(note()).rejects.toMatchObject({ code: 'store-full' });
    expect(await contentOf(db)).toEqual(before);
  });

  it('[F5] that does not open is said to be unreadable on the screen that has a way out', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening database.', 'UnknownError');
    });
    try {
      expect(await keepingView()).toMatchObject({ here: 0, damage: ['unreadable'] });
      await expect(note()).rejects.toMatchObject({ code: 'store-closed' });
    } finally {
      open.mockRestore();
    }
  });

  it('[F5] closed, and closed again when opened once more', async () => {
    const db = freshDatabase();
    await identity();
    db.events.hook('creating', () => {
      throw Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
    });
    takeDatabase(db);
    const open = vi
      .spyOn(Database.prototype, 'open')
      .mockRejectedValue(Object.assign(new Error('closed'), { name: 'DatabaseClosedError' }));
    await expect(note()).rejects.toMatchObject({ code: 'store-closed' });
    open.mockRestore();
  });
});

describe('a database of version 1', () => {
  it('opens in this one with every row as it was, and is written on', async () => {
    const name = `test-${uuid()}`;
    const old = oldDatabase(name);
    for (const [table, rows] of Object.entries(version1.rows)) await old.table(table).bulkAdd(rows);
    old.close();
    const db = new Database(name);
    takeDatabase(db);
    await db.open();
    const now = await contentOf(db);
    for (const [table, rows] of Object.entries(version1.rows)) expect(now[table], table).toEqual(rows);
    expect(await db.events.where('[scope+seq]').between(['shop:shop-1', 0], ['shop:shop-1', 99]).count()).toBe(
      version1.rows.events.filter(({ seq }) => seq !== null).length,
    );
    expect((await note())[0]?.head.n).toBe(version1.rows.events.length + 1);
    await rebuild();
    for (const table of ['records', 'cases', 'counters', 'ledger', 'shops', 'sites'] as const)
      expect(await db.table(table).toArray(), table).toEqual(version1.rows[table]);
  });
});

describe('a database of version 2', () => {
  it('opens in this one with every row as it was; its segments get what finds a member’s day in them', async () => {
    const db = await longLog();
    await db.spans.clear();
    await db.spanned.clear();
    const rows = await contentOf(db);
    const name = `test-${uuid()}`;
    const old = new Dexie(name);
    old.version(2).stores({ ...version1.stores, ...version2 });
    for (const table of old.tables) await table.bulkAdd(rows[table.name] ?? []);
    old.close();
    const now = new Database(name);
    takeDatabase(now);
    expect(await contentOf(now)).toEqual(rows);
    const { member } = await identity();
    const days = async () => (await memberDay(member, new Date(0), later(9))).events;
    expect(await days()).toHaveLength(2_508);
    await makeSpans();
    expect(await now.spanned.count()).toBe(2);
    expect(await days()).toHaveLength(2_508);
  });
});

describe('a database of version 3', () => {
  it('opens in this one with every row as it was, and has room for what is noticed of pages', async () => {
    const db = await longLog();
    const rows = await contentOf(db);
    const name = `test-${uuid()}`;
    const old = new Dexie(name);
    old.version(3).stores({ ...version1.stores, ...version2, ...version3 });
    for (const table of old.tables) await table.bulkAdd(rows[table.name] ?? []);
    old.close();
    const now = new Database(name);
    takeDatabase(now);
    expect(await contentOf(now)).toEqual(rows);
    expect([await now.health.count(), await now.costs.count()]).toEqual([0, 0]);
    expect((await note())[0]?.body).toEqual({ text: 'x' });
  });
});
