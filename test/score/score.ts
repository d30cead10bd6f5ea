import type { Browser, Page } from '@playwright/test';
import { bundle } from '../bench/bundle.ts';
import { compare, type Difference, type Given } from './compare.ts';
import type { TestPage } from './corpus.ts';

const origin = 'https://shop.example.test';

/** A page, what was read off it, and how that differs from what is there. */
export interface Scored {
  page: TestPage;
  given: Given;
  differences: Difference[];
}

async function show(page: Page, { html, truth }: TestPage): Promise<void> {
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.abort(),
  );
  await page.goto(new URL(truth.path, origin).href);
  await page.locator(truth.ready).first().waitFor({ state: 'attached', timeout: 10_000 });
}

/** Has the recogniser, bundled alone, read pages in a real browser. */
export async function score(browser: Browser, pages: readonly TestPage[]): Promise<Scored[]> {
  const script = await bundle('../score/in-page.ts');
  const scored: Scored[] = [];
  for (const page of pages) {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await show(tab, page);
    const given = await tab.evaluate<Given>(`${script}; bench.read()`);
    scored.push({ page, given, differences: compare(page.truth, given) });
    await tab.close();
  }
  return scored;
}
