import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { freePort } from '../../scripts/setup/ports.ts';
import { startApi } from '../backoffices/start.ts';
import { enterShop, pages, productForm, rowMiddle, save, toList, writeDescription } from '../backoffices/vendure-pages.ts';
import { type Member, makeTeam, type Team } from '../backoffices/world.ts';
import { makeProduct } from '../truth/generate.ts';
import { expect, type Places, test } from './fixtures.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { answered, eventsOf } from './harness/kept.ts';
import { badgeAt } from './harness/layer.ts';
import { openPopup } from './harness/remote.ts';
import { heldEvents } from './harness/whole-log.ts';
import { stopWorker } from './harness/worker.ts';
import { type Kpi, readKpis } from './journey/figures.ts';
import { setUp, signIn, syncNow } from './journey/set-up.ts';
import { openCases, untilClosed, untilOpen } from './journey/tasks.ts';
import { walkProduct } from './journey/walk-shop.ts';

const fix = 'A description that is long enough to be of use.';

interface Desk {
  browser: Browser;
  page: Page;
  /** A page of ours to read from. */
  ours: Page;
}

async function desk(browser: Browser, places: Pick<Places, 'shop' | 'inbox' | 'api'>, member: Member): Promise<Desk> {
  await setUp(browser, places, member);
  const ours = await openSurface(browser, 'workbench', '#today');
  const page = await browser.context.newPage();
  await enterShop(page, places.shop.origin);
  return { browser, page, ours };
}

/** Opens a product without a description, sees the task, mends it in the shop's own form. */
async function mend({ page, ours }: Desk, shop: string, id: string): Promise<void> {
  await walkProduct(page, ours, shop, id);
  await untilOpen(ours, 'listing-gap', id, 'description-present');
  await writeDescription(page, fix);
  await save(page);
  await productForm(page);
}

const badgeLabel = async (page: Page, id: string) => (await badgeAt(page, await rowMiddle(page, pages.products, id)))?.name ?? '';
const shareOf = ({ numerator, denominator }: Kpi = { numerator: null, denominator: null, coverage: null }) =>
  (numerator ?? 0) / (denominator ?? 1);

async function colleagueSees(
  person: (options?: object) => Promise<Browser>,
  api: { origin: string },
  team: Team,
  here: Page,
): Promise<Browser> {
  const colleague = await person();
  await signIn(colleague, api, team.colleague);
  await syncNow(colleague);
  const theirs = await openSurface(colleague, 'workbench', '#today');
  const expected = await openCases(here);
  await eventually("the colleague's open tasks are the same", async () => (await openCases(theirs)) === expected, 30_000);
  return colleague;
}

test('a gap is seen, mended in the shop, its task closes by evidence, the figure moves, a colleague sees it [3.2.2] [1.3.4]', async ({
  person,
  places,
  team,
}) => {
  const { id } = await makeProduct(places.shop.origin, 'journey', { description: '<p><br></p>' });
  const me = await desk(await person(), places, team.specialist);
  await walkProduct(me.page, me.ours, places.shop.origin, id);
  await toList(me.page, pages.products);
  const before = await eventually('a badge on the row', async () => (await badgeLabel(me.page, id)) || null);
  const kpiBefore = (await readKpis(me.browser)).completeness;

  await me.page.bringToFront();
  await mend(me, places.shop.origin, id);
  const closed = await untilClosed(me.ours, 'listing-gap', id, 'description-present');
  expect(closed.evidence).toBe('page');
  await toList(me.page, pages.products);
  await eventually('the badge has turned', async () => (await badgeLabel(me.page, id)) !== before);
  const kpiAfter = (await readKpis(me.browser)).completeness;
  expect(shareOf(kpiAfter)).toBeGreaterThan(shareOf(kpiBefore));

  await syncNow(me.browser);
  const colleague = await colleagueSees(person, places.api, team, me.ours);
  expect((await readKpis(colleague)).completeness).toEqual(kpiAfter);
});

test('the same with the API down and back: nothing is lost, the popup says how it stands [4.2.3]', async ({
  person,
  places,
  team,
}, info) => {
  const data = info.outputPath('api');
  const logs = info.outputPath('logs');
  mkdirSync(logs, { recursive: true });
  await makeTeam(data, team);
  const port = await freePort(4470);
  const own = await startApi({ port, data, logs });
  const there = { ...places, api: own };
  const { id } = await makeProduct(places.shop.origin, 'down', { description: '' });
  const me = await desk(await person(), there, team.specialist);
  await own.stop();

  await mend(me, places.shop.origin, id);
  await untilClosed(me.ours, 'listing-gap', id, 'description-present');
  const pending = (await eventsOf(me.ours)).filter(({ seq }) => seq === null).length;
  expect(pending).toBeGreaterThan(0);
  const popup = await openPopup(me.browser, me.page);
  await eventually('the popup speaks of what waits', async () => (await popup.text()).includes(String(pending)));
  await popup.close();

  const back = await startApi({ port, data, logs });
  try {
    await syncNow(me.browser);
    expect(await answered(me.ours)).toEqual([]);
    expect((await eventsOf(me.ours)).filter(({ seq }) => seq === null)).toEqual([]);
    await colleagueSees(person, back, team, me.ours);
  } finally {
    await back.stop();
  }
});

test('the same with the worker killed in between [4.1.1]', async ({ person, places, team }) => {
  const { id } = await makeProduct(places.shop.origin, 'killed', { description: '' });
  const me = await desk(await person(), places, team.specialist);
  await walkProduct(me.page, me.ours, places.shop.origin, id);
  await untilOpen(me.ours, 'listing-gap', id, 'description-present');
  await stopWorker(me.browser);
  await writeDescription(me.page, fix);
  const saving = save(me.page);
  await stopWorker(me.browser);
  await saving;
  await productForm(me.page);
  await untilClosed(me.ours, 'listing-gap', id, 'description-present');
  await stopWorker(me.browser);
  // What came with the state of a first pull is sealed.
  const counters = (await heldEvents(me.ours)).map(({ head }) => head.n).sort((a, b) => a - b);
  expect(counters).toEqual(counters.map((_, index) => index + 1));
  await me.page.reload();
  await syncNow(me.browser);
  await colleagueSees(person, places.api, team, me.ours);
});
