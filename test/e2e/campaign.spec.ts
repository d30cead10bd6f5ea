import { adminOf } from '../backoffices/graphql.ts';
import { createPromotion } from '../backoffices/seed-vendure.ts';
import { enterShop, openRow, pages, save } from '../backoffices/vendure-pages.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { setUp } from './journey/set-up.ts';
import { untilClosed, untilOpen } from './journey/tasks.ts';
import { walkList } from './journey/walk-shop.ts';

test('a promotion runs out with nobody looking: a task says it is still on, and closes once it is off [3.3.3] [2.2.3]', async ({
  person,
  places,
}) => {
  const shop = places.shop.origin;
  const admin = await adminOf(shop);
  test.setTimeout(360_000);
  // Pages show times to the minute: 100 s from now reads as an end 40 to 100 s away, enough to set up and look before it.
  const soon = 100 / 3600;
  const id = await createPromotion(admin, { name: 'Runs out at once', code: 'OUT', starts: -1, ends: soon, enabled: true });
  const browser = await person();
  await setUp(browser, places, null);
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  await walkList(page, ours, shop, pages.promotions, 'campaign');
  const ending = await untilOpen(ours, 'campaign-due', id, 'campaign-ending');
  expect(ending.due).not.toBeNull();

  await page.goto('about:blank');
  await untilOpen(ours, 'campaign-due', id, 'campaign-left-on', 200_000); // the worker's own minute hand

  await enterShop(page, shop, pages.promotions);
  await openRow(page, pages.promotions, id);
  await page.locator('input[formcontrolname=enabled]').uncheck({ force: true });
  await save(page);
  await walkList(page, ours, shop, pages.promotions, 'campaign');
  expect((await untilClosed(ours, 'campaign-due', id, 'campaign-left-on')).evidence).toBe('page');
});
