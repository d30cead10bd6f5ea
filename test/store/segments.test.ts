import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NumberedEvent } from '@/lib/domain/event';
import { eventsIn, isChain, segmentHash, segmentSize } from '@/lib/domain/segment';
import { type Database, getMeta } from '@/lib/store/database';
import { append, identity, join } from '@/lib/store/log';
import { newDevice } from '@/lib/store/new-device';
import { rebuild } from '@/lib/store/rebuild';
import { sealTail } from '@/lib/store/seal';
import { rowOf, unseal } from '@/lib/store/segments';
import { syncStore } from '@/lib/store/sync-store';
import { writing } from '@/lib/store/write';
import { randomFrom } from '../truth/random';
import { contentOf, freshDatabase, later, noon, shop } from './fresh';
import { about, answerWith, bare, everything, history, pull } from './pulling';
import { randomLog } from './random-log';
import { ledger, open, see, settle, turn } from './writing';

let db: Database;
beforeEach(() => {
  db = freshDatabase();
});

describe('a log that is sealed as it grows', () => {
  it('comes to the same as one that is not, whatever follows', { timeout: 180_000 }, async () => {
    const random = randomFrom(7);
    const log = bare(randomLog(random, 3_300));
    const plain = db;
    await pull(log);
    const expected = await everything(plain);
    for (const name of ['records', 'cases', 'counters', 'ledger', 'sights', 'days'])
      expect(expected[name]?.length, name).toBeGreaterThan(0);

    db = freshDatabase();
    for (let from = 0; from < log.length; from += 550) {
      await pull(log.slice(from, from + 550));
      await sealTail();
    }
    expect(await db.segments.count()).toBe(2);
    expect(await db.events.count()).toBe(1_300);
    expect(await everything(db)).toEqual(expected);

    expect(await rebuild()).toBe(true);
    expect(await everything(db)).toEqual(expected);
    await writing((inside) => unseal(inside));
    expect(await db.events.toArray()).toEqual(await plain.events.toArray());
    expect([await db.segments.count(), await db.payloads.count()]).toEqual([0, 0]);
    expect(await rebuild()).toBe(true);
    expect(await everything(db)).toEqual(expected);
  });
});

