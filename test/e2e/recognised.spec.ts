import { type Ask, adminOf } from '../backoffices/graphql.ts';
import { enterShop, pages, productForm, rowIds } from '../backoffices/vendure-pages.ts';
import { readProducts, textOf } from '../truth/truth.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { type KeptRecord, recordsOf } from './harness/kept.ts';
import { connectSite } from './journey/set-up.ts';

type Fields = Record<string, unknown>;

/** What the shop's own API says of each record, in the words of ours; prices without their currency, for a sign names none. */
async function truthOf(admin: Ask): Promise<Map<string, Fields>> {
  const minute = (time: string | null) => time && `${time.slice(0, 16)}:00.000Z`;
  const { promotions, orders } = await admin<{
    promotions: {
      items: { id: string; name: string; enabled: boolean; couponCode: string | null; startsAt: string | null; endsAt: string | null }[];
    };
    orders: { items: { id: string; code: string; totalWithTax: number; orderPlacedAt: string | null }[] };
  }>(`{ promotions(options: { take: 100 }) { items { id name enabled couponCode startsAt endsAt } }
        orders(options: { take: 100 }) { items { id code totalWithTax orderPlacedAt } } }`);
  const products = await readProducts(admin);
  return new Map<string, Fields>([
    ...products.map(
      ({ id, name, enabled, featuredAsset }) => [`listing ${id}`, { name, live: enabled, mainPicture: featuredAsset !== null }] as const,
    ),
    ...promotions.items.map(
      ({ id, name, enabled, couponCode, startsAt, endsAt }) =>
        [`campaign ${id}`, { name, enabled, code: couponCode, startsAt: minute(startsAt), endsAt: minute(endsAt) }] as const,
    ),
    ...orders.items.map(
      ({ id, code, totalWithTax, orderPlacedAt }) =>
        [`order ${id}`, { code, total: totalWithTax, placedAt: minute(orderPlacedAt) }] as const,
    ),
  ]);
}

const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value);

test('a back office that is read by its words alone: what is kept of a real shop is what its own API says [3.2.2]', async ({
  person,
  places,
}) => {
  const browser = await person();
  // No page of it is open yet: nothing tells that it is one that an adapter knows.
  await connectSite(browser, { origin: places.shop.origin, platform: 'recognised' });
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  const keptOf = async (noun: string): Promise<KeptRecord[]> => (await recordsOf(ours)).filter((record) => record.noun === noun);
  await enterShop(page, places.shop.origin);
  for (const [noun, path] of [
    ['listing', pages.products],
    ['campaign', pages.promotions],
    ['order', pages.orders],
  ] as const) {
    await page.goto(`${places.shop.origin}/admin${path}`);
    const ids = await rowIds(page, path);
    await eventually(`${noun} records of all rows`, async () => (await keptOf(noun)).length >= ids.length);
  }
  // Other journeys change the shop: one with a description and a table of variants, whichever that is now.
  const products = await readProducts(await adminOf(places.shop.origin));
  const whole = new Set(
    products.filter(({ description, variants }) => textOf(description) !== '' && variants.length > 1).map(({ id }) => id),
  );
  const first = (await keptOf('listing')).find(({ id }) => whole.has(id));
  await page.goto(`${places.shop.origin}/admin${pages.products}/${first?.id}`);
  await productForm(page);
  const form = await eventually('the open product with its variants', async () =>
    (await keptOf('listing')).find(({ fields }) => fields.description && fields.variants),
  );
  expect(form.id).toBe(first?.id);

  const truth = await truthOf(await adminOf(places.shop.origin));
  let compared = 0;
  for (const { noun, id, fields } of await recordsOf(ours)) {
    for (const [field, value] of Object.entries(truth.get(`${noun} ${id}`) ?? {})) {
      if (!(field in fields)) continue;
      expect(plain(fields[field]), `${field} of ${noun} ${id}`).toEqual(value);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(40);
  const variants = (form.fields.variants ?? []) as { sku: string | null }[];
  const skus = (await readProducts(await adminOf(places.shop.origin))).find(({ id }) => id === form.id)?.variants.map(({ sku }) => sku);
  // One that the page shows empty is null with us.
  expect(variants.map(({ sku }) => sku ?? '').sort()).toEqual(skus?.sort());
});
