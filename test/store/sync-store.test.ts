import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Body, EventType, LogEvent, NumberedEvent, RejectCode } from '@/lib/domain/event';
import type { SyncAnswer } from '@/lib/domain/sync';
import { caseId } from '@/lib/playbook/flow';
import { type Database, getMeta } from '@/lib/store/database';
import { append, identity } from '@/lib/store/log';
import { syncStore } from '@/lib/store/sync-store';
import { eventOf } from '../playbook/cases';
import { addTestShop, contentOf, freshDatabase, later, noon, shop } from './fresh';

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop();
});

const about = `${shop}/listing/1`;
const kase = caseId('listing-gap', about, 'name-length', '');
const opened = {
  type: 'case.opened' as const,
  subject: kase,
  shop,
  body: { flow: 'listing-gap', about, cause: 'name-length', period: '', params: {}, due: null },
};
const moved = (verb: string) => ({ type: 'case.moved' as const, subject: kase, shop, body: { verb, evidence: 'person' as const } });
const record = (name: string) => ({
  type: 'record.seen' as const,
  subject: about,
  shop,
  body: { noun: 'listing' as const, id: '1', fields: { name }, url: 'https://shop.example/1' },
});
const verdict = (check: string) => ({
  type: 'verdict.turned' as const,
  subject: about,
  shop,
  body: { ruleSet: '1', turned: [{ check, from: null, to: { result: 'pass' as const }, severity: 'weakens' }] },
});
const ledger = (quantity: number) => ({
  type: 'ledger.loaded' as const,
  subject: `${shop}/ledger`,
  shop,
  body: { rows: [['A-1', quantity] as [string, number]], file: 'a.csv' },
});

const foreign = <T extends EventType>(seq: number, draft: { type: T; subject: string; body: Body<T> }): NumberedEvent => ({
  ...eventOf(draft.type, draft.body, { subject: draft.subject, shop, device: 'phone', n: seq }),
  seq,
  receivedAt: noon.toISOString(),
  scope: `shop:${shop}`,
});
const accepted = (event: LogEvent | undefined, seq: number) => ({
  id: event?.head.id ?? '',
  seq,
  receivedAt: noon.toISOString(),
  scope: `shop:${shop}`,
  receipt: 'mac',
});
const rejected = (event: LogEvent | undefined, code: RejectCode = 'no-right') => ({
  id: event?.head.id ?? '',
  code,
  message: 'Ask a supervisor.',
});

async function apply(part: Partial<SyncAnswer>): Promise<boolean> {
  const at = await syncStore.place();
  const cursor = part.events?.at(-1)?.seq ?? at.cursor;
  return syncStore.applyAnswer(
    {
      v: 1,
      epoch: 'e1',
      head: cursor,
      cursor,
      more: false,
      serverNow: noon.toISOString(),
      accepted: [],
      rejected: [],
      events: [],
      ...part,
    },
    at,
  );
}
const state = async () => (await db.cases.get(kase))?.state;

describe('what the server took', () => {
  it('leaves the outbox, with its number and receipt', async () => {
    const [event] = await append(noon, record('Oak teapot'));
    await apply({ accepted: [accepted(event, 9)] });
    expect(await db.events.get(event?.head.id ?? '')).toMatchObject({ seq: 9, scope: `shop:${shop}`, receipt: 'mac' });
    expect((await db.outbox.toArray()).map(({ id }) => id)).not.toContain(event?.head.id);
  });

  it('may come again: the same answer a second time changes nothing', async () => {
    const [event] = await append(noon, opened);
    const answer = { accepted: [accepted(event, 9)], events: [foreign(10, moved('settle'))] };
    await apply(answer);
    const before = await contentOf(db);
    await apply(answer);
    expect(await contentOf(db)).toEqual(before);
  });

  it('is left out, but for its answers, when another context has moved on', async () => {
    const [event] = await append(noon, opened);
    const at = await syncStore.place();
    await apply({ events: [foreign(5, record('from the phone'))] });
    const answer = {
      v: 1 as const,
      epoch: 'e1',
      head: 9,
      cursor: 9,
      more: false,
      serverNow: noon.toISOString(),
      accepted: [accepted(event, 9)],
      rejected: [],
      events: [foreign(8, moved('settle'))],
    };
    expect(await syncStore.applyAnswer(answer, at)).toBe(false);
    expect(await db.events.get(event?.head.id ?? '')).toMatchObject({ seq: 9 });
    expect((await getMeta('sync'))?.cursor).toBe(5);
    expect(await state()).toBe('open');
  });
});

