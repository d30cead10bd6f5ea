import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NumberedEvent } from '@/lib/domain/event';
import { backupLines } from '@/lib/store/backup';
import { type Database, getMeta, setMeta } from '@/lib/store/database';
import { append, join } from '@/lib/store/log';
import { memberDay } from '@/lib/store/member-day';
import { restore } from '@/lib/store/restore';
import { sealTail } from '@/lib/store/seal';
import { wholeLog } from '@/lib/store/segments';
import { makeSpans } from '@/lib/store/spans';
import { sweep } from '@/lib/store/sweep';
import { syncStore } from '@/lib/store/sync-store';
import { randomFrom } from '../truth/random';
import { freshDatabase, later, noon } from './fresh';
import { bare, pull } from './pulling';
import { randomLog } from './random-log';

const dayMs = 86_400_000;
const members = ['laptop', 'phone', 'desk'];
let db: Database;
beforeEach(() => {
  db = freshDatabase();
});

/** Two shops' logs of three members whose clocks jump, numbered as one; of each a segment and a long tail. */
function twoShops(): NumberedEvent[] {
  const random = randomFrom(11);
  const [one, two] = ['shop-1', 'shop-2'].map((shop) => bare(randomLog(random, 2_300, shop)));
  return (one ?? []).flatMap((event, at) => [event, two?.[at] ?? []].flat()).map((event, at) => ({ ...event, seq: at + 1 }));
}

/** The same by looking at each event there is. */
async function byHand(member: string, from: Date, to: Date): Promise<string[]> {
  const all = await wholeLog(db);
  const own = all.filter(({ head }) => head.by === member && head.at >= from.toISOString() && head.at < to.toISOString());
  return own.map(({ id }) => id).sort();
}
const idsOf = async (...asked: Parameters<typeof memberDay>) => (await memberDay(...asked)).events.map(({ head }) => head.id);

/** Days of each member, as a time zone east of Greenwich has them; empty ones too. Returns how many events there were. */
async function agrees(): Promise<number> {
  let found = 0;
  for (const member of members) {
    for (let day = -2; day < 400; day += 7) {
      const from = new Date(Math.floor(noon.getTime() / dayMs) * dayMs + day * dayMs - 8 * 3_600_000);
      const to = new Date(from.getTime() + dayMs);
      const ids = await idsOf(member, from, to);
      expect(ids.toSorted()).toEqual(await byHand(member, from, to));
      found += ids.length;
    }
  }
  return found;
}

/** From now on nobody may read a segment. */
const closeSegments = () =>
  db.payloads.hook('reading', () => {
    throw new Error('a segment was read');
  });

describe('one member’s day', () => {
  it('is what the whole log says of it, whatever clocks and shops, without a segment being read', { timeout: 120_000 }, async () => {
    await pull(twoShops(), 550);
    await sealTail();
    expect((await db.segments.toArray()).map(({ scope, count }) => [scope, count])).toEqual([
      ['shop:shop-1', 1_000],
      ['shop:shop-2', 1_000],
    ]);
    // Before spans are made, too.
    const from = new Date(noon.getTime() + 3 * dayMs);
    expect((await idsOf('phone', from, later(30 * 1440))).toSorted()).toEqual(await byHand('phone', from, later(30 * 1440)));
    await makeSpans();
    expect(await db.spanned.count()).toBe(2);
    expect(await agrees()).toBeGreaterThan(500);

    const first = (await db.segments.toArray())[0];
    closeSegments();
    const { events, coming } = await memberDay('phone', new Date(0), new Date('2100-01-01'));
    expect(events.map(({ head }) => head.at)).toEqual(events.map(({ head }) => head.at).toSorted());
    expect(new Set(events.map(({ head }) => head.id)).size).toBe(events.length);
    expect(events.some(({ seq }) => seq !== null && seq <= (first?.last ?? 0))).toBe(true);
    expect(events.some(({ seq }) => (seq ?? 0) > 4_200)).toBe(true);
    expect(coming).toBeNull();
  });

  it('has what waits to be sent, once, also when it is sealed', async () => {
    const notes = Array.from({ length: 1_600 }, (_, at) => ({ type: 'note.added' as const, subject: `${at}`, body: { text: 'x' } }));
    await append(noon, ...notes);
    const { member } = (await getMeta('identity')) ?? { member: '' };
    expect((await memberDay(member, noon, later(1))).events).toHaveLength(1_600);
    await sealTail();
    await makeSpans();
    await append(later(1), ...notes.slice(0, 3));
    closeSegments();
    const { events } = await memberDay(member, noon, later(2));
    expect(events.map(({ head }) => head.n)).toEqual(Array.from({ length: 1_603 }, (_, at) => at + 1));
    expect((await memberDay(member, later(1), later(2))).events).toHaveLength(3);
    expect((await memberDay('somebody else', noon, later(2))).events).toEqual([]);
  });

  it('says what is still to come from the server', async () => {
    await append(noon, { type: 'note.added', subject: 'n', body: { text: 'x' } });
    await setMeta('history', { upTo: 5_000, before: 3_001, done: 2_000, left: 3_000 });
    const { member } = (await getMeta('identity')) ?? { member: '' };
    const { events, coming } = await memberDay(member, noon, later(1));
    expect([events.length, coming]).toEqual([1, { done: 2_000, total: 5_000 }]);
  });
});

