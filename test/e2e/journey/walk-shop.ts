import { expect, type Page } from '@playwright/test';
import { enterInbox, mailIds, openMail } from '../../backoffices/maildev-pages.ts';
import { enterShop, nextPage, openRow, pages, productForm, rowIds } from '../../backoffices/vendure-pages.ts';
import { eventually } from '../harness/eventually.ts';
import { type KeptRecord, recordsOf } from '../harness/kept.ts';
import { layerText } from '../harness/layer.ts';
import { words } from '../harness/words.ts';

/** Walking the back offices as a person does, and seeing that we saw what they saw. `ours` is a page of the extension to read from. */

async function until(ours: Page, noun: string, ids: readonly string[], what: (record: KeptRecord) => boolean): Promise<void> {
  const wanted = new Set(ids);
  const known = async () => (await recordsOf(ours)).filter((record) => record.noun === noun && wanted.has(record.id));
  const all = async () => (await known()).filter(what).length === wanted.size;
  await eventually(`${noun} ${ids.join(', ')} seen`, all).catch(async (error: Error) => {
    const fields = (await known()).map((record) => `${record.id} has ${Object.keys(record.fields).join(' ')}`);
    throw new Error(`${error.message}; known: ${fields.join('; ') || 'nothing'}`);
  });
}

const always = () => true;
/** A product's own page tells what the list does not. */
const isWhole = ({ fields }: KeptRecord) =>
  fields.variants !== undefined && fields.description !== undefined && fields.categories !== undefined;

/** Every page of the product list, every product on it, and back, all within the single-page app. Returns the ids of all. */
export async function walkProducts(page: Page, ours: Page, shop: string): Promise<string[]> {
  await enterShop(page, shop, pages.products);
  const all: string[] = [];
  for (let more = true; more; more = await nextPage(page, pages.products)) {
    const ids = await rowIds(page, pages.products);
    await until(ours, 'listing', ids, always);
    for (const id of ids) {
      await openRow(page, pages.products, id);
      await productForm(page);
      await until(ours, 'listing', [id], isWhole);
      await page.goBack();
      await expect.poll(() => rowIds(page, pages.products)).toEqual(ids);
    }
    all.push(...ids);
  }
  return all;
}

/** One product's own page, opened by its address. (Seen again unchanged it leaves no trace in the log, so the layer is asked as well.) */
export async function walkProduct(page: Page, ours: Page, shop: string, id: string): Promise<void> {
  await enterShop(page, shop, `${pages.products}/${id}`);
  await productForm(page);
  await until(ours, 'listing', [id], isWhole);
  await eventually('the layer has judged the page', async () => {
    const said = await layerText(page);
    return said !== '' && !said.includes(words('layer.loading'));
  });
}

/** A list without pages of its own for each record: promotions, orders. */
export async function walkList(page: Page, ours: Page, shop: string, path: string, noun: string): Promise<string[]> {
  await enterShop(page, shop, path);
  const all: string[] = [];
  for (let more = true; more; more = await nextPage(page, path)) {
    const ids = await rowIds(page, path);
    await until(ours, noun, ids, always);
    all.push(...ids);
  }
  return all;
}

/** The inbox and every mail in it. */
export async function walkInbox(page: Page, ours: Page, inbox: string): Promise<string[]> {
  await enterInbox(page, inbox);
  const ids = await mailIds(page);
  await until(ours, 'message', ids, always);
  for (const id of ids) {
    await openMail(page, id);
    await page.waitForTimeout(300);
    await enterInbox(page, inbox);
  }
  return ids;
}
