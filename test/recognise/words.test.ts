import { afterEach, describe, expect, it } from 'vitest';
import { countOf, decimalOf, priceOf } from '@/lib/adapter/recognise/amounts';
import { fieldsOf, labelInName } from '@/lib/adapter/recognise/label';
import { dayOrderIn, momentOf, periodOf } from '@/lib/adapter/recognise/moments';
import { learn } from '@/lib/adapter/recognise/words';

const named = (label: string, noun: 'listing' | 'campaign' | 'order' | 'variant' = 'listing') =>
  fieldsOf(noun, label).map(({ field }) => field);

describe('a label names a field by what a person reads', () => {
  it.each([
    ['Product name *', ['name']],
    ['PRICE (USD)', ['price']],
    ['Price (EUR):', ['price']],
    ['SKU (Stock Keeping Unit)', ['sku']],
    ['商品編號 (SKU)', ['sku']],
    ['库存数量：', ['stock']],
    ['售價 (NT$)', ['price']],
    ['Current stock', ['stock']],
  ])('%s', (label, fields) => expect(named(label)).toEqual(fields));

  it.each([
    'Minimum quantity',
    'Meta title',
    'Cost price',
    'Compare at price',
    'Category image',
    'Low stock threshold',
    'Out of stock status',
    '市场价',
    '成本价',
    'SEO 標題',
    '每人限购',
    'Sort order',
    '',
  ])('a near miss names nothing: %s', (label) => expect(named(label)).toEqual([]));

  it('says when it asks for half a moment', () =>
    expect(fieldsOf('campaign', 'Valid from (time)')[0]).toMatchObject({ field: 'startsAt', part: 'time' }));
  it('finds the label in a name that nobody was meant to read', () => {
    expect(labelInName('product[variants_attributes][0][sku]')).toBe('sku');
    expect(labelInName('regularPrice')).toBe('regular Price');
  });

  describe('what a site was taught', () => {
    afterEach(() => learn([]));
    it('comes before the dictionary, and counts for that noun alone', () => {
      learn([
        { noun: 'listing', label: 'Model', field: 'sku' },
        { noun: 'listing', label: 'Status', field: null },
      ]);
      expect(named('model:')).toEqual(['sku']);
      expect(named('Status')).toEqual([]);
      expect(named('Status', 'order')).toEqual(['state']);
    });
  });
});

describe('amounts are read in one way or not at all', () => {
  it.each([
    ['1,299.00', '1299.00'],
    ['1.299,00', '1299.00'],
    ['1 299,00', '1299.00'],
    ["1'299.00", '1299.00'],
    ['1,299', '1299'],
    ['17.2000', '17.2000'],
    ['0.125', '0.125'],
    ['007', '7'],
  ])('%s', (text, decimal) => expect(decimalOf(text)).toBe(decimal));
  it.each(['1.299', '1,29,9', '12.', 'x', '1.2.3', '1,2999.00'])('not %s', (text) => expect(decimalOf(text)).toBeUndefined());
  it.each([
    ['$19.99', { amount: '19.99', currency: '$' }],
    ['19,99 €', { amount: '19.99', currency: '€' }],
    ['NT$ 1,280', { amount: '1280', currency: 'NT$' }],
    ['—', null],
    ['$12.00 – $38.00', undefined],
    ['from $5', undefined],
    ['15 %', undefined],
  ])('%s', (text, price) => expect(priceOf(text)).toEqual(price));
  it.each([
    ['134 in stock for 6 variants', 134],
    ['In stock (25)', 25],
    ['-4', -4],
    ['240 瓶', 240],
    ['0 已售完', 0],
    ['2,500.00', 2500],
    ['', null],
    ['100 / 2', undefined],
    ['In stock', undefined],
    ['1.5', undefined],
  ])('%s', (text, count) => expect(countOf(text)).toBe(count));
});

describe('a moment is read in one way or not at all', () => {
  it.each([
    ['2026-11-24 22:30:11', '2026-11-24T22:30'],
    ['2026年11月14日 下午10:28', '2026-11-14T22:28'],
    ['March 3, 2026, 9:14 a.m.', '2026-03-03T09:14'],
    ['26 November 2026, 10:02', '2026-11-26T10:02'],
    ['11/27/2026 12:00:00 AM', '2026-11-27T00:00'],
    ['24.11.2026', '2026-11-24'],
    ['5 minutes ago', '-5m'],
    ['3 天前', '-3d'],
    ['-', null],
  ])('%s', (text, moment) => expect(momentOf(text)).toBe(moment));
  it.each(['03/04/2026', '昨天 18:40', '31/31/2026', '2026-02-30', 'soon'])('not %s', (text) => expect(momentOf(text)).toBeUndefined());
  it('another row of the column tells the day from the month', () => {
    expect(dayOrderIn(['03/04/2026', '24/12/2026'])).toBe('day-first');
    expect(dayOrderIn(['03/04/2026', '12/24/2026'])).toBe('month-first');
    expect(dayOrderIn(['12/24/2026', '24/12/2026'])).toBeNull();
    expect(momentOf('03/04/2026', 'day-first')).toBe('2026-04-03');
  });
  it('takes both ends of a period, and words for no end', () => {
    expect(periodOf('2026/11/11 00:00 ~ 2026/11/12 23:59')).toEqual({ startsAt: '2026-11-11T00:00', endsAt: '2026-11-12T23:59' });
    expect(periodOf('2026/01/01 00:00 ~ 无期限'.replace('无', '無'))).toEqual({ startsAt: '2026-01-01T00:00', endsAt: null });
    expect(periodOf('领取后 3 天内有效')).toBeUndefined();
  });
});
