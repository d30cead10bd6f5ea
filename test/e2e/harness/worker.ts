import type { Browser } from './browser.ts';
import { eventually } from './eventually.ts';

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

export async function targetsOf(browser: Browser, filter?: { type: string }[]): Promise<TargetInfo[]> {
  const { targetInfos } = (await browser.cdp.send('Target.getTargets', filter ? { filter } : {})) as { targetInfos: TargetInfo[] };
  return targetInfos;
}

const workers = async (browser: Browser) =>
  (await targetsOf(browser)).filter(({ type, url }) => type === 'service_worker' && url.includes(browser.id));

/**
 * Kills the extension's worker, as the browser does after half a minute of silence or any time it likes. A page may wake it again
 * at once, under the same id: then it never leaves the list, so the browser's own word counts.
 */
export async function stopWorker(browser: Browser): Promise<void> {
  const running = await workers(browser);
  if (running.length === 0) return;
  const ended = await Promise.all(
    running.map(({ targetId }) => browser.cdp.send('Target.closeTarget', { targetId }) as Promise<{ success: boolean }>),
  );
  if (!ended.some(({ success }) => success)) throw new Error('The browser did not end the worker.');
  await eventually('the worker is gone', async () => (await workers(browser)).length === 0, 2000).catch(() => undefined);
}

/** True while the worker runs. (Asking a stopped one by `evaluate` hangs until something else wakes it.) */
export async function workerRuns(browser: Browser): Promise<boolean> {
  return (await workers(browser)).length > 0;
}
