/** Reading may take this share of the page's time: P7 of the speed goals. */
const share = 0.05;
const longest = 250;

/**
 * How long to wait before the page is read again, in ms: at once after a quiet time, else so long that reading stays within its share
 * of the page's time. Never so long that a changed row waits 300 ms.
 */
export function waitBeforeRead(now: number, lastEnd: number, lastCost: number): number {
  const spacing = Math.min(lastCost / share, longest);
  return Math.max(0, lastEnd + spacing - now);
}

/** What a look took is told once it is drawn (ms). */
export const drawn = 50;

let spent = 0;

/** What our work took of the page's time since it was told last (ms). */
export function takeSpent(): number {
  const ms = spent;
  spent = 0;
  return ms;
}

export function timed(run: () => void): void {
  const begin = performance.now();
  run();
  spent += performance.now() - begin;
}

/** Runs once per frame however often it is asked; nothing after `stop`. */
export function oncePerFrame(run: () => void, request: (run: () => void) => number, cancel: (handle: number) => void) {
  let asked: number | null = null;
  return {
    ask(): void {
      asked ??= request(() => {
        asked = null;
        timed(run);
      });
    },
    stop(): void {
      if (asked !== null) cancel(asked);
      asked = null;
    },
  };
}
