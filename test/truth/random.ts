/** A small seeded generator (mulberry32), so that a failing run can be had again from its printed seed. */
export interface Random {
  /** Whole number from low to high, both included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** Some of them, in random order. */
  some<T>(from: readonly T[], count: number): T[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const some = <T>(from: readonly T[], count: number): T[] => {
    const left = [...from];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(between(0, left.length - 1), 1)[0] as T);
  };
  return { between, some, pick: (from) => from[between(0, from.length - 1)] as (typeof from)[number] };
}

/** The seed to use: LOUPE_SEED, else a new one. */
export function chooseSeed(): number {
  const wished = Number(process.env.LOUPE_SEED);
  return Number.isInteger(wished) && wished > 0 ? wished : Math.floor(Math.random() * 2 ** 31) + 1;
}
