import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation, RawRow } from '@/lib/domain/observation';
import { judgeAgain, look } from '@/lib/pipeline';
import { connectSite } from '@/lib/store/act';
import type { Database } from '@/lib/store/database';
import { rebuild } from '@/lib/store/rebuild';
import { addTestShop, freshDatabase, later, shop } from '../store/fresh';

const origin = 'https://one.example';
let db: Database;
let sights = 0;
beforeEach(async () => {
  db = freshDatabase();
  sights = 0;
  await addTestShop('UTC', shop);
  await connectSite({ platform: 'vendure', origin, account: '', shop });
});

type Product = [name: string, live: string];
const products: Product[] = Array.from({ length: 6 }, (_, i) => [`Lamp number ${i + 1}`, 'success']);
const rowOf = ([name, live]: Product, i: number): RawRow => ({ id: `/admin/catalog/products/${i + 1}`, name, mainPicture: true, live });

/** Another sight of the list, an hour after the last. */
const see = (rows: RawRow[], change: Partial<Observation> = {}) => {
  const at = later(60 * sights++);
  const observation: Observation = {
    platform: 'vendure',
    page: 'product-list',
    url: `${origin}/admin/catalog/products`,
    at: at.toISOString(),
    source: 'dom',
    account: '',
    nested: {},
    unsaved: false,
    rows,
    ...change,
  };
  return look(observation, at);
};
const asUsual = () => see(products.map(rowOf));
const drifted = () =>
  see(products.map((each, i) => ({ ...rowOf(each, i), name: undefined, 'name@1': `${40 + i}` }) as unknown as RawRow).map(clean));
/** Another column has come to stand where the names were, and they are found by a later anchor only. */
const clean = (row: RawRow): RawRow => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
const nameOf = async (id: string) => (await db.records.get(`${shop}/listing/${id}`))?.fields;
const typesOf = async (prefix: string) =>
  (await db.events.toArray()).map(({ head }) => head.type).filter((type) => type.startsWith(prefix));

describe('a field that drifts', () => {
  beforeEach(async () => {
    for (let day = 0; day < 3; day++) await asUsual();
  });

  it('is told with its last good time, keeps its last good values, and is said once in the log', async () => {
    const seen = await drifted();
    expect(seen.ok && seen.state.drifted).toEqual([
      {
        page: 'product-list',
        noun: 'listing',
        field: 'name',
        signs: expect.arrayContaining(['where', 'says']),
        lastGood: later(120).toISOString(),
        since: later(180).toISOString(),
      },
    ]);
    expect(await nameOf('1')).toMatchObject({ name: 'Lamp number 1' });
    await drifted();
    expect(await typesOf('field.')).toEqual(['field.drifted']);
    expect((await db.sites.get(origin))?.drifted).toMatchObject([{ field: 'name', lastGood: later(120).toISOString() }]);
  });

  it('turns what is judged by it to unknown, and time alone does not turn it back', async () => {
    await drifted();
    const verdict = async () => (await db.records.get(`${shop}/listing/1`))?.verdicts['name-length'];
    expect(await verdict()).toMatchObject({ result: 'unknown', reason: 'drifted' });
    await judgeAgain(shop, ['listing'], later(999));
    expect(await verdict()).toMatchObject({ result: 'unknown', reason: 'drifted' });
  });

  it('is read again after two sights as usual, and the log says so', async () => {
    await drifted();
    expect((await asUsual()) as { state: unknown }).toMatchObject({ state: { drifted: [{ field: 'name' }] } });
    const seen = await asUsual();
    expect(seen.ok && seen.state.drifted).toBeUndefined();
    expect(await typesOf('field.')).toEqual(['field.drifted', 'field.mended']);
    expect((await db.sites.get(origin))?.drifted).toEqual([]);
    expect((await db.records.get(`${shop}/listing/1`))?.verdicts['name-length']).toMatchObject({ result: 'pass' });
  });

  it('stands for the whole team: the log comes to the same when it is folded anew', async () => {
    await drifted();
    const before = await db.sites.get(origin);
    await rebuild();
    expect(await db.sites.get(origin)).toEqual(before);
  });

  it('is no news of a form that is being edited', async () => {
    const before = await db.health.toArray();
    await see(
      products.map((each, i) => ({ ...rowOf(each, i), name: 'x' })),
      { unsaved: true },
    );
    expect(await db.health.toArray()).toEqual(before);
  });
});

it('prices of variants that drift keep what was known of each variant', async () => {
  const form = (change: (row: RawRow) => RawRow) =>
    see([{ id: '1' }], {
      page: 'product-edit',
      source: 'json',
      response: 1,
      url: `${origin}/admin/catalog/products/1`,
      nested: {
        variants: {
          rows: [10, 20, 30].map((price, i) =>
            change({ id: String(i), owner: '1', name: `V${i}`, sku: `A-${i}`, price: { amount: price, currency: 'EUR' } }),
          ),
          total: 3,
        },
      },
    });
  for (let day = 0; day < 3; day++) await form((row) => row);
  const seen = await form(({ price: _price, ...row }) => ({ ...row, sku: `${row.sku}-new` }));
  expect(seen.ok && seen.state.drifted).toMatchObject([{ page: 'product-edit#1', field: 'variants.price' }]);
  expect(await nameOf('1')).toMatchObject({
    variants: [
      { sku: 'A-0-new', price: { amount: 10 } },
      { sku: 'A-1-new', price: { amount: 20 } },
      { sku: 'A-2-new', price: { amount: 30 } },
    ],
  });
});
