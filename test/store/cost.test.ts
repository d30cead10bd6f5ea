import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { newHealth } from '@/lib/adapter/drift';
import { acceptField, connectSite, forgetSite } from '@/lib/store/act';
import { addCost, siteCosts } from '@/lib/store/cost';
import type { Database } from '@/lib/store/database';
import { missPage } from '@/lib/store/health';
import { append } from '@/lib/store/log';
import { figures } from '@/lib/store/read';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';

const origin = 'https://one.example';
const other = 'https://two.example';
const day = 24 * 60;
let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop('UTC', shop);
  for (const each of [origin, other]) await connectSite({ platform: 'vendure', origin: each, account: '', shop });
});

it('what watching a site took is summed by day; two weeks are kept', async () => {
  await addCost(origin, { ms: 2 }, noon);
  await addCost(origin, { looks: 1 }, noon);
  await addCost(origin, { ms: 4 }, later(1));
  await addCost(origin, { looks: 1 }, later(1));
  await addCost(other, { ms: 9, looks: 1 }, noon);
  expect(await siteCosts(later(2))).toEqual({
    [origin]: { looks: 2, ms: 6, today: 6, since: '2026-11-24' },
    [other]: { looks: 1, ms: 9, today: 9, since: '2026-11-24' },
  });
  await addCost(origin, { ms: 1, looks: 1 }, later(3 * day));
  expect((await siteCosts(later(3 * day)))[origin]).toEqual({ looks: 3, ms: 7, today: 1, since: '2026-11-24' });
  await addCost(origin, { ms: 1, looks: 1 }, later(20 * day));
  expect((await siteCosts(later(20 * day)))[origin]).toMatchObject({ looks: 1, since: '2026-12-14' });
});

it('a page that was seen between two times that it was missed comes in two versions; one that was never seen does not', async () => {
  expect(await missPage(origin, 'list', noon)).toBe(false);
  const seen = async (minute: number) => {
    const known = (await db.health.get(`${origin} list`)) ?? newHealth(origin, 'list');
    await db.health.put({ ...known, seenAt: later(minute).toISOString() });
  };
  await seen(0);
  expect(await missPage(origin, 'list', later(1))).toBe(false);
  expect(await missPage(origin, 'list', later(2))).toBe(false);
  await seen(3);
  expect(await missPage(origin, 'list', later(4))).toBe(true);
  await seen(5);
  expect(await missPage(origin, 'list', later(3 * day))).toBe(false);
});

const alarm = {
  origin,
  page: 'list',
  noun: 'listing' as const,
  field: 'variants.price',
  signs: ['where' as const],
  lastGood: noon.toISOString(),
};

it('figures that count on a field that drifted are suspect since it was last right, no others, until it is mended', async () => {
  await append(later(5), { type: 'field.drifted', subject: origin, shop, body: alarm });
  const suspects = async () =>
    (await figures(shop, later(6))).filter(({ suspect }) => suspect).map(({ metric, suspect }) => [metric, suspect]);
  expect(await suspects()).toEqual([['completeness', { fields: ['price'], lastGood: noon.toISOString() }]]);
  await append(later(6), {
    type: 'field.drifted',
    subject: other,
    shop,
    body: { ...alarm, origin: other, field: 'stock', lastGood: later(-9).toISOString() },
  });
  expect(await suspects()).toEqual([
    ['completeness', { fields: ['price', 'stock'], lastGood: later(-9).toISOString() }],
    ['stock-agreement', { fields: ['stock'], lastGood: later(-9).toISOString() }],
    ['low-stock', { fields: ['stock'], lastGood: later(-9).toISOString() }],
  ]);
  await acceptField(other, { page: 'list', field: 'stock' });
  await acceptField(origin, alarm);
  expect(await suspects()).toEqual([]);
});

it('forgetting a site leaves the log, and the other site', async () => {
  const body = { platform: 'vendure', page: 'product-list', noun: 'listing' as const, rows: 0, total: 0, ids: [] };
  for (const each of [origin, other]) {
    await append(noon, { type: 'page.seen', subject: `${shop}/listing`, shop, body: { ...body, page: each, origin: each } });
    await db.health.put(newHealth(each, 'list'));
    await addCost(each, { ms: 1, looks: 1 }, noon);
  }
  const events = await db.events.count();
  await forgetSite(origin);
  expect((await db.health.toArray()).map((row) => row.origin)).toEqual([other]);
  expect(Object.keys(await siteCosts(noon))).toEqual([other]);
  expect((await db.sights.toArray()).map((row) => row.origin)).toEqual([other]);
  expect((await db.sites.toArray()).map(({ lastSeenAt }) => lastSeenAt)).toEqual([null, noon.toISOString()]);
  expect(await db.events.count()).toBe(events);
});
