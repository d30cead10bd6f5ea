import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { headHash, type NumberedEvent } from '@/lib/domain/event';
import { isChain } from '@/lib/domain/segment';
import type { Database } from '@/lib/store/database';
import { rebuildIfDue } from '@/lib/store/rebuild';
import { wholeLog } from '@/lib/store/segments';
import { makeSpans } from '@/lib/store/spans';
import { sweep } from '@/lib/store/sweep';
import { eventOf } from '../playbook/cases';
import { freshDatabase, noon, shop } from './fresh';
import { pull } from './pulling';

const scope = `shop:${shop}`;
let db: Database;
beforeEach(() => {
  db = freshDatabase();
});

const numbered = (event: ReturnType<typeof eventOf>, seq: number, of = scope): NumberedEvent => ({
  ...event,
  head: { ...event.head, n: seq, device: 'phone' },
  seq,
  receivedAt: noon.toISOString(),
  scope: of,
});
const note = (seq: number): NumberedEvent => numbered(eventOf('note.added', { text: `word ${seq}` }, { subject: 'n', shop }), seq);
const erased = (seq: number, events: readonly NumberedEvent[], of = scope): NumberedEvent =>
  numbered(eventOf('body.erased', { ids: events.map(({ head }) => head.id) }, { subject: 'erased', shop }), seq, of);
const said = async () => (await db.notes.toArray()).map(({ text }) => text);

describe('what was erased on the server', () => {
  it.each([
    ['the tail', 20, 20],
    ['segments', 1_400, 700],
  ])('goes from %s and from the screens; heads, numbers and chains stay', { timeout: 120_000 }, async (_where, length, page) => {
    const log = Array.from({ length }, (_, at) => note(at + 1));
    await pull(log, page);
    await makeSpans();
    const gone = [log[2], log[Math.floor(length / 2)]] as NumberedEvent[];
    expect(await said()).toHaveLength(length);
    await pull([erased(length + 1, gone)]);
    await rebuildIfDue();

    const ids = new Set(gone.map(({ head }) => head.id));
    const held = await wholeLog(db);
    expect(
      held
        .filter(({ body }) => body === null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    expect(held.filter(({ id }) => ids.has(id)).map(({ head, salt, seq }) => [headHash(head), salt, seq])).toEqual(
      expect.arrayContaining(gone.map(({ head, seq }) => [headHash(head), null, seq])),
    );
    expect(await said()).toHaveLength(length - 2);
    expect(await said()).not.toContain('word 3');
    expect(isChain(await db.segments.toArray())).toBe(true);
    expect(await sweep()).toEqual([]);
    // Whoever gets the log as it is now seals the very same.
    const segments = await db.segments.toArray();
    db = freshDatabase();
    const after = log.map((event) => (ids.has(event.head.id) ? { ...event, salt: null, body: null } : event));
    await pull([...after, erased(length + 1, gone)], page);
    expect(segments.map(({ checksum, prev }) => [checksum, prev]).slice(0, 2)).toEqual(
      (await db.segments.toArray()).map(({ checksum, prev }) => [checksum, prev]).slice(0, 2),
    );
  });

  it('is of the scope of what says so, and that something was erased is not', async () => {
    const other = note(1);
    const [own, first] = [note(2), erased(3, [note(9)])];
    await pull([{ ...other, scope: 'shop:2' }, own, first]);
    await pull([erased(4, [other, own, first])]);
    expect((await wholeLog(db)).filter(({ body }) => body === null).map(({ id }) => id)).toEqual([own.head.id]);
  });

  it('comes again and changes nothing', async () => {
    const log = [note(1), note(2)];
    await pull([...log, erased(3, [log[0] as NumberedEvent])]);
    await rebuildIfDue();
    expect(await said()).toEqual(['word 2']);
    await pull([log[0] as NumberedEvent, erased(4, [log[0] as NumberedEvent])]);
    await rebuildIfDue();
    expect(await said()).toEqual(['word 2']);
  });
});
