import type { Page } from '@playwright/test';
import type { Browser } from './browser.ts';

const isPeek = (page: Page): boolean => page.url().endsWith('/manifest.json');

/** An address of ours without a program: who looks through it does not sync. */
export async function peekAt({ context, id }: Browser): Promise<Page> {
  const open = context.pages().find(isPeek);
  if (open) return open;
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/manifest.json`);
  return page;
}

/** Every page of ours that has a program. */
export const ourPages = ({ context, id }: Browser): Page[] =>
  context.pages().filter((page) => page.url().startsWith(`chrome-extension://${id}/`) && !isPeek(page));
