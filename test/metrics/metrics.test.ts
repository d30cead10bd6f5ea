import { describe, expect, it } from 'vitest';
import type { Case } from '@/lib/domain/case';
import { figureValue, type MetricFacts, type Tally } from '@/lib/domain/metric';
import type { Noun } from '@/lib/domain/record';
import type { JudgedRecord } from '@/lib/domain/verdict';
import { metrics } from '@/lib/metrics/load';
import { textsOf } from '@/lib/text/load';
import { locales } from '@/lib/text/text';

type Result = 'pass' | 'fail' | 'unknown' | 'na';
const record = (noun: Noun, results: Record<string, Result>, fields: object = {}): JudgedRecord => ({
  subject: `shop/${noun}/1`,
  shop: 'shop',
  noun,
  id: '1',
  fields,
  seenAt: '2026-11-24T12:00:00.000Z',
  url: 'https://shop.example/1',
  verdicts: Object.fromEntries(
    Object.entries(results).map(([check, result]) => [
      check,
      result === 'fail'
        ? { result, params: {}, severity: 'weakens' }
        : result === 'unknown'
          ? { result, reason: 'not-shown', severity: 'weakens' }
          : { result, severity: 'weakens' },
    ]),
  ),
});
const kase = (change: Partial<Case> = {}): Case => ({
  id: 'c',
  flow: 'listing-gap',
  shop: 'shop',
  about: 'shop/listing/1',
  cause: 'name-length',
  state: 'open',
  open: true,
  due: null,
  snoozedUntil: null,
  params: {},
  title: null,
  openedAt: '2026-11-24T12:00:00.000Z',
  openedBy: 'anna',
  movedAt: '2026-11-24T12:00:00.000Z',
  evidence: null,
  ...change,
});
const facts: MetricFacts = { ledger: null, required: ['name-length', 'sku-present', 'main-picture'] };
const count = (id: string, row: JudgedRecord | Case, more: Partial<MetricFacts> = {}) => metrics.get(id)?.count(row, { ...facts, ...more });
const tally = (numerator: number, denominator: number, known: number, all: number): Tally => ({ numerator, denominator, known, all });

describe('completeness', () => {
  it.each<[string, Record<string, Result>, Tally]>([
    ['two of three', { 'name-length': 'pass', 'sku-present': 'pass', 'main-picture': 'fail' }, tally(2, 3, 3, 3)],
    ['unknown lowers the coverage alone', { 'name-length': 'pass', 'sku-present': 'unknown' }, tally(1, 1, 1, 2)],
    ['what does not apply is in neither', { 'name-length': 'pass', 'sku-present': 'na' }, tally(1, 1, 1, 1)],
    ['a check that is not required does not count', { 'stock-low': 'fail', 'name-length': 'pass' }, tally(1, 1, 1, 1)],
    ['nothing judged', {}, tally(0, 0, 0, 0)],
    ['all unknown', { 'name-length': 'unknown' }, tally(0, 0, 0, 1)],
  ])('%s', (_what, results, expected) => {
    expect(count('completeness', record('listing', results))).toEqual(expected);
  });
});

describe('low stock', () => {
  it.each<[string, Record<string, Result>, Tally | null]>([
    ['low', { 'stock-low': 'fail', 'stock-zero-live': 'pass' }, tally(1, 1, 1, 1)],
    ['sold out', { 'stock-low': 'pass', 'stock-zero-live': 'fail' }, tally(1, 1, 1, 1)],
    ['one listing, however many variants are low and sold out', { 'stock-low': 'fail', 'stock-zero-live': 'fail' }, tally(1, 1, 1, 1)],
    ['enough', { 'stock-low': 'pass', 'stock-zero-live': 'pass' }, tally(0, 1, 1, 1)],
    ['not known', { 'stock-low': 'unknown', 'stock-zero-live': 'unknown' }, tally(0, 0, 0, 1)],
    ['half known is not known', { 'stock-low': 'pass', 'stock-zero-live': 'unknown' }, tally(0, 0, 0, 1)],
    ['a failure is one, although the rest is not known', { 'stock-low': 'fail', 'stock-zero-live': 'unknown' }, tally(1, 1, 1, 1)],
    ['not on sale', { 'stock-low': 'na', 'stock-zero-live': 'na' }, null],
    ['never judged', { 'name-length': 'fail' }, null],
  ])('%s', (_what, results, expected) => {
    expect(count('low-stock', record('listing', results))).toEqual(expected);
  });
});

