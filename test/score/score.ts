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

/** Opens a test page at its address, and waits until it has settled. */
export async function show(tab: Page, { html, truth }: TestPage): Promise<void> {
  await tab.unrouteAll();
  await tab.route('**/*', (route) =>
    route.request().isNavigationRequest() && route.request().frame() === tab.mainFrame()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.abort(),
  );
  // An address that differs in its hash alone would load nothing.
  await tab.goto('about:blank');
  await tab.goto(new URL(truth.path, origin).href);
  await tab.locator(truth.ready).first().waitFor({ state: 'attached', timeout: 10_000 });
}

/** The recogniser and the adapters' reading as a script of their own, with nothing of the extension around it: the global `bench`. */
export const pageScript = (): Promise<string> => bundle('../score/in-page.ts');

/** Has the recogniser read pages in a real browser. */
export async function score(browser: Browser, pages: readonly TestPage[]): Promise<Scored[]> {
  const script = await pageScript();
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
