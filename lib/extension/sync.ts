import type { LiveNews } from '@/lib/domain/sync';
import { database, getMeta } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { leaveBrokenChain } from '@/lib/store/new-device';
import { type LongWork, rebuildIfDue } from '@/lib/store/rebuild';
import { sealTail } from '@/lib/store/seal';
import { makeSpans } from '@/lib/store/spans';
import { takeScope } from '@/lib/store/start-anew';
import { sweepIfDue } from '@/lib/store/sweep';
import { changeMark, syncMark, syncStore } from '@/lib/store/sync-store';
import { isLoopback } from '@/lib/sync/api-url';
import { firstRetry, retryAfter } from '@/lib/sync/back-off';
import type { Fetch } from '@/lib/sync/call';
import { pullHistory, pullState } from '@/lib/sync/first-pull';
import { sync } from '@/lib/sync/sync';

const lock = 'shop-loupe sync';

/** Alone among worker and pages: one sync at a time; whoever comes meanwhile need not wait, the running one takes its events along. */
export async function syncNow(): Promise<void> {
  await navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
    if (held) await run();
  });
}

/**
 * Stores what came by the live stream as if it were a page that was asked for. False when it can't be told that it goes on from here,
 * or a sync is at work: then one has to ask.
 */
export async function takeNews({ after, scope, ...news }: LiveNews): Promise<boolean> {
  let isTaken = false;
  await navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
    if (!held) return;
    const [history, at] = await Promise.all([getMeta('history'), syncStore.place()]);
    if (history || at.epoch !== news.epoch || at.scope !== scope || at.cursor < after) return;
    const serverNow = new Date().toISOString();
    const answer = { v: 1 as const, ...news, cursor: news.head, more: false, serverNow, accepted: [], rejected: [] };
    isTaken = at.cursor >= news.head || (await syncStore.applyAnswer(answer, at));
    if (!isTaken) return;
    await changeMark(({ outcome, lastAt }) => ({ lastAt: outcome === 'synced' ? serverNow : lastAt }));
    // News may tell of an erasure.
    await rebuildIfDue();
  });
  return isTaken;
}

/** Nobody syncs while `work` runs. */
export const withoutSync = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(lock, work);

/** Seals what has grown, and once a day looks through everything. Not while a sync is at work. */
export async function lookAfterLog(now: Date): Promise<void> {
  await navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
    if (!held) return;
    await rebuildIfDue();
    await sealTail();
    await sweepIfDue(now);
  });
  await spanHistory();
}

/** One at a time, and long after an upgrade or a restore: no sync waits for it. */
export async function spanHistory(work?: LongWork): Promise<void> {
  await navigator.locks.request('shop-loupe spans', () => makeSpans(work));
}

async function run(): Promise<void> {
  const [damage, rejected, api, before] = await Promise.all([getMeta('damage'), database().rejected.count(), getMeta('api'), syncMark()]);
  // What is damaged must not be acknowledged to, nor sent again and again.
  if (damage || !api?.token) return;
  if (rejected > 0 && (await leaveBrokenChain())) return;
  const options = { batch: before.retry.batch, blocked: () => blockedByBrowser(api.url) };
  const link = { url: api.url, token: api.token };
  const call: Fetch = (url, init) => fetch(url, init);
  if (before.epoch === null) await pullState(historyStore, link, call);
  const outcome = await sync(syncStore, link, call, () => new Date(), options);
  if (rejected + outcome.rejected > 0) await leaveBrokenChain();
  if (outcome.scope !== null && (await takeScope(outcome.scope))) return run();
  await changeMark((mark) => ({
    retry: retryAfter(before.retry, outcome, new Date(), Math.random()),
    lastAt: outcome.kind === 'synced' ? outcome.at : mark.lastAt,
    outcome: outcome.kind,
    problem: 'code' in outcome ? outcome.code : null,
  }));
  // Screens are right by now; what is older comes after.
  if (outcome.kind === 'synced') await pullHistory(historyStore, link, call);
  await rebuildIfDue();
  await sealTail();
}

/** When we are signed in and the back-off allows it. */
export async function syncIfDue(): Promise<void> {
  const [api, { retry }] = await Promise.all([getMeta('api'), syncMark()]);
  if (!api?.token) return;
  if (retry.nextTry !== null && retry.nextTry > new Date().toISOString()) return;
  await syncNow();
}

/** Called after every piece of work: whoever has worked need not wait for the network. */
export function syncSoon(): void {
  void syncIfDue().catch((error: unknown) => console.error('sync', error instanceof Error ? error.name : 'failed'));
}

/** Keeps an open page of ours in step: syncs whenever something waits, and as soon as the network is back. */
export function syncWhileOpen(subscribe: (query: () => Promise<number>, next: (pending: number) => void) => void): void {
  subscribe(
    () => database().outbox.count(),
    (pending) => {
      if (pending > 0) syncSoon();
    },
  );
  addEventListener('online', () => {
    void changeMark(() => ({ retry: firstRetry })).then(syncNow);
  });
}

/** Chromium's Local Network Access rule refuses calls to this machine or the local net until the user allows them. */
export async function blockedByBrowser(url: string): Promise<boolean> {
  if (!isLoopback(new URL(url).hostname)) return false;
  const names = ['loopback-network', 'local-network-access'];
  for (const name of names) {
    const state = await navigator.permissions.query({ name: name as PermissionName }).catch(() => null);
    if (state?.state === 'denied') return true;
  }
  return false;
}
