import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, getMeta } from '@/lib/store/database';
import { append } from '@/lib/store/log';
import { rebuild, rebuildIfDue } from '@/lib/store/rebuild';
import { sealTail } from '@/lib/store/seal';
import { syncStore } from '@/lib/store/sync-store';
import { randomFrom } from '../truth/random';
import { freshDatabase, later, noon } from './fresh';
import { about, answerWith, bare, everything, history, pull } from './pulling';
import { randomLog } from './random-log';
import { open, see } from './writing';

let db: Database;
beforeEach(() => {
  db = freshDatabase();
});

describe('building everything anew', () => {
  it('tells how far it is, and can be stopped: then all stays as it was', async () => {
    await open(about, null);
    await append(
      noon,
      ...Array.from({ length: 1_600 }, (_, at) => ({ type: 'note.added' as const, subject: `${at}`, body: { text: 'x' } })),
    );
    await sealTail();
    await db.notes.clear();
    const stop = new AbortController();
    const told: number[][] = [];
    const onProgress = (done: number, total: number) => {
      told.push([done, total]);
      stop.abort(new Error('stopped'));
    };
    await expect(rebuild({ onProgress, signal: stop.signal })).rejects.toThrow('stopped');
    expect(await db.notes.count()).toBe(0);
    expect(told).toEqual([[1_000, 1_601]]);
    await rebuild({ onProgress });
    expect(told.at(-1)).toEqual([1_601, 1_601]);
    expect(await db.notes.count()).toBe(1_600);
  });

  it('comes to its end though a sync asks meanwhile, again and again, and hears nothing new', { timeout: 60_000 }, async () => {
    for (const event of randomLog(randomFrom(3), 40)) await pull(bare([event]));
    let isOver = false;
    const work = rebuild().finally(() => {
      isOver = true;
    });
    while (!isOver) await answerWith({});
    expect(await work).toBe(true);
  });

  it('mends every table', async () => {
    for (const event of randomLog(randomFrom(3), 200)) await pull(bare([event]));
    const before = await everything(db);
    for (const name of Object.keys(before)) await db.table(name).clear();
    await rebuild();
    expect(await everything(db)).toEqual(before);
  });
});

it('a record that is refused while its history is still to come is folded again once that is there', async () => {
  const log = await history();
  db = freshDatabase();
  await pull(log);
  await db.meta.put({ key: 'history', value: { upTo: 2_600, before: 9, done: 1, left: 1 } });
  await see('1', 99, later(9));
  const [event] = await syncStore.pending(1);
  await answerWith({ rejected: [{ id: event?.head.id ?? '', code: 'no-right', message: '' }] });
  expect(await getMeta('rebuildDue')).toBe(true);
  await db.meta.put({ key: 'history', value: null });
  expect(await rebuild()).toBe(true);
  expect(await getMeta('rebuildDue')).toBe(false);
  expect((await db.records.get(about))?.fields).toMatchObject({ variants: [{ stock: { onHand: 3 } }] });
});

it('rows that were folded by the rules of another program are folded anew, once', async () => {
  await open(about, null);
  await rebuildIfDue();
  await db.cases.clear();
  await rebuildIfDue();
  expect(await db.cases.count()).toBe(0);
  await db.meta.put({ key: 'foldMark', value: 'of an older program' });
  await rebuildIfDue();
  expect(await db.cases.count()).toBe(1);
  await db.cases.clear();
  await rebuildIfDue();
  expect(await db.cases.count()).toBe(0);
});
