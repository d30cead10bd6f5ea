import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import type { Browser } from '../e2e/harness/browser.ts';
import { type Evaluate, evaluator } from './cpu.ts';

/** The content script's own world in a page that has loaded. */
export async function ourWorld(session: CDPSession, extension: string): Promise<Evaluate> {
  let ours: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extension}`) ours = context.id;
  });
  // Tells of all that exist before it answers.
  await session.send('Runtime.enable');
  await session.send('Runtime.disable');
  if (ours === undefined) throw new Error('No script of ours runs in this page.');
  return evaluator(session, ours);
}

/** How long a page is watched at most after it has loaded, in ms: nobody touches it meanwhile. */
const watched = 2_500;
/** How long after it was told what we think of the page. */
const drawing = 400;
/** Tells our own questions from what is measured. */
const mark = 'asked-by-the-bench';
/** In the content script's world, before it has asked anything: keeps what the background sends. */
const keepAnswers = `{
  const send = chrome.runtime.sendMessage;
  globalThis.answers = [];
  chrome.runtime.sendMessage = (message) => {
    const answer = send(message);
    answer.then((value) => answers.push(value), () => {});
    return answer;
  };
} //# sourceURL=${mark}`;
/** What of that is ours to draw and to see with; the rest is about what the page showed. */
const sentTexts = `(async () => {
  const opened = await chrome.runtime.sendMessage({ type: 'page.opened', url: location.href });
  return [['page.opened', opened], ...answers.filter((answer) => answer?.texts).map(({ texts }) => ['texts', texts])];
})()`;

/** All that the extension brings into a page by itself, by name: scripts of any world, style sheets, files, and what the background sends them. */
export async function injectedInto({ context, id }: Browser, url: string): Promise<Map<string, string>> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const home = `chrome-extension://${id}`;
  const worlds = new Set<number>();
  const scripts: { id: string; url: string; world: number }[] = [];
  const sheets: string[] = [];
  const files = new Map<string, string>();
  session.on('Runtime.executionContextCreated', ({ context: world }) => {
    if (!world.origin.startsWith(home)) return;
    worlds.add(world.id);
    void session.send('Runtime.evaluate', { contextId: world.id, expression: keepAnswers });
  });
  session.on('Debugger.scriptParsed', (script) => scripts.push({ id: script.scriptId, url: script.url, world: script.executionContextId }));
  session.on('CSS.styleSheetAdded', ({ header }) => header.origin === 'injected' && sheets.push(header.styleSheetId));
  session.on('Network.requestWillBeSent', ({ requestId, request }) => request.url.startsWith(home) && files.set(requestId, request.url));
  for (const domain of ['DOM', 'CSS', 'Runtime', 'Debugger', 'Network'] as const) await session.send(`${domain}.enable`);
  await page.goto(url);
  const isTold = async () => {
    const [world] = worlds;
    return (
      world !== undefined &&
      (await evaluator(session, world)<boolean>(`answers.some((answer) => answer?.byRow) //# sourceURL=${mark}`).catch(() => false))
    );
  };
  for (const end = performance.now() + watched; performance.now() < end && !(await isTold()); ) await sleep(100);
  await sleep(drawing);

  const parts = new Map<string, string>();
  for (const script of scripts) {
    if (script.url === mark || !(script.url.startsWith(home) || worlds.has(script.world))) continue;
    const { scriptSource } = await session.send('Debugger.getScriptSource', { scriptId: script.id });
    parts.set(script.url.split('/').at(-1) || `script ${script.id}`, scriptSource);
  }
  // The browser tells that there is such a sheet, and nothing of what is in it.
  for (const styleSheetId of sheets) parts.set(`sheet ${styleSheetId}`, 'of unknown size');
  for (const [requestId, file] of files) parts.set(file, (await session.send('Network.getResponseBody', { requestId })).body);
  for (const world of worlds) {
    const sent = await evaluator(session, world)<[string, object | undefined][]>(sentTexts);
    for (const [name, value] of sent) parts.set(name, JSON.stringify(value) ?? '');
  }
  await page.close();
  return parts;
}
