/** Now, in ms, by a clock that all browsers of this machine share and nobody sets back meanwhile. */
export const moment = (): number => performance.timeOrigin + performance.now();

/** How long this takes, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The next arrival: `expect` before it, `note` when it is stored, `arrived` gives the moment. */
export function arrivals() {
  let next = Promise.withResolvers<number>();
  return {
    expect(): void {
      next = Promise.withResolvers<number>();
    },
    note: (): void => next.resolve(moment()),
    arrived: (): Promise<number> => next.promise,
  };
}
