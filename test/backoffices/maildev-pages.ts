import type { Page } from '@playwright/test';

/** What a person does in MailDev's inbox. */

export async function enterInbox(page: Page, inbox: string): Promise<void> {
  await page.goto(`${inbox}/`);
  await page.locator('[data-testid=email-list-item]').first().waitFor({ timeout: 20_000 });
}

export async function mailIds(page: Page): Promise<string[]> {
  return page.locator('[data-testid=email-list-item]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-email-id') ?? ''));
}

export async function openMail(page: Page, id: string): Promise<void> {
  await page.locator(`[data-testid=email-list-item][data-email-id="${id}"]`).click();
  await page.waitForURL(`**/email/${id}*`);
}