describe('sealed history', () => {
  let log: NumberedEvent[];
  beforeEach(async () => {
    log = await history();
    db = freshDatabase();
    await pull(log);
    await sealTail();
  });

  it('lies in segments of a thousand, each with its checksum and the hash of the one before', async () => {
    const segments = await db.segments.toArray();
    expect(segments.map(({ scope, index, first, last, count }) => [scope, index, first, last, count])).toEqual([
      [`shop:${shop}`, 0, 1, 1_000, 1_000],
      [`shop:${shop}`, 1, 1_001, 2_000, segmentSize],
    ]);
    expect(isChain(segments)).toBe(true);
    expect(segments[1]?.prev).toBe(segmentHash(segments[0] as (typeof segments)[0]));
    const payloads = await db.payloads.toArray();
    const sealed = payloads.flatMap(({ payload }, at) =>
      eventsIn(payload).map((event) => rowOf(event, segments[at] as (typeof segments)[0])),
    );
    expect(bare([...sealed, ...(await db.events.orderBy('[scope+seq]').toArray())])).toEqual(log);
  });

  it('is the ground that new moves of an old case stand on', async () => {
    const kase = async () => (await db.cases.toArray())[0];
    expect(await kase()).toMatchObject({ state: 'done', openedAt: noon.toISOString() });
    const moved = {
      type: 'case.moved' as const,
      subject: (await kase())?.id ?? '',
      shop,
      body: { verb: 'reopen', evidence: 'person' as const },
    };
    const [event] = await append(later(5), moved);
    expect((await kase())?.state).toBe('open');
    await answerWith({ rejected: [{ id: event?.head.id ?? '', code: 'no-right', message: '' }] });
    expect((await kase())?.state).toBe('done');
  });

  it('brings record and ledger back when a later event is refused', async () => {
    const before = await everything(db);
    await see('1', 99, later(9));
    await turn(about, { 'name-length': 'pass' }, later(9));
    await ledger([['A-1', 77]]);
    const waiting = await syncStore.pending(10);
    expect(waiting).toHaveLength(3);
    expect((await db.ledger.toArray())[0]?.quantity).toBe(77);
    await answerWith({ rejected: waiting.map(({ head }) => ({ id: head.id, code: 'no-right' as const, message: '' })) });
    // The day on which it was tried has its value, too.
    expect({ ...(await everything(db)), days: [] }).toEqual({ ...before, days: [] });
  });

  it('takes an event of it for nothing new when it comes again', async () => {
    const before = await contentOf(db);
    await answerWith({ events: log.slice(10, 20), cursor: 2_600 });
    expect(await contentOf(db)).toEqual(before);
  });

  it('keeps the receipts of own events', async () => {
    db = freshDatabase();
    const events = await append(
      noon,
      ...Array.from({ length: 1_600 }, () => ({ type: 'note.added' as const, subject: 'n', shop, body: { text: 'x' } })),
    );
    const numbered = events.map(({ head }, at) => ({
      id: head.id,
      seq: at + 1,
      receivedAt: noon.toISOString(),
      scope: `shop:${shop}`,
      receipt: `mac ${at + 1}`,
    }));
    await answerWith({ accepted: numbered, cursor: 1_600 });
    // A device that has been with a server keeps its place in the server's order.
    await db.meta.put({ key: 'api', value: { url: 'https://api.example' } });
    await sealTail();
    const before = await db.segments.toArray();
    // So many at once go into segments straight from the answer.
    expect(before.map(({ count }) => count)).toEqual([1000, 600]);
    expect(await db.events.count()).toBe(0);
    expect(before[0]?.receipts).toMatchObject({ 1: 'mac 1', 1000: 'mac 1000' });
    await writing((inside) => unseal(inside));
    expect((await db.events.toArray()).every(({ seq, receipt }) => receipt === `mac ${seq}`)).toBe(true);
  });

  it('goes back into rows when the server has another history, and all of this device is sent again', async () => {
    const [mine] = await append(noon, { type: 'note.added', subject: 'n', shop, body: { text: 'mine' } });
    await syncStore.startOver();
    expect(await db.events.count()).toBe(2_601);
    expect([await db.segments.count(), await db.bases.count()]).toEqual([0, 0]);
    expect((await db.outbox.toArray()).map(({ id }) => id)).toEqual([mine?.head.id]);
    await pull(log);
    expect((await db.cases.toArray())[0]?.state).toBe('done');
    expect(await db.events.count()).toBe(2_601);
  });
});

describe('a log that is alone', () => {
  beforeEach(async () => {
    await open(about, null);
    await settle(about, later(1));
    await append(
      noon,
      ...Array.from({ length: 1_600 }, (_, at) => ({ type: 'note.added' as const, subject: `${at}`, body: { text: 'x' } })),
    );
    await sealTail();
  });

  it('is sealed by its own counter, and still to be sent', async () => {
    expect((await db.segments.toArray()).map(({ scope, first, last }) => [scope, first, last])).toEqual([['alone', 1, 1_000]]);
    expect(await db.events.count()).toBe(602);
    expect(await db.outbox.count()).toBe(1_602);
    await open('another', null);
    await settle(about, later(3));
    expect((await db.cases.toArray()).map(({ state }) => state).sort()).toEqual(['done', 'open']);
    const before = await everything(db);
    expect(await rebuild()).toBe(true);
    expect(await everything(db)).toEqual(before);
  });

  it.each([
    ['joins an organisation', () => join('org', 'wei', 'specialist').then(() => 1_603)],
    ['becomes a new device', async () => newDevice((await identity()).device).then(() => 1_602)],
  ])('opens again when it %s: the chain is sent whole', async (_what, happen) => {
    const length = await happen();
    expect(await db.segments.count()).toBe(0);
    expect(await db.events.count()).toBe(length);
    const { device } = await identity();
    const chain = await db.events.where('[device+n]').between([device, 0], [device, 9_999]).toArray();
    expect(chain.map(({ n }) => n)).toEqual(Array.from({ length }, (_, at) => at + 1));
    expect((await db.cases.toArray())[0]?.state).toBe('done');
    expect((await getMeta('identity'))?.n).toBe(length);
  });
});
