import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation, RawRow } from '@/lib/domain/observation';
import { look } from '@/lib/pipeline';
import { connectSite } from '@/lib/store/act';
import type { Database } from '@/lib/store/database';
import { addTestShop, contentOf, freshDatabase, later, noon, shop } from '../store/fresh';

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop('UTC', shop);
});

const row = (id: number, name: string): RawRow => ({ id, name, sku: 'A', price: [990], stock: 5, live: 1 });
const answer = (account: string | null, rows: RawRow[], change: Partial<Observation> = {}): Observation => ({
  platform: 'pinduoduo',
  page: 'product-list',
  url: 'https://mms.pinduoduo.com/goods/goods_list',
  at: noon.toISOString(),
  source: 'json',
  response: 0,
  account,
  total: rows.length,
  rows,
  nested: {},
  unsaved: false,
  ...change,
});
const connected = (account = '', origin = 'https://mms.pinduoduo.com', platform = 'pinduoduo') =>
  connectSite({ platform, origin, account, shop });
const account = async (origin = 'https://mms.pinduoduo.com') => (await db.sites.get(origin))?.account;

describe('[T29] a platform where one address serves many shops', () => {
  it('an answer that names no shop, or two, leaves no trace', async () => {
    await connected();
    const before = await contentOf(db);
    expect(await look(answer(null, [row(1, 'x')]), noon)).toMatchObject({ ok: false, reason: 'unknown-shop' });
    expect({ ...(await contentOf(db)), meta: [] }).toEqual({ ...before, meta: [] });
  });

  it('the first shop that is named after connecting is the one; another leaves no trace from then on', async () => {
    await connected();
    expect(await look(answer('880001', [row(1, 'x')]), noon)).toMatchObject({ ok: true, state: { rows: 1, total: 1 } });
    expect(await account()).toBe('880001');
    const before = await contentOf(db);
    expect(await look(answer('880002', [row(2, 'y')]), later(1))).toMatchObject({ ok: false, reason: 'other-shop', detail: '880002' });
    expect({ ...(await contentOf(db)), meta: [] }).toEqual({ ...before, meta: [] });
  });

  it('the shop that was named when it was connected stands', async () => {
    await connected('880002');
    expect(await look(answer('880001', [row(1, 'x')]), noon)).toMatchObject({ ok: false, reason: 'other-shop' });
    expect(await look(answer('880002', [row(1, 'x')]), noon)).toMatchObject({ ok: true });
    expect(await account()).toBe('880002');
  });

  it('two accounts in two tabs at once: one is recorded, and nothing of the other', async () => {
    await connected();
    const looks = Array.from({ length: 12 }, (_, i) =>
      look(answer(i % 2 ? '880002' : '880001', [row(i + 1, i % 2 ? 'two' : 'one')]), later(i)),
    );
    const seen = await Promise.all(looks);
    const kept = (await account()) === '880001' ? 'one' : 'two';
    expect(seen.filter(({ ok }) => ok)).toHaveLength(6);
    const names = (await db.records.toArray()).map(({ fields }) => (fields as { name?: string }).name);
    expect(names).toEqual(Array.from({ length: 6 }, () => kept));
  });

  it('on a host that serves many, no shop in the address is unknown; on one that serves one, it is that one', async () => {
    const list = { platform: 'shopee', total: 1 } as const;
    const many = 'https://seller.shopee.cn';
    const one = 'https://seller.shopee.sg';
    await connected('', many, 'shopee');
    await connected('', one, 'shopee');
    const at = (origin: string, named: string) =>
      answer(named, [{ id: 1, name: 'x' }], { ...list, url: `${origin}/portal/product/list/all` });
    expect(await look(at(many, ''), noon)).toMatchObject({ ok: false, reason: 'unknown-shop' });
    expect(await look(at(many, '1001'), noon)).toMatchObject({ ok: true });
    // Opened again, it is a record of that shop.
    expect((await db.records.toArray()).map(({ url }) => url)).toEqual([`${many}/portal/product/1?cnsc_shop_id=1001`]);
    expect(await look(at(many, '1002'), noon)).toMatchObject({ ok: false, reason: 'other-shop' });
    expect(await look(at(one, ''), noon)).toMatchObject({ ok: true });
    expect([await account(many), await account(one)]).toEqual(['1001', '']);
  });
});

describe('a platform that lives at addresses of its own', () => {
  it('is seen nowhere else', async () => {
    await connected('', 'https://shop.example');
    const elsewhere = answer('880001', [row(1, 'x')], { url: 'https://shop.example/goods/goods_list' });
    expect(await look(elsewhere, noon)).toMatchObject({ ok: false, reason: 'not-this-platform' });
    expect(await db.records.count()).toBe(0);
  });
});

describe('a page that is read by its responses alone', () => {
  it('is seen by them, and an empty one is empty', async () => {
    await connected('880001');
    await look(answer('880001', [row(1, 'x')]), noon);
    expect(await db.sights.toArray()).toMatchObject([{ page: 'product-list', rows: 1 }]);
    expect(await look(answer('880001', [], { total: 0 }), later(1))).toMatchObject({ ok: true, state: { rows: 0, total: 0 } });
  });
});
