import type { SyncOutcome } from './sync.ts';

/** What is kept between two syncs, in the store: a worker forgets. */
export interface Retry {
  /** Failures in a row. */
  failures: number;
  /** ISO UTC; not before this by itself. null = whenever there is something to do. A click or `online` need not wait. */
  nextTry: string | null;
  /** Events in one request: fewer after one that took too long. */
  batch: number;
}

export const largestBatch = 1000;
const smallestBatch = 25;
const longestWaitMs = 300_000;
export const firstRetry: Retry = { failures: 0, nextTry: null, batch: largestBatch };

/**
 * When to try again: full jitter below min(5 min, 1 s · 2^failures), or what the server asked for if that is longer.
 * `random` is a number from 0 up to 1.
 */
export function retryAfter(before: Retry, outcome: SyncOutcome, now: Date, random: number): Retry {
  if (outcome.kind === 'synced') return { failures: 0, nextTry: null, batch: Math.min(largestBatch, before.batch * 2) };
  const ceiling = Math.min(longestWaitMs, 1000 * 2 ** Math.min(before.failures, 20));
  const asked = outcome.kind === 'slow-down' ? (outcome.seconds ?? 0) * 1000 : 0;
  const wait = Math.max(asked, Math.round(random * ceiling));
  const slow = outcome.kind === 'offline' && outcome.timedOut;
  return {
    failures: before.failures + 1,
    nextTry: new Date(now.getTime() + wait).toISOString(),
    batch: slow ? Math.max(smallestBatch, Math.floor(before.batch / 4)) : before.batch,
  };
}
