import { browser } from 'wxt/browser';
import { z } from 'zod';
import { checkAtStart, type Shelf, takeSentinel } from '@/lib/store/sentinel';
import { startAnew } from '@/lib/store/start-anew';
import { StoreError } from '@/lib/store/store-error';
import { guardWrites, markDamaged } from '@/lib/store/write';
import { syncNow, withoutSync } from './sync';

const key = 'sentinel';
const Sentinel = z.object({
  install: z.string(),
  generation: z.number(),
  change: z.number(),
  n: z.number(),
  cursor: z.number(),
  counts: z.record(z.string(), z.number()),
});

const shelf: Shelf = {
  read: async () => Sentinel.safeParse((await browser.storage.local.get(key))[key]).data ?? null,
  write: (sentinel) => browser.storage.local.set({ [key]: sentinel }),
};

/** A burst of writes is noted once. */
const quietMs = 2_000;
/** From the start of a context to the look at its database: damage is told within a second. */
const afterMs = 400;

/** Looks at the database as each of our contexts starts, and before its first write; keeps the sentinel up to date. */
export function guardStore(): void {
  let isWaiting = false;
  guardWrites(look, () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      void takeSentinel(shelf).catch(say);
    }, quietMs);
  });
  // First the screen, then the look: it counts everything. A page that closed within those seconds left the sentinel behind.
  setTimeout(() => void look().then(noteSentinel).catch(say), afterMs);
}

async function look(): Promise<void> {
  const damage = await checkAtStart(shelf);
  if (damage.length === 0) return;
  await markDamaged(damage);
  throw new StoreError('store-damaged', damage);
}

/** How the database is now is how it should be. */
export const noteSentinel = (): Promise<void> => takeSentinel(shelf);

const say = (error: unknown): void => console.error('store', error instanceof StoreError ? error.code : 'failed');

/** After damage: keeps what only this device has, and gets the rest from the server. Signed out, it waits for the next sign-in. */
export async function refill(): Promise<{ kept: number; lost: number }> {
  const result = await withoutSync(startAnew);
  await takeSentinel(shelf);
  await syncNow();
  return result;
}
