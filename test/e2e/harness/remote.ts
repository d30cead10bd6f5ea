import type { CDPSession, Page } from '@playwright/test';
import { type Browser, openSurface } from './browser.ts';
import { eventually } from './eventually.ts';
import { targetsOf } from './worker.ts';

/** The real popup or the real side panel: Playwright does not list them, the DevTools protocol does. */
export interface Remote {
  /** Value of an expression, evaluated in it (a promise is awaited). */
  evaluate<T>(expression: string): Promise<T>;
  text(): Promise<string>;
  /** PNG as it stands on screen. */
  screenshot(): Promise<Buffer>;
  /** A real click in the middle of the first element that fits. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

async function attach(cdp: CDPSession, targetId: string): Promise<Remote> {
  const { sessionId } = (await cdp.send('Target.attachToTarget', { targetId, flatten: false })) as { sessionId: string };
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  let last = 0;
  cdp.on('Target.receivedMessageFromTarget', (event: { sessionId: string; message: string }) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message) as { id?: number; result?: unknown; error?: { message: string } };
    if (answer.id === undefined) return;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const send = <T>(method: string, params: object = {}) =>
    new Promise<T>((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => reject(new Error(`${method}: no answer from the popup or panel`)), 10_000);
      waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as T);
      });
      cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });

  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = await send<{ result: { value?: T }; exceptionDetails?: { text: string } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (answer.exceptionDetails) throw new Error(`${expression.slice(0, 80)}: ${answer.exceptionDetails.text}`);
    return answer.result.value as T;
  };
  return {
    evaluate,
    text: () => evaluate<string>("document.body?.innerText ?? ''"),
    async screenshot() {
      const { data } = await send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    async click(selector) {
      const [x, y] = await eventually(`${selector} in the popup or panel`, () =>
        evaluate<[number, number] | null>(
          `(() => { const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect(); return box ? [box.x + box.width / 2, box.y + box.height / 2] : null; })()`,
        ),
      );
      for (const type of ['mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    },
    async close() {
      await cdp.send('Target.closeTarget', { targetId }).catch(() => {});
    },
  };
}

async function attachTo(browser: Browser, file: string, known: ReadonlySet<string>): Promise<Remote> {
  const target = await eventually(`the real ${file}`, async () =>
    (await targetsOf(browser)).find(
      ({ url, targetId }) => url.startsWith(`chrome-extension://${browser.id}/${file}`) && !known.has(targetId),
    ),
  );
  const remote = await attach(browser.cdp, target.targetId);
  await eventually(`${file} has a body`, () => remote.evaluate<boolean>("document.readyState === 'complete' && document.body !== null"));
  return remote;
}

const idsOf = async (browser: Browser) => new Set((await targetsOf(browser)).map(({ targetId }) => targetId));

/** Evaluates in one of our pages as if a person had just clicked there. */
async function asGesture(page: Page, expression: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const answer = await session.send('Runtime.evaluate', { expression, userGesture: true, awaitPromise: true });
  if (answer.exceptionDetails)
    throw new Error(`${expression}: ${answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text}`);
  await session.detach();
}

/** Opens the real popup over the page that is in front. */
export async function openPopup(browser: Browser, front: Page): Promise<Remote> {
  const known = await idsOf(browser);
  await front.bringToFront();
  const tab = await eventually('the tab of the page in front', async () =>
    (await targetsOf(browser, [{ type: 'tab' }])).find(({ url }) => url === front.url()),
  );
  await browser.cdp.send('Extensions.triggerAction' as never, { id: browser.id, targetId: tab.targetId } as never);
  return attachTo(browser, 'popup.html', known);
}

/** Opens the real side panel beside the page that is in front. */
export async function openPanel(browser: Browser, front: Page): Promise<Remote> {
  const known = await idsOf(browser);
  const helper = await openSurface(browser, 'popup');
  await asGesture(helper, 'chrome.windows.getCurrent().then(({ id }) => { globalThis.windowId = id; })');
  await asGesture(helper, 'chrome.sidePanel.open({ windowId: globalThis.windowId })');
  for (const { targetId, url } of await targetsOf(browser)) if (url.includes('/popup.html')) known.add(targetId);
  const remote = await attachTo(browser, 'sidepanel.html', known);
  await front.bringToFront();
  await helper.close();
  return remote;
}
