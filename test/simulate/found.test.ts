import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEvent, RejectCode } from '@/lib/domain/event';
import type { SyncAnswer } from '@/lib/domain/sync';
import { addNote } from '@/lib/store/act';
import { type Database, getMeta, setMeta } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { append, identity, join } from '@/lib/store/log';
import { leaveBrokenChain, newDevice } from '@/lib/store/new-device';
import { compareProjections, rebuildIfDue } from '@/lib/store/rebuild';
import { startAnew, takeScope } from '@/lib/store/start-anew';
import { changeMark, syncMark, syncStore } from '@/lib/store/sync-store';
import { addTestShop, freshDatabase, later, noon, shop } from '../store/fresh';

/** What the simulator found in the program, each as short as it gets. */
let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop();
});

const origin = 'https://shop.example';
const connected = { type: 'site.connected' as const, subject: origin, shop, body: { platform: 'vendure', origin, account: '' } };
const page = {
  type: 'page.seen' as const,
  subject: `${shop}/listing`,
  shop,
  body: { platform: 'vendure', page: 'list', noun: 'listing' as const, rows: 0, total: null, ids: [], origin },
};
const note = (text: string) => ({ type: 'note.added' as const, subject: 'note', body: { text } });

const answer = async (part: Partial<SyncAnswer>): Promise<boolean> =>
  syncStore.applyAnswer(
    { v: 1, epoch: 'e', head: 9, cursor: 9, more: false, serverNow: noon.toISOString(), accepted: [], rejected: [], events: [], ...part },
    await syncStore.place(),
  );
const accepted = (event: LogEvent | undefined, seq: number) => ({
  id: event?.head.id ?? '',
  seq,
  receivedAt: noon.toISOString(),
  scope: 'org',
  receipt: 'mac',
});
const refused = (event: LogEvent | undefined, code: RejectCode = 'invalid') => ({ id: event?.head.id ?? '', code, message: '' });

it('what is refused leaves the screens: a note, a site, a shop, a sight', async () => {
  const [...events] = await append(noon, note('a'), connected, page);
  const [added] = await append(noon, {
    type: 'shop.added',
    subject: 's2',
    shop: 's2',
    body: { name: 'B', colour: '#000', timeZone: 'UTC' },
  });
  await answer({ rejected: [...events, added].map((event) => refused(event)) });
  expect(await Promise.all([db.notes, db.sites, db.sights].map((table) => table.count()))).toEqual([0, 0, 0]);
  expect(await db.shops.toCollection().primaryKeys()).toEqual([shop]);
  await append(noon, connected);
  const [sight] = await append(later(1), page);
  await answer({ rejected: [refused(sight)] });
  expect((await db.sites.get(origin))?.lastSeenAt).toBeNull();
});

describe('a new device', () => {
  it('shows what it writes again once', async () => {
    await addNote('packed 12 parcels', null);
    await newDevice((await identity()).device);
    expect((await db.notes.toArray()).map(({ text }) => text)).toEqual(['packed 12 parcels']);
  });

  it('takes the place of the one that goes, not of another that took it first', async () => {
    const { device } = await identity();
    await newDevice(device);
    const { device: next } = await identity();
    await newDevice(device);
    expect((await identity()).device).toBe(next);
  });

  it('keeps its outbox when a late answer speaks of the older one', async () => {
    const [first, second] = await append(noon, note('a'), note('b'));
    await answer({ accepted: [accepted(first, 2), accepted(second, 3)] });
    await newDevice((await identity()).device);
    const [again] = await append(noon, note('c'));
    await answer({ accepted: [accepted(first, 2)] });
    expect((await db.outbox.toArray()).map(({ id }) => id)).toContain(again?.head.id);
  });
});

