import { expect, type Page } from '@playwright/test';
import { type Member, password } from '../../backoffices/world.ts';
import { type MadeBackup, passphrase } from '../harness/backup-of.ts';
import { type Browser, openSurface } from '../harness/browser.ts';
import { eventually } from '../harness/eventually.ts';
import { metaOf } from '../harness/kept.ts';
import { pattern, words } from '../harness/words.ts';

/** What a person does on the screen that says where the work is. */

const button = (page: Page, key: string) => page.getByRole('button', { name: words(key), exact: true });

/** Chooses a backup, types its passphrase and presses the button; what comes of it is the caller's. */
export async function startRestoring(page: Page, { file }: MadeBackup): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel(words('keep.open')).fill(passphrase);
  await button(page, 'keep.restore').click();
}

export async function restoreBackup(browser: Browser, backup: MadeBackup): Promise<void> {
  const page = await openSurface(browser, 'workbench', '#keeping');
  await startRestoring(page, backup);
  await expect(page.getByText(pattern('keep.restored'))).toBeVisible({ timeout: 60_000 });
  await page.close();
}

/** Opens the screen. `alertedAt`: ms from the start of the page to an alert, null where none came `within` so many. */
export async function openKeeping(browser: Browser, within = 0): Promise<{ page: Page; alertedAt: number | null }> {
  const page = await openSurface(browser, 'workbench', '#keeping');
  const alertedAt = await page.evaluate(
    (ms) =>
      new Promise<number | null>((resolve) => {
        const look = () => {
          const now = Math.round(performance.now());
          if (document.querySelector('[role=alert]')) resolve(now);
          else if (now > ms) resolve(null);
          else setTimeout(look, 10);
        };
        look();
      }),
    within,
  );
  return { page, alertedAt };
}

/** Looks through everything; true when all of it is whole. */
export async function isWhole(page: Page): Promise<boolean> {
  await button(page, 'keep.check').click();
  const fine = page.getByText(words('keep.check.fine'));
  await expect(
    fine
      .or(page.getByRole('alert'))
      .or(page.getByText(pattern('keep.check.mended')))
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  return fine.isVisible();
}

/** After damage: gets everything back from the server, signing in again where the profile lost who it was. */
export async function getBack(page: Page, api: { origin: string }, who: Member): Promise<void> {
  await page.getByRole('alert').getByRole('button').click();
  await expect(page.getByRole('alert')).toBeHidden({ timeout: 30_000 });
  if (!(await metaOf<{ token: string | null }>(page, 'api'))?.token) {
    await page.goto(page.url().replace('#keeping', '#connection'));
    const address = page.getByLabel(words('api.address'), { exact: true }).and(page.locator('input'));
    await expect(page.getByLabel(words('api.password'), { exact: true })).toBeVisible();
    if (await address.isVisible()) {
      await address.fill(api.origin);
      await page.getByLabel(words('api.email'), { exact: true }).fill(who.email);
    }
    await page.getByLabel(words('api.password'), { exact: true }).fill(password);
    await button(page, 'api.connect').click();
    await expect(button(page, 'api.syncNow')).toBeEnabled({ timeout: 20_000 });
    await page.goto(page.url().replace('#connection', '#keeping'));
  }
  await allCame(page);
}

/** Waits until the server's log has come, its older history too. */
export async function allCame(page: Page): Promise<void> {
  const isThere = async () => ((await metaOf<{ cursor: number }>(page, 'sync'))?.cursor ?? 0) > 0 && !(await metaOf(page, 'history'));
  await eventually('everything has come from the server', isThere, 30_000);
}
