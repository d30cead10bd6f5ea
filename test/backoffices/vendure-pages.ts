import { expect, type Page } from '@playwright/test';

/** What a person does in Vendure's admin, by mouse and keyboard. */

export const pages = {
  products: '/catalog/products',
  promotions: '/marketing/promotions',
  orders: '/orders',
} as const;

/** Opens a page of the admin and signs in where it asks. */
export async function enterShop(page: Page, shop: string, path: string = pages.products): Promise<void> {
  await page.goto(`${shop}/admin${path}`);
  const login = page.locator('#login_username');
  const inside = page.locator('vdr-app-shell');
  await login.or(inside).first().waitFor({ timeout: 30_000 });
  if (!(await login.isVisible())) return;
  await login.fill('superadmin');
  await page.fill('#login_password', 'superadmin');
  await page.check('#rememberme', { force: true });
  await page.click('button.login-button');
  await inside.waitFor({ timeout: 30_000 });
  if (!page.url().includes(path)) await page.goto(`${shop}/admin${path}`);
}

const rowLinks = (page: Page, path: string) => page.locator(`vdr-data-table-2 tbody a[href*="${path}/"]`);

/** Waits until a list shows rows, and gives the ids of their records. */
export async function rowIds(page: Page, path: string): Promise<string[]> {
  await rowLinks(page, path).first().waitFor({ timeout: 20_000 });
  const links = await rowLinks(page, path).evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(links.map((href) => href.split('/').at(-1)?.split(/[?;]/)[0] ?? '').filter((id) => id !== '' && id !== 'create'))];
}

/** Turns to the next page of a list; false on the last one. */
export async function nextPage(page: Page, path: string): Promise<boolean> {
  const next = page.locator('vdr-data-table-2 .pagination-next button').last();
  if ((await next.count()) === 0 || (await next.isDisabled())) return false;
  const before = await rowIds(page, path);
  await next.click();
  await expect.poll(async () => (await rowIds(page, path)).join()).not.toBe(before.join());
  return true;
}

/** Opens a record from its row, within the single-page app. */
export async function openRow(page: Page, path: string, id: string): Promise<void> {
  await page.locator(`vdr-data-table-2 tbody a[href$="${path}/${id}"]`).first().click();
  await page.waitForURL(`**${path}/${id}*`);
}

/** The name field of an edit page, once it is filled from the shop. */
export async function productForm(page: Page): Promise<void> {
  await page.locator('vdr-product-detail2 input#name').first().waitFor({ timeout: 20_000 });
  await page.locator('vdr-product-variant-list').waitFor({ timeout: 20_000 });
}

export async function save(page: Page): Promise<void> {
  const update = page.locator('vdr-ab-right button.btn-primary');
  await update.click();
  await expect(update).toBeDisabled({ timeout: 15_000 }); // nothing left to save
}

/** Writes the description as one types it. */
export async function writeDescription(page: Page, text: string): Promise<void> {
  const editor = page.locator('vdr-rich-text-editor [contenteditable=true]').first();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Opens a variant of the product on screen. */
export async function openVariant(page: Page, variantId: string): Promise<void> {
  await page.locator(`vdr-product-variant-list a[href*="/variants/${variantId}"]`).first().click();
  await page.locator('input[formcontrolname=sku]').waitFor({ timeout: 20_000 });
}

export async function fillField(page: Page, control: string, value: string): Promise<void> {
  await page.locator(`input[formcontrolname=${control}]`).first().fill(value);
}

/** The way back to the list by the side menu, without a new document. */
export async function toList(page: Page, path: string): Promise<void> {
  await page.locator(`vdr-main-nav a[href$="${path}"]`).first().click();
  await rowLinks(page, path).first().waitFor({ timeout: 20_000 });
}

/** Middle of a list row, seen from the top of the window. */
export async function rowMiddle(page: Page, path: string, id: string): Promise<number> {
  const row = page.locator('vdr-data-table-2 tbody tr').filter({ has: page.locator(`a[href$="${path}/${id}"]`) });
  await row.scrollIntoViewIfNeeded();
  const box = await row.boundingBox();
  if (!box) throw new Error(`Row ${id} is not on screen.`);
  return box.y + box.height / 2;
}