it('what a device of before had handed in, and a restored server does not have, is handed in once by the one of now', async () => {
  const [a, b] = await append(noon, note('kept'), note('lost'));
  const numbers = { receivedAt: noon.toISOString(), scope: 'org' };
  await answer({ accepted: [accepted(a, 1), accepted(b, 2)] });
  await newDevice((await identity()).device);
  const { device } = await identity();
  await syncStore.startOver();
  const kept = a as LogEvent;
  await answer({ events: [{ ...kept, seq: 1, ...numbers }], more: true, cursor: 1 });
  const before = await db.outbox.count();
  await answer({});
  const waiting = await db.events.bulkGet((await db.outbox.toArray()).map(({ id }) => id));
  expect(waiting.slice(before).map((event) => event?.body)).toContainEqual({ text: 'lost' });
  expect(waiting.every((event) => event?.device === device)).toBe(true);
  expect(waiting.map((event) => event?.body)).not.toContainEqual({ text: 'kept' });
  expect((await db.events.toArray()).filter(({ head }) => head.bodyHash === b?.head.bodyHash)).toHaveLength(1);
  const written = await db.outbox.count();
  await answer({});
  expect(await db.outbox.count()).toBe(written);
});

describe('a broken chain', () => {
  it('is left whoever hears of it, once what was written before has its answer', async () => {
    await setMeta('api', { url: '', token: 't', orgName: '', name: '', role: '', email: '' });
    const { device } = await identity();
    const [before, broken] = await append(noon, note('a'), note('b'));
    await answer({ rejected: [refused(broken, 'chain-broken')] });
    expect(await leaveBrokenChain()).toBe(false);
    const [shopAdded] = await db.events.where('[device+n]').equals([device, 1]).toArray();
    await answer({ accepted: [accepted(shopAdded, 1), accepted(before, 2)] });
    const [after] = await append(noon, note('c'));
    expect(await leaveBrokenChain()).toBe(true);
    expect((await identity()).device).not.toBe(device);
    expect((await getMeta('api'))?.token).toBeNull();
    // What nobody has refused yet goes on as the new device's.
    expect((await db.notes.toArray()).map(({ text }) => text).sort()).toEqual(['a', 'c']);
    expect(await db.events.get(after?.head.id ?? '')).toBeUndefined();
    expect(await leaveBrokenChain()).toBe(false);
  });
});

it('a load whose number puts it before another one is no longer the ledger', async () => {
  const load = (sku: string) => ({
    type: 'ledger.loaded' as const,
    subject: `${shop}/ledger`,
    shop,
    body: { file: 'a.csv', rows: [[sku, 1] as [string, number]] },
  });
  await append(noon, load('A'));
  const [second] = await append(later(1), load('B'));
  await answer({ accepted: [accepted(second, 5)] });
  expect((await db.ledger.toArray()).map(({ sku }) => sku)).toEqual(['A']);
  expect(await compareProjections()).toEqual([]);
});

it('two contexts that sign in at once adopt the log once', async () => {
  expect(await join('team', 'wei', 'specialist')).toBe('adopted');
  await setMeta('api', { url: '', token: 't', orgName: '', name: '', role: '', email: '' });
  expect(await join('team', 'wei', 'specialist')).toBe('same');
  expect(await join('other', 'wei', 'specialist')).toBe('elsewhere');
  expect(await identity()).toMatchObject({ org: 'team', n: 2 });
});

it('how a sync ended is noted without taking the cursor of another context away', async () => {
  await Promise.all([changeMark(() => ({ outcome: 'offline' })), answer({}), changeMark(() => ({ problem: null }))]);
  expect(await syncMark()).toMatchObject({ cursor: 9, epoch: 'e', outcome: 'offline', problem: null });
});

it('screens that knew more than the log are built anew when the server is restored', async () => {
  await rebuildIfDue();
  await setMeta('history', { upTo: 9, before: null, done: 0, left: 9 });
  await db.notes.put({ id: 'n', at: noon.toISOString(), text: 'came with the state, and is lost at the server', shop: null });
  await syncStore.startOver();
  await rebuildIfDue();
  expect(await db.notes.count()).toBe(0);
});

it('a counter that is back at zero is no damage', async () => {
  const [sight] = await append(noon, page);
  await answer({ rejected: [refused(sight)] });
  expect(await db.counters.where({ shop }).count()).toBeGreaterThan(0);
  expect(await compareProjections()).toEqual([]);
});

it('what this device wrote stays here until the history that holds it has come: the server may be restored before', async () => {
  const [event] = await append(noon, note('a'));
  await setMeta('history', { upTo: 9, before: null, done: 0, left: 9 });
  await answer({ accepted: [accepted(event, 5)] });
  await syncStore.startOver();
  expect((await db.outbox.toArray()).map(({ id }) => id)).toContain(event?.head.id);
});

