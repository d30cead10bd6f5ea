import type { Browser as Person } from '../e2e/harness/browser.ts';

/** What one figure came to in this run. */
export interface Measured {
  value: number;
  /** What was measured of ours and of the yardstick, in words. */
  ours: string;
  yardstick: string;
  note?: string;
}

/** A figure with the line it must reach: at most `most`, or at least `least`. */
export type Figure = { name: string; measure(bench: Bench): Promise<Measured> } & ({ most: number } | { least: number });

/** What figures are measured with. */
export interface Bench {
  rounds: number;
  /** A bare browser. */
  bare(): Promise<Person>;
  /** A browser with the built extension; each call another person with a new profile. */
  extended(): Promise<Person>;
}

export const ms = (value: number): string => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
