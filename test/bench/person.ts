import type { Page } from '@playwright/test';
import type { Browser } from '../e2e/harness/browser.ts';
import { eventually } from '../e2e/harness/eventually.ts';
import { allowToAsk } from '../e2e/harness/grant.ts';
import { bundle } from './bundle.ts';
import { type Evaluate, evaluator } from './cpu.ts';

/** A page of the extension that shows nothing, with a bundled script in it (in-page/past.ts if none is given) as the global `bench`. */
export async function backstage({ context, id }: Browser, script?: string): Promise<{ page: Page; evaluate: Evaluate }> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/manifest.json`);
  const evaluate = evaluator(await context.newCDPSession(page));
  await evaluate(`${script ?? (await bundle('in-page/past.ts'))};globalThis.bench = bench; undefined`);
  return { page, evaluate };
}

/** Grants an origin as a person does who is asked for it. */
export async function grant(browser: Browser, evaluate: Evaluate, origin: string): Promise<void> {
  await allowToAsk(browser, [origin]);
  await evaluate(`chrome.permissions.request({ origins: ['${origin}/*'] })`);
}

/** Grants and connects a site as a person does, and waits until its scripts are registered. */
export async function connect(browser: Browser, evaluate: Evaluate, origin: string, platform: string): Promise<void> {
  await evaluate(`bench.connect('${origin}', '${platform}')`);
  await grant(browser, evaluate, origin);
  await eventually(`scripts are registered for ${origin}`, () =>
    evaluate<boolean>(
      `chrome.scripting.getRegisteredContentScripts().then((all) => all.some(({ matches }) => matches.includes('${origin}/*')))`,
    ),
  );
}