it('what comes back in a page before its own answer is not sealed: it could not be sent again', async () => {
  const events = await append(noon, ...Array.from({ length: 300 }, (_, index) => note(`${index}`)));
  const answers = events.map((event, index) => accepted(event, index + 1));
  const echo = events.map((event, index) => ({ ...event, seq: index + 1, receivedAt: noon.toISOString(), scope: 'org' }));
  await answer({ events: echo, cursor: 300, head: 300, more: true, accepted: answers.slice(0, 2) });
  expect(await syncStore.pending(1, 3)).toHaveLength(1);
  await answer({ cursor: 300, head: 300, accepted: answers });
  expect((await db.outbox.toArray()).map(({ n }) => n)).toEqual([1]);
  expect((await db.events.toArray()).filter(({ seq, receipt }) => seq !== null && receipt === null)).toEqual([]);
});

it('a page of the history that another context has overtaken is left out', async () => {
  await changeMark(() => ({ cursor: 9, epoch: 'e' }));
  await setMeta('history', { upTo: 9, before: 8, done: 1, left: 8 });
  const at = await historyStore.historyPlace();
  // Its segments were another's: it begins again, while the answer of the page before is still on its way.
  await setMeta('history', { upTo: 9, before: null, done: 0, left: 0 });
  expect(at && (await historyStore.takeSegments([], at, null, 0))).toBe(true);
  expect(await getMeta('history')).toMatchObject({ upTo: 9, before: null });
});

describe('a member’s scopes', () => {
  const all = { key: 'all', reads: ['org', 'shop:*'] };
  const few = { key: 'few', reads: ['org'] };
  const inShop = { ...note('of the shop'), shop };
  const numbered = (event: LogEvent | undefined, seq: number, scope: string) => ({ ...accepted(event, seq), scope });

  it('have changed: nothing of the page is stored before what is held has gone', async () => {
    expect(await answer({ scope: all })).toBe(true);
    const [event] = await append(noon, note('a'));
    const foreign = { ...(event as LogEvent), seq: 12, receivedAt: noon.toISOString(), scope: 'org' };
    const head = { ...foreign.head, id: 'of another', device: 'other' };
    expect(await answer({ scope: few, cursor: 12, head: 12, events: [{ ...foreign, head }], accepted: [accepted(event, 11)] })).toBe(false);
    expect(await syncMark()).toMatchObject({ cursor: 9, scope: 'all', reads: all.reads });
    expect(await db.events.get('of another')).toBeUndefined();
    expect((await db.events.get(event?.head.id ?? ''))?.seq).toBe(11);
  });

  it.each([
    ['held for some time', true],
    ['told with the answer', false],
  ])('%s: what was taken in another one goes from here, as all else there went', async (_when, isHeld) => {
    const [mine, theirs] = await append(noon, note('mine'), inShop);
    if (isHeld) await takeScope(few);
    await answer({ accepted: [accepted(mine, 1), numbered(theirs, 2, `shop:${shop}`)], ...(!isHeld && { scope: few }) });
    expect((await db.notes.toArray()).map(({ text }) => text)).toEqual(['mine']);
    expect(await db.events.get(theirs?.head.id ?? '')).toBeUndefined();
    expect((await db.outbox.toArray()).map(({ id }) => id)).not.toContain(theirs?.head.id);
    expect(await compareProjections()).toEqual([]);
  });

  it.each([
    ['have changed', () => takeScope(few)],
    ['are fetched again after damage', () => startAnew()],
  ])('%s: what a device of before had handed in, and a restored server does not have, stays', async (_when, drop) => {
    const [lost] = await append(noon, note('lost'));
    const { device } = await identity();
    const [own] = await db.events.where('[device+n]').equals([device, 1]).toArray();
    await answer({ scope: all, accepted: [accepted(own, 1), accepted(lost, 2)] });
    await newDevice(device);
    await syncStore.startOver();
    await drop();
    expect((await db.notes.toArray()).map(({ text }) => text)).toEqual(['lost']);
    await answer({ cursor: 1 });
    const waiting = await db.events.bulkGet((await db.outbox.toArray()).map(({ id }) => id));
    expect(waiting.map((event) => event?.body)).toContainEqual({ text: 'lost' });
  });
});