describe('agreement of the stock', () => {
  const variants = (...stocks: [sku: string | null, onHand: number | null | undefined][]) => ({
    variants: stocks.map(([sku, onHand], index) => ({
      id: String(index),
      name: null,
      sku,
      ...(onHand === undefined ? {} : { stock: { onHand, held: 3, locked: null, inTransit: null } }),
    })),
  });
  const ledger = new Map([
    ['A', 5],
    ['B', 0],
  ]);

  it.each<[string, object, Tally]>([
    ['one agrees, one differs', variants(['A', 5], ['B', 1]), tally(1, 2, 2, 2)],
    ['none shown', variants(['A', null], ['B', undefined]), tally(0, 0, 0, 2)],
    ['zero and zero agree', variants(['B', 0]), tally(1, 1, 1, 1)],
    ['not in the ledger', variants(['C', 5], [null, 5], ['', 5]), tally(0, 0, 0, 0)],
    ['no variants seen', {}, tally(0, 0, 0, 0)],
  ])('%s', (_what, fields, expected) => {
    expect(count('stock-agreement', record('listing', {}, fields), { ledger })).toEqual(expected);
  });

  it('has no share without a ledger', () => {
    expect(count('stock-agreement', record('listing', {}, variants(['A', 5])))).toBeNull();
  });
});

describe('campaigns', () => {
  it.each<[string, Record<string, Result>, Tally]>([
    ['about to end', { 'campaign-ending': 'fail', 'campaign-starting': 'na', 'campaign-left-on': 'pass' }, tally(1, 1, 1, 1)],
    ['two reasons are one campaign', { 'campaign-ending': 'fail', 'campaign-left-on': 'fail' }, tally(1, 1, 1, 1)],
    ['running quietly', { 'campaign-ending': 'pass', 'campaign-left-on': 'pass' }, tally(0, 1, 1, 1)],
    ['not known', { 'campaign-ending': 'unknown' }, tally(0, 0, 0, 1)],
  ])('%s', (_what, results, expected) => {
    expect(count('campaigns', record('campaign', results))).toEqual(expected);
  });
});

describe('tasks', () => {
  it('are counted while they are open', () => {
    expect(count('open-tasks', kase())).toEqual(tally(1, 1, 1, 1));
    expect(count('open-tasks', kase({ open: false, state: 'done' }))).toEqual(tally(0, 1, 1, 1));
  });

  it('of messages are customers who wait', () => {
    expect(count('waiting-customers', kase({ flow: 'message-waiting' }))).toEqual(tally(1, 1, 1, 1));
    expect(count('waiting-customers', kase({ flow: 'message-waiting', open: false }))).toEqual(tally(0, 1, 1, 1));
    expect(count('waiting-customers', kase())).toBeNull();
  });

  it('with a deadline can become overdue', () => {
    expect(count('overdue-tasks', kase({ due: '2026-11-24T12:00:00.000Z' }))).toMatchObject({ all: 1 });
    expect(count('overdue-tasks', kase())).toBeNull();
  });
});

describe('all metrics', () => {
  it('count nothing of a row that is not theirs', () => {
    const rows = {
      listing: record('listing', { 'name-length': 'pass' }),
      campaign: record('campaign', {}),
      message: record('message', {}),
      order: record('order', {}),
    };
    for (const metric of metrics.values()) {
      if (metric.of === 'record') expect([metric.id, metric.count(kase(), facts)]).toEqual([metric.id, null]);
      for (const [noun, row] of Object.entries(rows)) {
        if (metric.of === 'case' || metric.noun !== noun)
          expect([metric.id, noun, metric.count(row, { ...facts, ledger: new Map() })]).toEqual([metric.id, noun, null]);
      }
    }
  });

  it('have names and say what they are in each language', () => {
    for (const locale of locales) {
      const texts = textsOf(locale);
      for (const id of metrics.keys())
        expect([id, texts[`metric.${id}.name`] ?? texts[`metric.${id}`] ?? 'missing']).not.toEqual([id, 'missing']);
    }
  });

  it('come in the order in which they are shown', () => {
    expect([...metrics.keys()]).toEqual([
      'completeness',
      'open-tasks',
      'overdue-tasks',
      'stock-agreement',
      'low-stock',
      'campaigns',
      'waiting-customers',
    ]);
  });
});

describe('the value of a figure', () => {
  const share = (numerator: number, denominator: number | null) =>
    figureValue({ unit: 'share', numerator, denominator, known: denominator ?? 0 });

  it('of a share is between 0 and 1, and unknown of nothing', () => {
    expect([share(0, 4), share(1, 4), share(4, 4)]).toEqual([0, 0.25, 1]);
    expect([share(0, 0), share(0, null)]).toEqual([null, null]);
  });

  it('of a count is the count, and unknown where nothing was known of what there is', () => {
    expect(figureValue({ unit: 'count', numerator: 0, denominator: null, known: 0 })).toBe(0);
    expect(figureValue({ unit: 'count', numerator: 0, denominator: 0, known: 0 })).toBeNull();
    expect(figureValue({ unit: 'count', numerator: 3, denominator: null, known: 5 })).toBe(3);
  });
});
