import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumBuild } from '../../scripts/setup/build.ts';
import { canaries } from '../backoffices/canaries.ts';
import { enterInbox, mailIds, openMail } from '../backoffices/maildev-pages.ts';
import { enterShop, openRow, pages, rowIds } from '../backoffices/vendure-pages.ts';
import { expect, type Places, root, test } from './fixtures.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { type Hit, searchFolder, searchProfile, searchStored } from './harness/canary.ts';
import { eventually } from './harness/eventually.ts';
import { answered, recordsOf } from './harness/kept.ts';
import { readStored } from './harness/stored.ts';
import { faults, weakened } from './harness/weaken.ts';
import { exportLog, setUp, syncNow } from './journey/set-up.ts';

/** Goes everywhere where a customer or buyer is on screen: the inbox, each mail, the orders and each of them. */
async function seeCustomers(browser: Browser, places: Places): Promise<void> {
  const page = await browser.context.newPage();
  await enterInbox(page, places.inbox.origin);
  for (const id of await mailIds(page)) {
    await openMail(page, id);
    await page.waitForTimeout(700);
    await enterInbox(page, places.inbox.origin);
  }
  await enterShop(page, places.shop.origin, pages.orders);
  for (const id of await rowIds(page, pages.orders)) {
    await openRow(page, pages.orders, id);
    await page.waitForTimeout(700);
    await enterShop(page, places.shop.origin, pages.orders);
  }
  await page.close();
}

/** Everything that is ours, searched: stores by their own API, profile files, the server's folder, exports. */
async function search(browser: Browser, places: Places, exports: string): Promise<{ searched: number; hits: Hit[] }> {
  const workbench = await openSurface(browser, 'workbench');
  const stored = await readStored(workbench);
  await workbench.close();
  const profile = searchProfile(browser.profile, browser.id, canaries);
  const server = searchFolder(places.apiData, canaries);
  const logs = searchFolder(join(places.folder, 'logs'), canaries);
  const files = searchFolder(exports, canaries);
  return {
    searched: stored.length + profile.files + server.files + logs.files + files.files,
    hits: [
      ...searchStored(stored, canaries),
      ...profile.hits,
      ...server.hits,
      ...logs.hits.filter(({ place }) => place.includes('/api-')),
      ...files.hits,
    ],
  };
}

test('nothing of a customer reaches our disk, our log or the server [4.4.1]', async ({ person, places, team }, info) => {
  const browser = await person();
  await setUp(browser, places, team.specialist);
  await seeCustomers(browser, places);
  const workbench = await openSurface(browser, 'workbench');
  await eventually('mails and orders are records', async () => new Set((await recordsOf(workbench)).map(({ noun }) => noun)).size >= 2);
  await syncNow(browser);
  expect(await answered(workbench)).toEqual([]);
  const exports = info.outputPath('exports');
  mkdirSync(exports, { recursive: true });
  await exportLog(browser, join(exports, 'log.json'));
  const { searched, hits } = await search(browser, places, exports);
  expect(searched).toBeGreaterThan(30);
  expect(hits).toEqual([]);
});

for (const [name, put] of [
  ['a storage area', (extension: string) => weakened(extension, 'content-scripts/backoffice.js', faults.storeInArea)],
  [
    'IndexedDB',
    (extension: string) => {
      const half = weakened(extension, 'background.js', faults.storeInDatabase);
      const whole = weakened(half, 'content-scripts/backoffice.js', faults.sendToWorker);
      rmSync(half, { recursive: true, force: true });
      return whole;
    },
  ],
] as const) {
  test(`a build that keeps what it read in ${name} is found out`, async ({ person, places }, info) => {
    const weak = put(chromiumBuild(root));
    try {
      const browser = await person({ extension: weak });
      await setUp(browser, places, null);
      await seeCustomers(browser, places);
      const { hits } = await search(browser, places, info.outputPath('none'));
      expect(hits.length).toBeGreaterThan(0);
    } finally {
      rmSync(weak, { recursive: true, force: true });
    }
  });
}
