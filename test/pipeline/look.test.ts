import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation, RawRow } from '@/lib/domain/observation';
import { textRows } from '@/lib/files/text-rows';
import { judgeAgain, look } from '@/lib/pipeline';
import { connectSite, loadLedger, settle } from '@/lib/store/act';
import type { Database } from '@/lib/store/database';
import { addTestShop, contentOf, freshDatabase, later, noon, shop } from '../store/fresh';

const other = 'shop-2';
let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop('UTC', shop);
  await addTestShop('UTC', other);
  await connectSite({ platform: 'vendure', origin: 'https://one.example', account: '', shop });
  await connectSite({ platform: 'vendure', origin: 'https://two.example', account: '', shop: other });
  await connectSite({ platform: 'maildev', origin: 'https://mail.example', account: '', shop });
});

const base = { at: noon.toISOString(), source: 'dom' as const, account: '', nested: {}, unsaved: false };
const list = (rows: RawRow[], change: Partial<Observation> = {}): Observation => ({
  ...base,
  platform: 'vendure',
  page: 'product-list',
  url: 'https://one.example/admin/catalog/products',
  rows,
  ...change,
});
const product = (id: string, name: string): RawRow => ({ id: `/admin/catalog/products/${id}`, name, mainPicture: true, live: 'success' });
const inbox = (rows: RawRow[], change: Partial<Observation> = {}): Observation => ({
  ...base,
  platform: 'maildev',
  page: 'inbox',
  url: 'https://mail.example/',
  rows,
  ...change,
});
const mail = (receivedAt: string): RawRow => ({ id: 'm1', receivedAt, read: 'false' });

const written = async () =>
  (await db.events.orderBy('[device+n]').toArray()).map(({ head }) => head.type).filter((type) => !/^(shop|site)\./.test(type));
const open = async () => (await db.cases.toArray()).filter((kase) => kase.open);

describe('one look at a page', () => {
  it('makes records, verdicts, a task and its sight, in this order and in one go', async () => {
    const seen = await look(list([product('1', 'Lamp'), product('2', 'Oak teapot')]), noon);
    expect(seen).toMatchObject({
      ok: true,
      byRow: [`${shop}/listing/1`, `${shop}/listing/2`],
      state: { kind: 'seen', shop, rows: 2, unsaved: false },
    });
    expect(await written()).toEqual(['record.seen', 'verdict.turned', 'case.opened', 'record.seen', 'verdict.turned', 'page.seen']);
    expect(await open()).toMatchObject([
      { flow: 'listing-gap', cause: 'name-length', about: `${shop}/listing/1`, due: later(24 * 60).toISOString() },
    ]);
  });

  it('again, with nothing new, writes nothing', async () => {
    await look(list([product('1', 'Lamp')]), noon);
    const before = await contentOf(db);
    await look(list([product('1', 'Lamp')]), later(1));
    expect(await contentOf(db)).toEqual(before);
  });

  it('closes the task by evidence when the page is mended', async () => {
    await look(list([product('1', 'Lamp')]), noon);
    await look(list([product('1', 'Lamp of brass')]), later(5));
    expect(await open()).toEqual([]);
    expect(await db.cases.toArray()).toMatchObject([{ state: 'done', evidence: 'page', movedAt: later(5).toISOString() }]);
  });

  it('opens a task again that was ticked although the page still fails', async () => {
    await look(list([product('1', 'Lamp')]), noon);
    const [kase] = await open();
    await settle(kase?.id ?? '');
    await look(list([product('1', 'Lamp')]), new Date(Date.now() + 60_000));
    expect(await open()).toMatchObject([{ id: kase?.id, evidence: 'page' }]);
  });

  it('with unsaved edits judges for the eye and writes nothing', async () => {
    const before = await contentOf(db);
    const seen = await look(list([product('1', 'Lamp')], { unsaved: true }), noon);
    expect(seen.ok && seen.state.findings.find(({ check }) => check === 'name-length')?.result).toBe('fail');
    // The organisation's key is made on first use.
    expect({ ...(await contentOf(db)), meta: [] }).toEqual({ ...before, meta: [] });
  });
});

describe('a page that is not to be read', () => {
  it.each<[string, Partial<Observation>, string]>([
    ['of a site that is not connected', { url: 'https://three.example/admin/catalog/products' }, 'not-connected'],
    ['of the same host by another scheme', { url: 'http://one.example/admin/catalog/products' }, 'not-connected'],
    ['whose account cannot be told', { account: null }, 'unknown-shop'],
    ['of another account', { account: 'Channel B' }, 'other-shop'],
    ['of another platform at this address', { platform: 'maildev', page: 'inbox', rows: [] }, 'other-shop'],
    ['that no adapter knows', { page: 'customer-list' }, 'unknown-page'],
    ['of a platform that nobody knows', { platform: '__proto__' }, 'unknown-page'],
  ])('%s leaves no trace', async (_what, change, reason) => {
    const before = await contentOf(db);
    expect(await look(list([product('1', 'Lamp')], change), noon)).toMatchObject({ ok: false, reason });
    expect({ ...(await contentOf(db)), meta: [] }).toEqual({ ...before, meta: [] });
  });
});

