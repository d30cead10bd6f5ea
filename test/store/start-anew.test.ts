import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/store/database';
import { checkAtStart, takeSentinel } from '@/lib/store/sentinel';
import { startAnew } from '@/lib/store/start-anew';
import { sweep } from '@/lib/store/sweep';
import { guardWrites } from '@/lib/store/write';
import { freshDatabase } from './fresh';
import { flipByte, guard, longLog, noGuard, shelf, some } from './guarded';

let db: Database;
beforeEach(async () => {
  db = await longLog();
});
afterEach(noGuard);

describe('going on after damage, alone', () => {
  it('keeps every event that can be read, as a chain of its own', async () => {
    await flipByte(db, 0);
    await sweep();
    expect(await startAnew()).toEqual({ kept: 1_508, lost: 1_000 });
    await takeSentinel(shelf);
    guardWrites(guard, () => {});
    await some();
    expect(await db.notes.count()).toBe(11);
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
