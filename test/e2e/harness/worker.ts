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

/** Kills the extension's worker, as the browser does after half a minute of silence or any time it likes. (The page may wake another at once.) */
export async function stopWorker(browser: Browser): Promise<void> {
  const killed = new Set((await workers(browser)).map(({ targetId }) => targetId));
  for (const targetId of killed) await browser.cdp.send('Target.closeTarget', { targetId });
  await eventually('the worker is gone', async () => !(await workers(browser)).some(({ targetId }) => killed.has(targetId)));
}

/** True while the worker runs. (Asking a stopped one by `evaluate` hangs until something else wakes it.) */
export async function workerRuns(browser: Browser): Promise<boolean> {
  return (await workers(browser)).length > 0;
}
