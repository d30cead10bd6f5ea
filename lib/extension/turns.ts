/** Work that runs alone in this browser, among worker and pages, whichever of them dies when. */
const [turn, next] = ['shop-loupe sync', 'shop-loupe sync next'];

/** Runs at once where nobody else is at work; else not at all. */
export const ifFree = (work: () => Promise<void>): Promise<boolean> =>
  navigator.locks.request(turn, { ifAvailable: true }, async (held) => {
    if (held) await work();
    return held !== null;
  });

/** Runs once nobody else does. */
export const afterAll = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(turn, work);

/**
 * Runs at once, or as soon as what is at work has ended, if it is still `wanted` then. One waits at most: it does for all who come
 * meanwhile, and makes room for the next of them before it begins.
 */
export async function inTurn(work: () => Promise<void>, wanted: () => Promise<boolean>): Promise<void> {
  if (await ifFree(work)) return;
  let running: Promise<void> = Promise.resolve();
  await navigator.locks.request(next, { ifAvailable: true }, async (isNext) => {
    if (!isNext) return;
    const begun = Promise.withResolvers<void>();
    running = afterAll(async () => {
      begun.resolve();
      if (await wanted()) await work();
    });
    await Promise.race([begun.promise, running]);
  });
  await running;
}
