import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { adminOf } from '../../backoffices/graphql.ts';
import { fillField, pages, productForm, save, writeDescription } from '../../backoffices/vendure-pages.ts';
import type { Member, Team, World } from '../../backoffices/world.ts';
import { compare } from '../../truth/compare.ts';
import { ledgerCsv, makeLedger } from '../../truth/ledger.ts';
import { randomFrom } from '../../truth/random.ts';
import { readProducts, truth } from '../../truth/truth.ts';
import { type Browser, launch, openSurface, pictures } from '../harness/browser.ts';
import { eventually } from '../harness/eventually.ts';
import { answered, casesOf } from '../harness/kept.ts';
import { openPanel, openPopup } from '../harness/remote.ts';
import { type Kpi, readExport, readKpis, saidOf, tallyVerdicts } from './figures.ts';
import { loadLedger, setUp, signIn, syncNow } from './set-up.ts';
import { walkInbox, walkList, walkProduct, walkProducts } from './walk-shop.ts';

export interface Walked {
  products: number;
  verdicts: Record<string, Record<string, number>>;
  tasks: { opened: number; closed: number };
  eventsStored: number;
  eventsSynced: number;
  kpis: Record<string, Kpi>;
}

export interface WalkOptions {
  world: Pick<World, 'shop' | 'inbox' | 'api'>;
  team: Team;
  /** Folder that takes the two profiles. */
  folder: string;
  executable: string;
  extension: string;
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Fails with a sentence about what did not happen. */
function must(happened: boolean, what: string): void {
  if (!happened) throw new Error(`The journey is not whole: ${what}.`);
}

/** The whole journey of one person and a colleague. Every step has to happen; the figures come out of the extension's own pages. */
export async function walk({ world, team, folder, executable, extension, step }: WalkOptions): Promise<Walked> {
  const browsers: Browser[] = [];
  const open = async () => {
    const browser = await launch({ executable, extension, profile: join(folder, `profile-${browsers.length + 1}`) });
    browsers.push(browser);
    return browser;
  };
  try {
    const person = await step('A browser, both sites connected, signed in', async () => {
      const browser = await open();
      await setUp(browser, world, team.specialist);
      return browser;
    });
    const page = await person.context.newPage();
    const ours = await openSurface(person, 'workbench', '#today');
    await page.bringToFront();
    await walkBackOffices(person, page, ours, world, step);
    await step('A gap is closed in the shop, its task closes by what the page shows', () => closeGap(page, ours, world.shop.origin));
    await step('The popup and the side panel', () => lookAround(person, page));
    await step('Sync', async () => {
      await syncNow(person);
      const refused = await answered(ours);
      must(refused.length === 0, `the server refused ${refused.join(', ')}`);
    });
    await step('A colleague sees the same', () => colleagueAgrees(ours, open, world, team.colleague));
    return await step('Figures', () => figures(person, world.shop.origin));
  } catch (error) {
    await picture(browsers);
    throw error;
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

/** What was on screen when the journey stopped, into test-results/. */
async function picture(browsers: readonly Browser[]): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', '..', 'test-results', 'journey');
  for (const [person, browser] of browsers.entries()) await pictures(browser, (index) => join(folder, `${person + 1}-${index + 1}.png`));
  console.log(`Pictures of where it stopped: ${folder}`);
}

async function walkBackOffices(
  person: Browser,
  page: Page,
  ours: Page,
  { shop, inbox }: WalkOptions['world'],
  step: WalkOptions['step'],
): Promise<void> {
  const admin = await adminOf(shop.origin);
  const products = await readProducts(admin);
  const seen = await step('Every page of the product list, every product', () => walkProducts(page, ours, shop.origin));
  must(seen.length === products.length, `${seen.length} of ${products.length} products were seen`);
  await step('Stock against a ledger', async () => {
    await loadLedger(person, 'ledger.csv', ledgerCsv(makeLedger(randomFrom(1), products)));
    await eventually('a difference opened a task', async () => (await casesOf(ours)).some(({ flow }) => flow === 'stock-drift'));
  });
  await step('Promotions and orders', async () => {
    must((await walkList(page, ours, shop.origin, pages.promotions, 'campaign')).length > 0, 'no promotion was seen');
    must((await walkList(page, ours, shop.origin, pages.orders, 'order')).length > 0, 'no order was seen');
    must(
      (await casesOf(ours)).some(({ flow }) => flow === 'campaign-due'),
      'no promotion opened a task',
    );
  });
  await step('The inbox, every mail', async () => {
    must((await walkInbox(page, ours, inbox.origin)).length > 0, 'no mail was seen');
    must(
      (await casesOf(ours)).some(({ flow }) => flow === 'message-waiting'),
      'no waiting customer opened a task',
    );
  });
}

/** Writes the missing description and name into the shop's own form. */
async function closeGap(page: Page, ours: Page, shop: string): Promise<void> {
  const id = await productNamed(shop, 'Gap bare');
  await walkProduct(page, ours, shop, id);
  const mine = (kase: { about: string; cause: string }) => kase.about.endsWith(`/listing/${id}`) && kase.cause === 'description-present';
  await eventually('the gap is an open task', async () => (await casesOf(ours)).some((kase) => mine(kase) && kase.open));
  await fillField(page, 'name', 'Gap bare, now with a name');
  await writeDescription(page, 'A description that is long enough to be of use.');
  await save(page);
  await productForm(page);
  await eventually('the task closed by itself', async () =>
    (await casesOf(ours)).some((kase) => mine(kase) && !kase.open && kase.evidence === 'page'),
  );
}

async function productNamed(shop: string, name: string): Promise<string> {
  const found = (await readProducts(await adminOf(shop))).find((product) => product.name === name);
  if (!found) throw new Error(`The shop has no product "${name}".`);
  return found.id;
}

async function lookAround(person: Browser, page: Page): Promise<void> {
  const popup = await openPopup(person, page);
  await eventually(
    'the popup lists tasks',
    async () => (await popup.evaluate<number>("document.querySelectorAll('li[data-task]').length")) > 0,
  );
  await popup.close();
  const panel = await openPanel(person, page);
  await eventually('the panel says something', async () => (await panel.text()).length > 20);
  await panel.close();
}

async function colleagueAgrees(ours: Page, open: () => Promise<Browser>, world: WalkOptions['world'], member: Member): Promise<void> {
  const colleague = await open();
  await signIn(colleague, world.api, member);
  await syncNow(colleague);
  const theirs = await openSurface(colleague, 'workbench', '#today');
  const openIds = async (page: Page) =>
    (await casesOf(page))
      .filter((kase) => kase.open)
      .map(({ id }) => id)
      .sort()
      .join();
  const here = await openIds(ours);
  await eventually("the colleague's open tasks are the same", async () => (await openIds(theirs)) === here, 30_000);
}

async function figures(person: Browser, shop: string): Promise<Walked> {
  const kept = await readExport(person);
  const kpis = await readKpis(person);
  const admin = await adminOf(shop);
  const ledger = makeLedger(randomFrom(1), await readProducts(admin));
  const { compared, wrong, unknown } = compare(await truth(admin, ledger), saidOf(kept));
  must(wrong.length === 0, `verdicts differ from the shop's own API: ${wrong.slice(0, 5).join('; ')}`);
  must(unknown.length < compared / 20, `${unknown.length} of ${compared} verdicts are unknown`);
  console.log(
    `The shop's own API agrees with ${compared - unknown.length} verdicts, ${unknown.length} are unknown with their reason, 0 wrong.`,
  );
  const walked: Walked = {
    products: kept.records.filter(({ noun }) => noun === 'listing').length,
    verdicts: tallyVerdicts(kept),
    tasks: { opened: kept.cases.length, closed: kept.cases.filter(({ open }) => !open).length },
    eventsStored: kept.events.length,
    eventsSynced: kept.events.filter(({ seq }) => seq !== null).length,
    kpis,
  };
  must(walked.tasks.opened > 0 && walked.tasks.closed > 0, 'no task opened, or none closed');
  must(walked.eventsSynced === walked.eventsStored, `${walked.eventsStored - walked.eventsSynced} events are not with the server`);
  must(Object.keys(kpis).length >= 7, `the panel shows ${Object.keys(kpis).length} figures`);
  return walked;
}
