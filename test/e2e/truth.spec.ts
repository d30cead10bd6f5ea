import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumBuild } from '../../scripts/setup/build.ts';
import { freePort } from '../../scripts/setup/ports.ts';
import { adminOf } from '../backoffices/graphql.ts';
import { type Site, startVendure } from '../backoffices/start.ts';
import { enterShop } from '../backoffices/vendure-pages.ts';
import { compare } from '../truth/compare.ts';
import { generate } from '../truth/generate.ts';
import { ledgerCsv, makeLedger } from '../truth/ledger.ts';
import { chooseSeed, randomFrom } from '../truth/random.ts';
import { cannotFail, checks } from '../truth/rules.ts';
import { type Ledger, readProducts, tally, truth } from '../truth/truth.ts';
import { expect, root, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { weakened } from './harness/weaken.ts';
import { readExport, saidOf } from './journey/figures.ts';
import { connectShop, loadLedger } from './journey/set-up.ts';
import { walkProducts } from './journey/walk-shop.ts';

/** The build without its tap: what it then knows comes from the DOM alone. */
function withoutTap(): string {
  const copy = weakened(chromiumBuild(root), 'content-scripts/tap.js', '');
  writeFileSync(join(copy, 'content-scripts', 'tap.js'), '');
  return copy;
}

test.describe("verdicts against the shop's own API", () => {
  test.describe.configure({ timeout: 15 * 60_000 });
  const seed = chooseSeed();
  let shop: Site;
  let ledger: Ledger;

  test.beforeAll(async ({ places }) => {
    console.log(`seed ${seed} (LOUPE_SEED=${seed} has these products again)`);
    shop = await startVendure({ port: await freePort(4490), logs: join(places.folder, 'logs') });
    await generate(shop.origin, seed);
    ledger = makeLedger(randomFrom(seed), await readProducts(await adminOf(shop.origin)));
  });
  test.afterAll(() => shop?.stop());

  for (const source of ['the tap', 'the DOM alone'] as const) {
    test(`of every product, seen by ${source}: none is wrong [3.2.2]`, async ({ person }) => {
      const extension = source === 'the tap' ? chromiumBuild(root) : withoutTap();
      const browser = await person({ extension });
      const page = await browser.context.newPage();
      await enterShop(page, shop.origin);
      await connectShop(browser, shop);
      const ours = await openSurface(browser, 'workbench', '#today');
      await page.bringToFront();
      await walkProducts(page, ours, shop.origin);
      await loadLedger(browser, 'ledger.csv', ledgerCsv(ledger));

      const truths = await truth(await adminOf(shop.origin), ledger);
      for (const [check, { pass, fail }] of Object.entries(tally(truths))) {
        expect(pass, `${check} passes`).toBeGreaterThanOrEqual(5);
        if (!cannotFail.some((each) => each === check)) expect(fail, `${check} fails`).toBeGreaterThanOrEqual(5);
      }
      const result = compare(truths, saidOf(await readExport(browser)));
      expect(result.wrong).toEqual([]);
      expect(result.compared).toBeGreaterThanOrEqual(60 * checks.length);
      expect(result.unknown.length / result.compared).toBeLessThan(0.05);
      if (extension !== chromiumBuild(root)) rmSync(extension, { recursive: true, force: true });
    });
  }
});
