import type { LiveHead, LiveNews } from '@/lib/domain/sync';
import { getMeta } from '@/lib/store/database';
import { syncMark } from '@/lib/store/sync-store';
import { readHeads } from '@/lib/sync/live';
import { syncNow, takeNews } from './sync';

/** Pause before the stream is opened again (ms), by how often in a row it gave nothing. */
const pauses = [1000, 2000, 5000, 15_000, 60_000];
/** No server is connected: looked at again after this (ms). */
const idleMs = 5000;

/**
 * While a page of ours is open, what colleagues do arrives at once. One stream for all pages of this browser: the lock passes to
 * the next page when its holder closes. The worker opens none: it would be kept awake for ever.
 */
export function liveWhileOpen(): void {
  void navigator.locks.request('shop-loupe live', async () => {
    for (let vain = 0; ; ) {
      const api = await getMeta('api').catch(() => null);
      if (!api?.token) {
        await pause(idleMs);
        continue;
      }
      let told = false;
      const end = await readHeads(
        (url, init) => fetch(url, init),
        { url: api.url, token: api.token },
        (head) => {
          told = true;
          void hear(head).catch(() => undefined);
        },
        new AbortController().signal,
      );
      // Says in words that nobody is signed in any more.
      if (end === 'signed-out') await syncNow();
      vain = told ? 0 : vain + 1;
      await pause((pauses[Math.min(vain, pauses.length - 1)] ?? idleMs) * (0.5 + Math.random()));
    }
  });
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What came along is stored at once, where it goes on from here. */
async function hear(told: LiveHead | LiveNews): Promise<void> {
  if ('events' in told && (await takeNews(told))) return;
  await catchUp(told);
}

/**
 * Brings down what the server has and we have not, the older history of a first pull too, where that was cut short. A sync that
 * runs already may have asked just before it: so once more after it.
 */
async function catchUp({ epoch, head }: LiveHead): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    const [mark, history] = await Promise.all([syncMark(), getMeta('history')]);
    if (mark.epoch === epoch && mark.cursor >= head && !history) return;
    if (mark.retry.nextTry !== null && mark.retry.nextTry > new Date().toISOString()) return;
    await syncNow();
    await pause(200);
  }
}
