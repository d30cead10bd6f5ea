import type { DayFigure, Figure } from '@/lib/domain/metric';
import type { BehindRow } from '@/lib/store/view';
import { finding } from './fixture-pages';
import { longName } from './fixture-tasks';

export const figure = (metric: string, more: Partial<Figure>): Figure => ({
  metric,
  version: 1,
  unit: 'count',
  numerator: 0,
  denominator: null,
  known: 0,
  all: 0,
  rows: [],
  ...more,
});

type Counts = [numerator: number, denominator: number | null, known: number, all: number] | null;
/** Fourteen days ending on 24 November; null = nothing known that day. */
export function days(metric: string, counts: readonly Counts[]): (DayFigure | null)[] {
  return counts.map((day, index) => {
    if (!day) return null;
    const [numerator, denominator, known, all] = day;
    return {
      shop: 'main',
      day: `2026-11-${String(24 - counts.length + 1 + index).padStart(2, '0')}`,
      metric,
      numerator,
      denominator,
      known,
      all,
    };
  });
}
const count = (...values: (number | null)[]): Counts[] => values.map((value) => (value === null ? null : [value, null, value, value]));
const partly = (...values: (number | null)[]): Counts[] => values.map((value) => (value === null ? null : [value, null, 17, 59]));

export const figures: Figure[] = [
  figure('completeness', { unit: 'share', numerator: 482, denominator: 590, known: 590, all: 1416 }),
  figure('open-tasks', { numerator: 12, known: 40, all: 40 }),
  figure('overdue-tasks', { numerator: 2, known: 12, all: 12 }),
  figure('stock-agreement', { unit: 'share', numerator: 30, denominator: 34, known: 34, all: 78 }),
  figure('low-stock', { numerator: 0, known: 17, all: 59 }),
  figure('campaigns', { unit: 'count', numerator: 1, known: 3, all: 3 }),
  figure('waiting-customers', { denominator: 0 }),
];
export const trends: Record<string, (DayFigure | null)[]> = {
  completeness: days('completeness', [
    [300, 420, 420, 1416],
    [310, 420, 420, 1416],
    null,
    [320, 430, 430, 1416],
    [330, 440, 440, 1416],
    null,
    null,
    [390, 500, 500, 1416],
    [400, 510, 510, 1416],
    [430, 540, 540, 1416],
    [450, 560, 560, 1416],
    null,
    [470, 580, 580, 1416],
    [482, 590, 590, 1416],
  ]),
  'open-tasks': days('open-tasks', count(22, 20, 21, 19, 18, null, null, 17, 16, 18, 15, 13, 14, 12)),
  'overdue-tasks': days('overdue-tasks', count(0, 0, 1, 0, 0, null, null, 0, 1, 3, 0, 0, 1, 2)),
  'stock-agreement': days('stock-agreement', [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    [20, 30, 30, 78],
    [28, 33, 33, 78],
    [30, 34, 34, 78],
  ]),
  'low-stock': days('low-stock', partly(4, 3, null, 3, 2, 2, 1, 1, 0, null, 0, 0, 1, 0)),
  campaigns: days('campaigns', count(2, 2, 2, 2, 1, null, null, 1, 1, 1, 1, 1, 1, 1)),
  'waiting-customers': days(
    'waiting-customers',
    Array.from({ length: 14 }, () => null),
  ),
};

/** Nothing seen yet: every figure about a page is unknown, and there is no day to draw. */
export const unknownFigures: Figure[] = [
  figure('completeness', { unit: 'share', denominator: 0 }),
  figure('open-tasks', {}),
  figure('overdue-tasks', {}),
  figure('stock-agreement', { unit: 'share', denominator: 0, all: 78 }),
  figure('low-stock', { denominator: 0 }),
  figure('campaigns', { denominator: 0 }),
  figure('waiting-customers', { denominator: 0 }),
];
export const fewFigures: Figure[] = [
  figure('completeness', { unit: 'share', numerator: 3, denominator: 4, known: 4, all: 4 }),
  figure('stock-agreement', { unit: 'share', numerator: 1, denominator: 1, known: 1, all: 78 }),
];

export const behindRows: BehindRow[] = [
  {
    subject: 'main/listing/41',
    name: 'Gap variants',
    url: 'http://127.0.0.1:4390/admin/catalog/products/41',
    seenAt: '2026-11-24T06:10:00.000Z',
    fromFile: 'some',
    findings: [
      finding('Gap variants', 'sku-present', 'variants', 'blocks', { result: 'fail', params: { count: 2, variant: 'L' } }),
      finding('Gap variants', 'stock-known', 'variants', 'weakens', { result: 'unknown', reason: 'not-seen-yet' }),
      finding('Gap variants', 'main-picture', 'mainPicture', 'blocks', { result: 'pass' }),
    ],
  },
  { subject: 'main/listing/12', name: longName, url: null, seenAt: '2026-11-20T02:00:00.000Z', fromFile: 'all', findings: [] },
  {
    subject: 'main/listing/13',
    name: null,
    url: 'http://127.0.0.1:4390/admin/catalog/products/13',
    seenAt: null,
    fromFile: null,
    findings: [],
  },
];

/** Prices have not been read where they were since the morning. */
export const suspectFigures: Figure[] = figures.map((each) =>
  each.metric === 'completeness'
    ? { ...each, suspect: { fields: ['price', 'variants.stock'], lastGood: '2026-11-24T01:12:00.000Z' } }
    : each,
);