describe('the order of the server', () => {
  it('comes before what still waits here', async () => {
    await append(noon, opened, moved('settle'));
    await apply({ events: [foreign(1, opened), foreign(2, moved('settle')), foreign(3, moved('reopen'))] });
    expect(await state()).toBe('done');
  });

  it('holds once the number is there, although the events came in another order', async () => {
    const [, mine] = await append(noon, opened, moved('settle'));
    await apply({ events: [foreign(1, opened), foreign(3, moved('settle')), foreign(4, moved('reopen'))] });
    await apply({ accepted: [accepted(mine, 2)] });
    expect(await state()).toBe('open');
  });

  it('decides between two clocks: the later number wins, not the later time', async () => {
    await append(noon, opened, moved('settle'));
    const [, mine] = (await db.events.orderBy('[device+n]').toArray()).slice(1);
    await apply({ accepted: [accepted(mine, 2)] });
    const early = foreign(3, moved('reopen'));
    await apply({ events: [{ ...early, head: { ...early.head, at: '2020-01-01T00:00:00.000Z' } }] });
    expect(await state()).toBe('open');
  });

  it('decides which ledger counts', async () => {
    const [mine] = await append(noon, ledger(5));
    await apply({ events: [foreign(3, ledger(8))] });
    expect(await db.ledger.toArray()).toMatchObject([{ sku: 'A-1', quantity: 5 }]);
    await apply({ accepted: [accepted(mine, 2)] });
    await apply({ events: [foreign(4, ledger(9))] });
    expect(await db.ledger.toArray()).toMatchObject([{ sku: 'A-1', quantity: 9 }]);
  });
});

describe('a ledger in pieces', () => {
  it('is not mixed with what a colleague loads meanwhile', async () => {
    const adds = (sku: string) => ({
      type: 'ledger.loaded' as const,
      subject: `${shop}/ledger`,
      shop,
      body: { rows: [[sku, 1] as [string, number]], file: 'a.csv', adds: true },
    });
    const [first, second] = await append(noon, ledger(5), adds('MINE'));
    expect((await db.ledger.toArray()).map(({ sku }) => sku)).toEqual(['A-1', 'MINE']);
    await apply({ accepted: [accepted(first, 1), accepted(second, 3)], events: [foreign(2, ledger(8)), foreign(4, adds('THEIRS'))] });
    expect((await db.ledger.toArray()).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['A-1', 8],
      ['THEIRS', 1],
    ]);
  });
});

describe('what the server refused', () => {
  it('leaves log and outbox, stays visible, and its case goes back', async () => {
    const [, move] = await append(noon, opened, moved('settle'));
    await apply({ rejected: [rejected(move)] });
    expect(await state()).toBe('open');
    expect(await db.rejected.toArray()).toMatchObject([{ id: move?.head.id, code: 'no-right', event: { head: { type: 'case.moved' } } }]);
    expect(await db.events.get(move?.head.id ?? '')).toBeUndefined();
    expect((await db.outbox.toArray()).map(({ id }) => id)).not.toContain(move?.head.id);
  });

  it('takes the case away that it opened', async () => {
    const [event] = await append(noon, opened);
    await apply({ rejected: [rejected(event)] });
    expect(await state()).toBeUndefined();
  });

  it('leaves record and verdicts as they were without it, though all was of one moment', async () => {
    const names = ['name-length', 'sku-present', 'price-positive', 'main-picture', 'stock-known'];
    const events = await append(noon, record('Oak teapot'), ...names.map(verdict), record('Refused'));
    await apply({ rejected: [rejected(events.at(-1))] });
    const row = await db.records.get(about);
    expect(row?.fields).toEqual({ name: 'Oak teapot' });
    expect(Object.keys(row?.verdicts ?? {}).sort()).toEqual(names.toSorted());
    expect(await db.counters.get(`${shop}/completeness`)).toMatchObject({ numerator: 5, denominator: 5 });
  });

  it('brings the older ledger back', async () => {
    await append(noon, ledger(5));
    const [event] = await append(later(1), ledger(8));
    await apply({ rejected: [rejected(event, 'too-large')] });
    expect(await db.ledger.toArray()).toMatchObject([{ sku: 'A-1', quantity: 5 }]);
    const [first] = await db.events.where('head.subject').equals(`${shop}/ledger`).toArray();
    await apply({ rejected: [rejected(first, 'too-large')] });
    expect(await db.ledger.count()).toBe(0);
  });
});

describe('another history at the server', () => {
  it('sends everything of this device again, what was refused too, for the chain has no gap', async () => {
    const [a, b] = await append(noon, opened, moved('settle'));
    await apply({ accepted: [accepted(a, 3)], rejected: [rejected(b)], events: [foreign(4, record('from the phone'))] });
    await syncStore.startOver();
    const { device } = await identity();
    const own = (await db.events.toArray()).filter((event) => event.device === device);
    expect((await db.outbox.toArray()).map(({ n }) => n)).toEqual(own.map(({ n }) => n).sort());
    expect(own.map(({ n }) => n).sort()).toEqual([1, 2, 3]);
    expect((await db.events.toArray()).every(({ seq }) => seq === null)).toBe(true);
    expect(await db.rejected.count()).toBe(0);
    expect(await state()).toBe('done');
    expect(await syncStore.place()).toMatchObject({ cursor: 0, epoch: null });
  });
});

it('gives the outbox in the order of the chain, an adoption first', async () => {
  await append(noon, opened, moved('settle'));
  expect((await syncStore.pending(2)).map(({ head }) => head.n)).toEqual([1, 2]);
  await append(noon, { type: 'log.adopted', subject: 'device', body: { fromOrg: 'a', fromMember: 'b' } });
  expect((await syncStore.pending(10)).map(({ head }) => head.type)).toEqual(['log.adopted']);
});
