import { type DayFigure, type Figure, figureValue as valueOfFigure } from '@/lib/domain/metric';

type Counted = Pick<Figure, 'numerator' | 'denominator' | 'known' | 'all' | 'unit'>;

/** Below this many a share says nothing: the counts stand alone. */
export const fewest = 5;

/** A figure as it may be shown. A share always brings its counts; what nobody could see is never a number. */
export type Reading =
  | { kind: 'unknown' }
  | { kind: 'count'; count: number }
  | { kind: 'few'; numerator: number; denominator: number }
  | { kind: 'share'; percent: number; numerator: number; denominator: number };

export function readingOf(figure: Counted): Reading {
  const { numerator, denominator, known, all, unit } = figure;
  if (valueOfFigure(figure) === null || (all > 0 && known === 0)) return { kind: 'unknown' };
  if (unit === 'count') return { kind: 'count', count: numerator };
  const of = denominator ?? 0;
  return of < fewest
    ? { kind: 'few', numerator, denominator: of }
    : { kind: 'share', percent: percent(numerator, of), numerator, denominator: of };
}

export const dayReading = (day: DayFigure | null, unit: Figure['unit']): Reading =>
  day ? readingOf({ ...day, unit }) : { kind: 'unknown' };

/** Whole per cent; 100 only for all and 0 only for none, however close rounding would come. */
function percent(numerator: number, denominator: number): number {
  const rounded = Math.round((100 * numerator) / denominator);
  if (numerator < denominator && rounded === 100) return 99;
  return numerator > 0 && rounded === 0 ? 1 : rounded;
}

export interface Delta {
  direction: 'up' | 'down' | 'level';
  /** Percentage points for a share, else pieces a day, one decimal at most. */
  by: number;
}

/** The later half of the days against the half before; null where either half knows too little. Days that nobody saw are left out, not counted as 0. */
export function deltaOf(days: readonly (DayFigure | null)[], unit: Figure['unit']): Delta | null {
  const half = Math.floor(days.length / 2);
  const before = levelOf(days.slice(0, half), unit);
  const recent = levelOf(days.slice(half), unit);
  if (before === null || recent === null) return null;
  const scale = unit === 'share' ? 1 : 10;
  const by = Math.round((recent - before) * scale) / scale;
  return { direction: by > 0 ? 'up' : by < 0 ? 'down' : 'level', by: Math.abs(by) };
}

function levelOf(days: readonly (DayFigure | null)[], unit: Figure['unit']): number | null {
  const known = days.filter(
    (day): day is DayFigure => day !== null && dayReading(day, unit).kind === (unit === 'share' ? 'share' : 'count'),
  );
  if (known.length === 0) return null;
  const sum = (pick: (day: DayFigure) => number) => known.reduce((total, day) => total + pick(day), 0);
  return unit === 'share'
    ? (100 * sum((day) => day.numerator)) / sum((day) => day.denominator ?? 0)
    : sum((day) => day.numerator) / known.length;
}

/** Metrics of which more is better; of all others less is. */
const moreIsBetter = new Set(['completeness', 'stock-agreement']);

export function turnOf(metric: string, delta: Delta): 'better' | 'worse' | 'level' {
  if (delta.direction === 'level') return 'level';
  return (delta.direction === 'up') === moreIsBetter.has(metric) ? 'better' : 'worse';
}
