import type { Browser } from './browser.ts';
import { eventually } from './eventually.ts';

interface ProcessInfo {
  type: string;
  id: number;
}

/** Ends the whole browser as a power cut of its process does: kill -9, nothing written any more. */
export async function kill(browser: Browser): Promise<void> {
  const { processInfo } = (await browser.cdp.send('SystemInfo.getProcessInfo')) as { processInfo: ProcessInfo[] };
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not say which process it is.');
  process.kill(main.id, 'SIGKILL');
  await eventually('the browser is gone', () => !runs(main.id));
}

function runs(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
