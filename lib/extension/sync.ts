import { type ApiLink, database, getMeta, setMeta } from '@/lib/store/database';
import { newDevice } from '@/lib/store/log';
import { syncMark, syncStore } from '@/lib/store/sync-store';
import { isLoopback } from '@/lib/sync/api-url';
import { firstRetry, retryAfter } from '@/lib/sync/back-off';
import { sync } from '@/lib/sync/sync';

const lock = 'shop-loupe sync';

/** Alone among worker and pages: one sync at a time; whoever comes meanwhile need not wait, the running one takes its events along. */
export async function syncNow(): Promise<void> {
  await navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
    if (held) await run();
  });
}

async function run(): Promise<void> {
  const api = await getMeta('api');
  if (!api?.token) return;
  const before = await syncMark();
  const options = { batch: before.retry.batch, blocked: () => blockedByBrowser(api.url) };
  const outcome = await sync(
    syncStore,
    { url: api.url, token: api.token },
    (url, init) => fetch(url, init),
    () => new Date(),
    options,
  );
  if (outcome.chainBroken) await beginAnew(api);
  const after = await syncMark();
  await setMeta('sync', {
    ...after,
    retry: retryAfter(before.retry, outcome, new Date(), Math.random()),
    lastAt: outcome.kind === 'synced' ? outcome.at : after.lastAt,
    outcome: outcome.kind,
    problem: 'code' in outcome ? outcome.code : null,
  });
}

/** This profile was rolled back: the server knows a longer chain. It goes on as a new device, after its member has signed in again. */
async function beginAnew(api: ApiLink): Promise<void> {
  await newDevice();
  await setMeta('api', { ...api, token: null });
}

/** When there is something to do and the back-off allows it. Called after every piece of work and by the alarm. */
export function syncSoon(): void {
  void (async () => {
    if (!(await getMeta('api'))?.token) return;
    const { retry } = await syncMark();
    if (retry.nextTry !== null && retry.nextTry > new Date().toISOString()) return;
    await syncNow();
  })().catch((error: unknown) => console.error('sync', error instanceof Error ? error.name : 'failed'));
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
    void syncMark().then(async (mark) => {
      await setMeta('sync', { ...mark, retry: firstRetry });
      await syncNow();
    });
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
