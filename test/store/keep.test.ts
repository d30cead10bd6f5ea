import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Variant } from '@/lib/domain/record';
import type { Judged } from '@/lib/domain/verdict';
import type { Database } from '@/lib/store/database';
import { keepRecord, keepSight, keepVerdicts } from '@/lib/store/keep';
import { transact } from '@/lib/store/log';
import { mergeFields } from '@/lib/store/merge-fields';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop();
});

const subject = `${shop}/listing/1`;
const url = 'https://shop.example/1';
const types = async () =>
  (await db.events.orderBy('[device+n]').toArray()).map(({ head }) => head.type).filter((type) => type !== 'shop.added');
const keep = (fields: object, when = noon, record = true) =>
  transact(when, (append) => keepRecord({ subject, fields, url, record, at: when.toISOString() }, append));
const turn = (judged: Judged, when = noon) => transact(when, (append) => keepVerdicts(subject, judged, 'rules 1', append, when));
const fail: Judged[string] = { result: 'fail', params: { n: 4 }, severity: 'weakens' };

describe('a record', () => {
  it('is written once, and again only for what changed', async () => {
    await keep({ name: 'Lamp', pictures: 2 });
    await keep({ name: 'Lamp', pictures: 2 }, later(1));
    await keep({ pictures: 2 }, later(2));
    expect(await types()).toEqual(['record.seen']);
    await keep({ name: 'Lamp', pictures: 3 }, later(3));
    const [, , last] = await db.events.orderBy('[device+n]').toArray();
    expect(last?.body).toEqual({ noun: 'listing', id: '1', fields: { pictures: 3 }, url });
  });

  it('is joined with what was known, for the eye and in the log', async () => {
    await keep({ name: 'Lamp', description: 'Bright' });
    expect((await keep({ pictures: 2 }, later(1))).fields).toEqual({ name: 'Lamp', description: 'Bright', pictures: 2 });
    expect((await db.records.get(subject))?.fields).toEqual({ name: 'Lamp', description: 'Bright', pictures: 2 });
  });

  it('with unsaved edits is judged for the eye and never written', async () => {
    await keep({ name: 'Lamp' });
    const seen = await keep({ name: 'Lamp, half typ' }, later(1), false);
    expect(seen.fields).toEqual({ name: 'Lamp, half typ' });
    expect((await db.records.get(subject))?.fields).toEqual({ name: 'Lamp' });
    expect(await types()).toEqual(['record.seen']);
  });

  it('seen empty is not the same as not seen', async () => {
    await keep({ name: 'Lamp', description: 'Bright' });
    await keep({ name: 'Lamp', description: null, mainPicture: false }, later(1));
    expect((await db.records.get(subject))?.fields).toEqual({ name: 'Lamp', description: null, mainPicture: false });
  });

  it('seen empty is news even where nothing was known of the field before', async () => {
    await keep({ name: 'Lamp', description: null });
    expect((await db.records.get(subject))?.fields).toEqual({ name: 'Lamp', description: null });
    await keep({ name: 'Lamp' }, later(1));
    expect((await db.records.get(subject))?.fields).toHaveProperty('description', null);
    await keep({ description: null }, later(2));
    expect(await types()).toEqual(['record.seen']);
  });
});

