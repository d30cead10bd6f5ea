import { adminOf } from '../backoffices/graphql.ts';
import { enterShop, fillField, openVariant, pages, save } from '../backoffices/vendure-pages.ts';
import { makeProduct } from '../truth/generate.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { readKpis } from './journey/figures.ts';
import { loadLedger, setUp } from './journey/set-up.ts';
import { caseOf, untilClosed, untilOpen } from './journey/tasks.ts';
import { walkProduct } from './journey/walk-shop.ts';

test('stock changed behind our back differs from the ledger, is corrected in the shop, and the task closes [3.2.3] [2.2.1]', async ({
  person,
  places,
}) => {
  const shop = places.shop.origin;
  const { id, variants } = await makeProduct(shop, 'drift', {});
  const [variant = ''] = variants;
  const browser = await person();
  await setUp(browser, places, null);
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  await enterShop(page, shop);
  await walkProduct(page, ours, shop, id);
  await loadLedger(browser, 'stock.csv', 'SKU,Quantity\nSKU-drift,40\n');
  await page.bringToFront();
  expect(await caseOf(ours, 'stock-drift', id)).toBeNull();

  const admin = await adminOf(shop);
  await admin('mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }', {
    input: [{ id: variant, stockOnHand: 37 }],
  });
  await walkProduct(page, ours, shop, id);
  await untilOpen(ours, 'stock-drift', id);
  const differs = (await readKpis(browser))['stock-agreement'];
  expect(differs).toMatchObject({ numerator: 0, denominator: 1 });

  await page.bringToFront();
  await openVariant(page, variant);
  await fillField(page, 'stockOnHand', '40');
  await save(page);
  await enterShop(page, shop, pages.products);
  await walkProduct(page, ours, shop, id);
  expect((await untilClosed(ours, 'stock-drift', id)).evidence).toBe('page');
  expect((await readKpis(browser))['stock-agreement']).toMatchObject({ numerator: 1, denominator: 1 });
});
