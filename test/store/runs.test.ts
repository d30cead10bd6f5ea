import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Database } from '@/lib/store/database';
import { HeldRows } from '@/lib/store/held-rows';
import { deleteRows, rowsOf, runsOf } from '@/lib/store/runs';
import { freshDatabase, noon } from './fresh';

const note = (id: string) => ({ id, text: id, at: noon.toISOString(), shop: null });
const named = (count: number, step: number) => Array.from({ length: count }, (_, at) => `n${String(at * step).padStart(5, '0')}`);
const idsIn = async (db: Database) => (await db.notes.toArray()).map(({ id }) => id);

it('joins neighbours, and nothing that lies between', () => {
  expect(runsOf([])).toEqual([]);
  expect(runsOf([7])).toEqual([[7, 7]]);
  expect(runsOf([1, 2, 3, 5, 9, 10])).toEqual([
    [1, 3],
    [5, 5],
    [9, 10],
  ]);
});

it.each([
  ['that lie together', 1],
  ['that lie far apart', 7],
])('reads and deletes keys %s, and nothing between them', async (_, step) => {
  const db = freshDatabase();
  await db.notes.bulkAdd(named(700, 1).map(note));
  const asked = named(100, step);
  expect((await rowsOf(db.notes, [...asked, 'unknown'])).map(({ id }) => id)).toEqual(asked);
  await deleteRows(db.notes, [...asked, 'unknown']);
  expect(await idsIn(db)).toEqual(named(700, 1).filter((id) => !asked.includes(id)));
});

it('rows in hand: what was deleted goes, whether it was read before or not, and what came and went leaves nothing', async () => {
  const db = freshDatabase();
  await db.notes.bulkAdd(['read', 'unread', 'stays'].map(note));
  const held = new HeldRows(db.notes, ({ id }) => id);
  await held.read(['read', 'new']);
  await held.put(note('new'));
  expect(held.changes()).toEqual([note('new')]);
  for (const id of ['read', 'unread', 'new']) await held.delete(id);
  await held.write();
  expect(await idsIn(db)).toEqual(['stays']);
  await held.put(note('new'));
  await held.write();
  await held.delete('new');
  await held.write();
  expect(await idsIn(db)).toEqual(['stays']);
});