describe('variants of which a page shows some', () => {
  const variant = (id: string, sku: string): Variant => ({ id, name: id, sku });
  const merge = (before: Variant[], seen: Variant[], variantTotal?: number) =>
    mergeFields('listing', { variants: before, variantTotal }, { variants: seen, ...(variantTotal === undefined ? {} : { variantTotal }) });
  const ids = (fields: ReturnType<typeof merge>) =>
    ('variants' in fields ? (fields.variants ?? []) : []).map(({ id, sku }) => `${id}:${sku}`);

  it('are joined by their ids', () => {
    expect(ids(merge([variant('1', 'a'), variant('2', 'b')], [variant('3', 'c')], 3))).toEqual(['1:a', '2:b', '3:c']);
  });

  it('are taken from the later sight, each in its place: turning pages to and fro changes nothing', () => {
    const all = [variant('1', 'a'), variant('2', 'b'), variant('3', 'c')];
    expect(ids(merge(all, [variant('1', 'new')], 3))).toEqual(['1:new', '2:b', '3:c']);
    expect(merge(all, [variant('3', 'c')], 3)).toEqual({ variants: all, variantTotal: 3 });
    expect(merge(all, [variant('1', 'a'), variant('2', 'b')], 3)).toEqual({ variants: all, variantTotal: 3 });
  });

  it('are only those on the page where it shows all, or where the joined ones would be too many', () => {
    expect(ids(merge([variant('1', 'a'), variant('2', 'b')], [variant('2', 'b')], 1))).toEqual(['2:b']);
    expect(ids(merge([variant('1', 'a'), variant('2', 'b')], [variant('3', 'c')], 2))).toEqual(['3:c']);
    expect(ids(merge([variant('1', 'a')], [variant('3', 'c')]))).toEqual(['3:c']);
  });

  it('do not write an event each time the pages are turned', async () => {
    const page = [[variant('1', 'a'), variant('2', 'b')], [variant('3', 'c')]] as const;
    for (let turn = 0; turn < 6; turn++) await keep({ variants: page[turn % 2], variantTotal: 3 }, later(turn));
    expect(await types()).toEqual(['record.seen', 'record.seen']);
  });
});

describe('verdicts', () => {
  it('are written when they turn, and open and settle the case', async () => {
    await keep({ name: 'Lamp' });
    expect(await turn({ 'name-length': fail })).toBe(1);
    expect(await turn({ 'name-length': fail }, later(1))).toBe(0);
    expect(await turn({ 'name-length': { result: 'pass', severity: 'weakens' } }, later(2))).toBe(1);
    expect(await types()).toEqual(['record.seen', 'verdict.turned', 'case.opened', 'verdict.turned', 'case.moved']);
    expect(await db.cases.toArray()).toMatchObject([{ state: 'done', evidence: 'page', due: later(24 * 60).toISOString() }]);
  });

  it('turn also by their numbers and by their severity', async () => {
    await keep({ name: 'Lamp' });
    await turn({ 'name-length': fail });
    await turn({ 'name-length': { ...fail, params: { n: 3 } } }, later(1));
    await turn({ 'name-length': { ...fail, params: { n: 3 }, severity: 'improves' } }, later(2));
    const turned = (await db.events.toArray()).filter(({ head }) => head.type === 'verdict.turned');
    expect(turned).toHaveLength(3);
    expect((await db.cases.toArray()).map(({ state }) => state)).toEqual(['done']);
  });
});

describe('the sight of a page', () => {
  const sight = (when: Date, ids: string[], evidence = false) =>
    transact(when, (append) =>
      keepSight(
        { shop, noun: 'listing', platform: 'vendure', page: 'list', origin: 'https://shop.example', ids, total: 3, evidence },
        append,
        when,
      ),
    );
  const sights = async () => (await types()).filter((type) => type === 'page.seen').length;

  it('is written first, when it shows other rows, and every quarter of an hour', async () => {
    await sight(noon, ['1', '2']);
    await sight(later(14), ['1', '2']);
    expect(await sights()).toBe(1);
    await sight(later(15), ['1', '2']);
    expect(await sights()).toBe(2);
    await sight(later(16), ['3']);
    expect(await sights()).toBe(3);
  });

  it('is written whenever it is evidence', async () => {
    await sight(noon, ['1']);
    await sight(later(1), ['1'], true);
    expect(await sights()).toBe(2);
  });

  it('is written first on each day of the shop', async () => {
    await sight(later(12 * 60 - 5), ['1']);
    await sight(later(12 * 60 - 1), ['1']);
    expect(await sights()).toBe(1);
    await sight(later(12 * 60 + 1), ['1']);
    expect(await sights()).toBe(2);
  });

  it('makes the records on it fresh, and the site', async () => {
    await db.sites.put({
      origin: 'https://shop.example',
      platform: 'vendure',
      account: '',
      shop,
      connectedAt: noon.toISOString(),
      lastSeenAt: null,
    });
    await keep({ name: 'Lamp' });
    await sight(later(30), ['1', '99']);
    expect((await db.records.get(subject))?.seenAt).toBe(later(30).toISOString());
    expect((await db.sites.toArray())[0]?.lastSeenAt).toBe(later(30).toISOString());
    expect(await db.records.count()).toBe(1);
  });
});