describe('spans', () => {
  const everything = ['phone', new Date(0), new Date('2100-01-01')] as const;
  const log = bare(randomLog(randomFrom(5), 3_300)).map((event) => {
    const head = { ...event.head, type: 'note.added' };
    // So many notes at once go straight into segments.
    return { ...event, head, body: { text: 'x' } };
  });
  const own = (upTo: number) => log.slice(0, upTo).filter(({ head }) => head.by === 'phone').length;

  it('of a segment that takes more in are made anew', async () => {
    await pull(log.slice(0, 1_600), 550);
    await makeSpans();
    const open = await db.segments.toCollection().last();
    expect(open?.count).toBe(600);
    expect(await db.spanned.count()).toBe(2);
    await pull(log.slice(1_600, 2_000), 400);
    expect((await db.segments.toCollection().last())?.count).toBe(1_000);
    expect(await db.spanned.toArray()).toEqual([{ scope: open?.scope, index: 0 }]);
    expect(
      await db.spans
        .where('[scope+index]')
        .equals([open?.scope ?? '', 1])
        .count(),
    ).toBe(0);
    expect(await idsOf(...everything)).toHaveLength(own(2_000));
    await makeSpans();
    closeSegments();
    expect(await idsOf(...everything)).toHaveLength(own(2_000));
  });

  it('are not put beside a segment that was sealed anew while they were made', async () => {
    await pull(log.slice(0, 600), 600);
    expect((await db.segments.toArray()).map(({ count }) => count)).toEqual([600]);
    await Promise.all([makeSpans(), pull(log.slice(600, 1_000), 400)]);
    expect((await db.segments.toArray()).map(({ count }) => count)).toEqual([1_000]);
    expect(await idsOf(...everything)).toHaveLength(own(1_000));
    await makeSpans();
    expect(await idsOf(...everything)).toHaveLength(own(1_000));
  });

  it('go with their segments', async () => {
    await pull(log, 550);
    await makeSpans();
    expect([await db.segments.count(), await db.spanned.count()]).toEqual([4, 4]);
    await syncStore.startOver();
    expect([await db.spans.count(), await db.spanned.count()]).toEqual([0, 0]);
    expect(await idsOf(...everything)).toHaveLength(own(3_300));
  });

  it('go where a log begun alone gets a server', async () => {
    await append(noon, ...Array.from({ length: 1_600 }, () => ({ type: 'note.added' as const, subject: 'n', body: { text: 'x' } })));
    await sealTail();
    await makeSpans();
    const { member } = (await getMeta('identity')) ?? { member: '' };
    await join('org', 'wei', 'specialist');
    expect([await db.spans.count(), await db.spanned.count()]).toEqual([0, 0]);
    expect(await idsOf(member, noon, later(1))).toHaveLength(1_600);
  });

  it('are made again after a backup was taken back', async () => {
    await pull(log, 550);
    await append(noon, { type: 'note.added', subject: 'n', body: { text: 'x' } });
    await makeSpans();
    const lines: unknown[] = [];
    for await (const line of backupLines()) lines.push(line);
    expect(JSON.stringify(lines)).not.toContain('packed');
    db = freshDatabase();
    await restore(
      (async function* () {
        yield* lines;
      })(),
    );
    expect([await db.spans.count(), await db.spanned.count()]).toEqual([0, 0]);
    expect(await idsOf(...everything)).toHaveLength(own(3_300));
    await makeSpans();
    closeSegments();
    expect(await idsOf(...everything)).toHaveLength(own(3_300));
  });
});

describe('what was altered', () => {
  const everything = ['phone', new Date(0), new Date('2100-01-01')] as const;
  let whole: string[];
  beforeEach(async () => {
    await pull(bare(randomLog(randomFrom(5), 1_600)));
    await sealTail();
    await makeSpans();
    whole = await idsOf(...everything);
    expect(whole.length).toBeGreaterThan(300);
  });
  const alter = async () => {
    const span = await db.spans.where('[member+day+scope+index]').between(['phone', 0], ['phone', 99_999]).first();
    if (!span) throw new Error('no span');
    span.packed[20] = (span.packed[20] ?? 0) ^ 1;
    await db.spans.put(span);
  };

  it('[F4] a byte in a span: the segment says what it said, nothing twice, and the sweep has it made anew', async () => {
    await alter();
    expect((await idsOf(...everything)).toSorted()).toEqual(whole.toSorted());
    expect(await getMeta('damage')).toBeNull();
    expect(await sweep()).toEqual([]);
    expect(await db.spanned.count()).toBe(0);
    await makeSpans();
    closeSegments();
    expect((await idsOf(...everything)).toSorted()).toEqual(whole.toSorted());
  });

  it('[F4] a span that is gone is missed by the sweep, and made anew', async () => {
    const span = await db.spans.where('[member+day+scope+index]').between(['phone', 0], ['phone', 99_999]).first();
    await db.spans.delete([span?.member ?? '', span?.day ?? 0, span?.scope ?? '', span?.index ?? 0]);
    expect(await sweep()).toEqual([]);
    await makeSpans();
    expect((await idsOf(...everything)).toSorted()).toEqual(whole.toSorted());
  });

  it('[F4] a byte in a segment that has to be opened is told, and nothing is written any more', async () => {
    await alter();
    const row = await db.payloads.toCollection().first();
    if (!row) throw new Error('no segment');
    row.payload[1_000] = (row.payload[1_000] ?? 0) ^ 1;
    await db.payloads.put(row);
    const damage = [{ kind: 'checksum', where: 'shop:shop-1 #0' }];
    await expect(memberDay(...everything)).rejects.toMatchObject({ code: 'store-damaged', damage });
    expect(await getMeta('damage')).toEqual(damage);
    await makeSpans();
  });
});
