import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is not null, undefined or false; says what was waited for when it never comes. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  within = 15_000,
): Promise<T> {
  const deadline = Date.now() + within;
  let problem = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      problem = '';
    } catch (error) {
      problem = error instanceof Error ? ` (last: ${error.message.split('\n')[0]})` : '';
    }
    if (Date.now() > deadline) throw new Error(`Waited ${within / 1000} s in vain: ${what}${problem}`);
    await sleep(150);
  }
}

/** Waits until a value has stayed the same for a while, and returns it. */
export async function settled<T>(ask: () => Promise<T>, quiet = 1200, within = 20_000): Promise<T> {
  const deadline = Date.now() + within;
  let last = await ask();
  let since = Date.now();
  while (Date.now() - since < quiet && Date.now() < deadline) {
    await sleep(150);
    const now = await ask();
    if (JSON.stringify(now) !== JSON.stringify(last)) since = Date.now();
    last = now;
  }
  return last;
}