describe('two shops', () => {
  it('in two tabs at once never mix: records, tasks and sights', async () => {
    const looks = Array.from({ length: 20 }, (_, index) =>
      look(
        list([product('1', index % 2 ? `Two ${index}` : 'One'), product(String(index), 'Lamp')], {
          url: `https://${index % 2 ? 'two' : 'one'}.example/admin/catalog/products`,
        }),
        later(index),
      ),
    );
    for (const seen of await Promise.all(looks)) expect(seen.ok).toBe(true);
    const name = async (subject: string) => (await db.records.get(subject))?.fields;
    expect(await name(`${shop}/listing/1`)).toMatchObject({ name: 'One' });
    expect(await name(`${other}/listing/1`)).toMatchObject({ name: expect.stringMatching(/^Two/) });
    for (const row of await db.records.toArray()) expect(row.url.includes('two')).toBe(row.shop === other);
    for (const kase of await db.cases.toArray()) expect(kase.about.startsWith(`${kase.shop}/`)).toBe(true);
    for (const event of await db.events.toArray())
      if (event.head.type === 'record.seen') expect(event.head.subject.startsWith(`${event.head.shop}/`)).toBe(true);
  });
});

describe('a message', () => {
  it('waits from one time on, however often the page says how long ago', async () => {
    for (const [minute, words] of [
      [0, '5m ago'],
      [0.5, '5m ago'],
      [1, '6m ago'],
      [1.9, '6m ago'],
      [60, '1h ago'],
      [90, '1h ago'],
    ] as const) {
      await look(inbox([mail(words)], { at: later(minute).toISOString() }), later(minute));
    }
    expect(await db.cases.toArray()).toHaveLength(1);
    expect(await open()).toMatchObject([{ flow: 'message-waiting', due: later(55).toISOString() }]);
    expect((await written()).filter((type) => type === 'record.seen')).toHaveLength(1);
  });

  it('takes the exact time over once the page has it, and keeps it', async () => {
    await look(inbox([mail('5m ago')]), noon);
    const exact = later(-5.7).toISOString();
    await look(inbox([{ ...mail(exact), read: false }], { source: 'json', response: 0 }), later(1));
    await look(inbox([mail('6m ago')], { at: later(2).toISOString() }), later(2));
    const [row] = await db.records.where('[shop+noun]').equals([shop, 'message']).toArray();
    expect(row?.fields).toMatchObject({ clock: 'exact' });
    expect(await db.cases.toArray()).toHaveLength(1);
  });

  it('that a person has ticked stays ticked: the page cannot know', async () => {
    await look(inbox([mail('5m ago')]), noon);
    const [kase] = await open();
    await settle(kase?.id ?? '');
    await look(inbox([mail('9m ago')], { at: later(4).toISOString() }), later(4));
    expect(await open()).toEqual([]);
  });
});

describe('time alone', () => {
  const promotion = (endsAt: string) =>
    look(
      {
        ...base,
        platform: 'vendure',
        page: 'promotion-list',
        source: 'json',
        response: 0,
        url: 'https://one.example/admin/marketing/promotions',
        rows: [{ id: '1', name: 'Spring', enabled: true, startsAt: null, endsAt }],
      },
      noon,
    );

  it('opens a task before a campaign ends, and another when it is over and still on', async () => {
    await promotion(later(48 * 60).toISOString());
    expect(await open()).toEqual([]);
    await judgeAgain(shop, ['campaign'], later(25 * 60));
    expect((await open()).map(({ cause }) => cause)).toEqual(['campaign-ending']);
    await judgeAgain(shop, ['campaign'], later(49 * 60));
    expect((await open()).map(({ cause }) => cause)).toEqual(['campaign-left-on']);
    const before = await contentOf(db);
    await judgeAgain(shop, ['campaign'], later(50 * 60));
    expect(await contentOf(db)).toEqual(before);
  });
});

describe('a ledger', () => {
  const edit = (onHand: number, minute: number) =>
    look(
      {
        ...base,
        platform: 'vendure',
        page: 'product-edit',
        source: 'json',
        response: 1,
        url: 'https://one.example/admin/catalog/products/1',
        rows: [{ id: '1' }],
        nested: { variants: { rows: [{ id: '7', owner: '1', name: 'L', sku: 'A-1', stock: { onHand: [onHand], held: [0] } }], total: 1 } },
      },
      later(minute),
    );
  const verdict = async () => (await db.records.get(`${shop}/listing/1`))?.verdicts['stock-agrees'];

  it('judges what was seen before; the page closes the difference, by evidence', async () => {
    await edit(5, 0);
    expect(await verdict()).toMatchObject({ result: 'unknown', reason: 'no-ledger' });
    await loadLedger(shop, 'a.csv', textRows('sku,quantity\nA-1,4\n'));
    await judgeAgain(shop, ['listing'], later(1));
    expect(await verdict()).toMatchObject({ result: 'fail', params: { sku: 'A-1', shown: 5, ledger: 4 } });
    expect(await open()).toMatchObject([{ flow: 'stock-drift', due: later(4 * 60 + 1).toISOString() }]);
    await edit(4, 2);
    expect(await verdict()).toMatchObject({ result: 'pass' });
    expect((await db.cases.toArray()).map(({ state, evidence }) => [state, evidence])).toEqual([['done', 'page']]);
  });
});
