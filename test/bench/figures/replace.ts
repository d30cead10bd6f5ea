import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '../../e2e/harness/browser.ts';
import { eventually } from '../../e2e/harness/eventually.ts';
import { bundle, root } from '../bundle.ts';
import { evaluator, meter } from '../cpu.ts';
import { type Figure, ms } from '../figure.ts';
import { ourWorld } from '../injection.ts';
import { backstage, connect } from '../person.ts';
import { interleaved, median } from '../rounds.ts';
import { serve } from '../shop.ts';

/** In the content script's world: counts the looks that it sends to the background, and those that are answered. */
const countLooks = `{
  const send = chrome.runtime.sendMessage;
  globalThis.looks = { sent: 0, answered: 0 };
  chrome.runtime.sendMessage = (message) => {
    const answer = send(message);
    if (message.type === 'page.observed') {
      looks.sent++;
      answer.finally(() => looks.answered++);
    }
    return answer;
  };
}`;
const path = '/admin/catalog/products';
/** After the last thing that is waited for, the frames in which it is drawn, in ms. */
const frames = 700;
/** The first sight of so many records writes a history of its own, which takes the background a while (ms). */
const answering = 120_000;

/**
 * Vendure's list in Vendure's own style sheet, for the share of ours is measured against what a row costs the page. Without its
 * endless progress bar, which would cost the more the longer one waits.
 */
async function listPage(): Promise<string> {
  const [sheet = ''] = globSync('node_modules/@vendure/admin-ui-plugin/lib/admin-ui/browser/styles-*.css', { cwd: root });
  const style = readFileSync(join(root, sheet), 'utf8').replaceAll('</', '<\\/');
  const markup = readFileSync(join(root, 'adapters', 'vendure', 'product-list.html'), 'utf8');
  const script = (await bundle('in-page/swap.ts')).replaceAll('</', '<\\/');
  return `<!doctype html><meta charset="utf-8"><title>Products</title><style>${style}
*, ::before, ::after { animation: none !important }</style><body>${markup}<script>${script}</script></body>`;
}

/**
 * Opens the list; gives what one replacement of its rows costs. Both pages are watched alike and as long: asking costs them time, and
 * a browser collects the old rows when a page has been idle for a while.
 */
async function opened({ context, id }: Browser, url: string, isConnected: boolean, wait: { ms: number }): Promise<() => Promise<number>> {
  const page = await context.newPage();
  await page.goto(url);
  const { session, cost } = await meter(page);
  const evaluate = evaluator(session);
  const world = isConnected ? await ourWorld(session, id) : evaluate;
  await world(isConnected ? countLooks : 'globalThis.looks = { sent: 0, answered: 0 }');
  let sent = 0;
  let shown = 0;
  return async () => {
    await page.bringToFront();
    await sleep(frames);
    shown = 1 - shown;
    const { thread } = await cost(async () => {
      await evaluate(`bench.swap(${shown})`);
      await sleep(frames);
      const begin = Date.now();
      await eventually(
        'the look at the new rows is answered',
        async () => {
          const looks = await world<{ sent: number; answered: number }>('looks');
          if (!isConnected) return Date.now() - begin >= wait.ms;
          if (looks.sent === sent || looks.answered < looks.sent) return false;
          sent = looks.sent;
          return true;
        },
        answering,
      );
      if (isConnected) wait.ms = Date.now() - begin;
      await sleep(frames);
    });
    return thread;
  };
}

/** From the replacement to the badges of the new rows, all that the page's main thread does; the same page without us at another origin. */
export const replace: Figure = {
  name: 'replace-1000',
  most: 1.08,
  async measure({ extended, rounds }) {
    const browser = await extended();
    const shop = await serve([{ name: 'product-list', path, html: await listPage() }]);
    const { evaluate } = await backstage(browser);
    await connect(browser, evaluate, shop.origin, 'vendure');
    const wait = { ms: 0 };
    const variants = {
      bare: await opened(browser, shop.otherOrigin + path, false, wait),
      ours: await opened(browser, shop.origin + path, true, wait),
    };
    // Twice before anything is measured: by then the background has seen all records once.
    await variants.ours();
    const samples = await interleaved(Math.max(rounds, 15), variants);
    shop.close();
    // Round by round: the two of a round had the same machine.
    const shares = samples.ours.map((ours, round) => ours / (samples.bare[round] ?? Number.NaN));
    const note = `in single rounds from ${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)}`;
    return { value: median(shares), ours: ms(median(samples.ours)), yardstick: ms(median(samples.bare)), note };
  },
};
