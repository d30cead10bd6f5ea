import type { Browser as Person } from '../e2e/harness/browser.ts';

/** What one figure came to in this run. */
export interface Measured {
  value: number;
  /** What was measured of ours and of the yardstick, in words. */
  ours: string;
  yardstick: string;
  note?: string;
  /** Others measured in the same rounds, against the same yardstick. They need not reach anything. */
  witnesses?: Witness[];
}

export interface Witness {
  name: string;
  value: number;
  theirs: string;
  note: string;
}

/** A figure with the line it must reach: at most `most`, or at least `least`. */
export type Figure = { name: string; measure(bench: Bench): Promise<Measured> } & ({ most: number } | { least: number });

/** What figures are measured with. */
export interface Bench {
  rounds: number;
  /** Takes the time that it takes: each peer in every round, and at full size. */
  full: boolean;
  /** A bare browser. */
  bare(): Promise<Person>;
  /** A browser with the built extension; each call another person with a new profile. */
  extended(): Promise<Person>;
}

export const ms = (value: number): string => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
