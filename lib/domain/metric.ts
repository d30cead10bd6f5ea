import type { Case } from './case';
import type { Noun } from './record';
import type { JudgedRecord } from './verdict';

/** A figure with everything needed to trust it. Unknown when denominator = 0: never 0 or 100. */
export interface Figure {
  metric: string;
  /** Version of the formula. */
  version: number;
  numerator: number;
  /** null = a plain count. */
  denominator: number | null;
  /** Coverage: how many of all could be seen; null where the question does not arise. */
  known: number;
  all: number;
  unit: 'share' | 'count';
  /** Subjects (or case ids) the figure was counted from: what it opens. */
  rows: string[];
  /** Fields that it counts on and that are not read where they were: what the pages say may be something else since then (ISO UTC). */
  suspect?: { fields: string[]; lastGood: string };
}

/** value between 0 and 1 for a share, a count, or null for unknown. */
export function figureValue(figure: Pick<Figure, 'numerator' | 'denominator' | 'unit' | 'known'>): number | null {
  if (figure.unit === 'count') return figure.known === 0 && figure.numerator === 0 && figure.denominator !== null ? null : figure.numerator;
  return figure.denominator ? figure.numerator / figure.denominator : null;
}

/** A day's last value, for trends: kept as counts so that shares can be checked. */
export interface DayFigure {
  shop: string;
  /** YYYY-MM-DD in the shop's time zone. */
  day: string;
  metric: string;
  numerator: number;
  denominator: number | null;
  known: number;
  all: number;
}

/** One row's share of a figure, or the sum of them. */
export interface Tally {
  numerator: number;
  denominator: number;
  known: number;
  all: number;
}

export interface MetricFacts {
  /** SKU → quantity, or null without a ledger. */
  ledger: ReadonlyMap<string, number> | null;
  /** Checks that a complete listing must pass. */
  required: readonly string[];
}

/** A metric: one file in lib/metrics. Each row's share is added up as rows change, so a figure costs one read. */
export interface Metric {
  id: string;
  /** Version of the formula. */
  version: number;
  unit: 'share' | 'count';
  of: 'record' | 'case';
  /** Where it is about something a page must have shown: without any sight of it the figure is unknown. */
  noun: Noun | null;
  /** Fields of records that decide a row's share. */
  reads: readonly string[];
  /** A row's share of the figure, or null when it has none. */
  count(row: JudgedRecord | Case, facts: MetricFacts): Tally | null;
}
