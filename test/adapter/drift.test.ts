import { describe, expect, it } from 'vitest';
import { medianOf } from '@/lib/adapter/drift';
import { lookOf } from '@/lib/adapter/drift-sample';
import type { RawRow } from '@/lib/domain/observation';
import { later } from '../store/fresh';
import { catalogue, looker, rowOf, usedLooker } from './drift-shop';

const products = catalogue(12);
const rows = products.map(rowOf);
const each = (change: (row: RawRow, index: number) => RawRow): RawRow[] => rows.map((row, index) => change({ ...row }, index));
const without = ({ price: _price, ...row }: RawRow): RawRow => row;

describe('a field that is not where it was', () => {
  it.each<[string, RawRow[], string, string[]]>([
    ['its column is gone', each(without), 'price', ['where', 'says']],
    [
      'another anchor finds it, and it says something else',
      each((row) => ({ ...without(row), 'price@1': '€3.00' })),
      'price',
      ['where', 'says'],
    ],
    ['its column holds what its reader cannot read', each((row) => ({ ...row, price: 'In stock' })), 'price', ['looks', 'says']],
    ['its column holds the stock', each((row, i) => ({ ...row, price: String(2 + i) })), 'price', ['looks', 'says']],
    ['its column holds the names', each((row) => ({ ...row, sku: row.name as string })), 'sku', ['looks', 'says']],
    ['its labels are others, and none is known', each((row) => ({ ...row, live: 'Aktiv' })), 'live', ['looks', 'says']],
  ])('%s', (_what, now, field, signs) => {
    const device = usedLooker(rows);
    const { drifted } = device.see(now);
    expect(drifted).toMatchObject([{ field, signs, lastGood: later(2).toISOString(), isNew: true }]);
  });

  it('is told by how large it is where some records happen to say the same', () => {
    const device = usedLooker(rows);
    const now = each((row, i) => (i < 6 ? { ...row, price: '€900.00' } : row)).map(({ price, ...row }) => ({
      ...row,
      'price@1': price as string,
    }));
    expect(device.see(now).drifted).toMatchObject([{ field: 'price', signs: ['where', 'says'] }]);
    const near = usedLooker(rows);
    expect(near.see(each((row, i) => (i < 6 ? { ...without(row), 'price@1': '€40.00' } : row))).drifted).toEqual([]);
  });

  it('stands while it lasts, keeps its last good time, and is told once', () => {
    const device = usedLooker(rows);
    device.see(each(without));
    for (let again = 0; again < 5; again++)
      expect(device.see(each(without)).drifted).toMatchObject([{ field: 'price', lastGood: later(2).toISOString(), isNew: false }]);
  });

  it('ends by itself after two sights as usual, not after one', () => {
    const device = usedLooker(rows);
    device.see(each(without));
    expect(device.see(rows).mended).toEqual([]);
    device.see(each(without));
    expect(device.see(rows).mended).toEqual([]);
    expect(device.see(rows).mended).toEqual(['price']);
    expect(device.alarms).toEqual([]);
  });

  it('rows that the page does not count are none of its rows', () => {
    const device = usedLooker(rows);
    const now = each((row) => ({ ...row, price: '€1.00' }));
    expect(device.see(now, 12).drifted).toEqual([]);
    const other = usedLooker(rows);
    expect(other.see(now, 5).drifted).toMatchObject([{ field: 'price', signs: ['where', 'says'] }]);
  });
});

describe('no drift', () => {
  it.each<[string, RawRow[]]>([
    ['the same again', rows],
    ['an empty list', []],
    ['one row, and without its price', each(without).slice(0, 1)],
    ['all prices halved', each((row, i) => ({ ...row, price: `€${(5 + i).toFixed(2)}` }))],
    ['all switched off', each((row) => ({ ...row, live: 'Off' }))],
    ['all sold out', each((row) => ({ ...row, stock: ['0'] }))],
    ['the other version of the page, which says the same', each((row) => ({ ...without(row), 'price@1': row.price as string }))],
    ['other records, without a price', catalogue(30).slice(12).map(rowOf).map(without)],
    [
      'other records, all of one price',
      catalogue(30)
        .slice(12)
        .map((one) => rowOf({ ...one, price: '€1.00' })),
    ],
    [
      'other records, a thousand times dearer',
      catalogue(30)
        .slice(12)
        .map((one) => rowOf({ ...one, price: `€${Number(one.id) * 10_000}.00` })),
    ],
    [
      'other records in a state that nobody knows',
      catalogue(30)
        .slice(12)
        .map((one) => rowOf({ ...one, state: 'Archived' })),
    ],
  ])('%s', (_what, now) => {
    const device = usedLooker(rows);
    expect(device.see(now).drifted).toEqual([]);
    expect(device.see(rows).drifted).toEqual([]);
  });

  it('a filter that shows offers alone, which stand elsewhere and are far cheaper', () => {
    const offers = catalogue(5).map((one) => rowOf({ ...one, id: `offer ${one.id}`, onOffer: true, price: '€0.30' }));
    const strangers = usedLooker(rows);
    expect(strangers.see(offers).drifted).toEqual([]);
    const acquainted = usedLooker([...rows, ...offers]);
    expect(acquainted.see(offers).drifted).toEqual([]);
  });

  it('not on the first sights: a page may be half drawn on one of them', () => {
    const device = looker();
    device.see(each(without));
    expect(device.see(rows).drifted).toEqual([]);
    const other = looker();
    other.see(rows);
    expect(other.see(each(without)).drifted).toEqual([]);
  });

  it('not on a page that is always half drawn first', () => {
    const device = looker();
    for (let visit = 0; visit < 30; visit++) {
      device.see(each(without));
      device.see(rows);
    }
    expect(device.alarms).toEqual([]);
  });
});

it('what a value looks like', () => {
  const all = [
    '€12.50',
    '12.50 EUR',
    'US$9',
    '12',
    '1,299.00',
    '2026-11-24 09:12',
    '11/24/2026',
    'Lamp',
    '3 in stock',
    'GAP-1',
    '',
    null,
    true,
    ['a'],
    { a: 1 },
  ];
  expect(all.map((raw) => lookOf(raw))).toEqual([
    'money',
    'money',
    'money',
    'number',
    'number',
    'date',
    'date',
    'words',
    'words',
    'code',
    null,
    null,
    'boolean',
    'list',
    'object',
  ]);
});

it('a median needs three numbers', () => {
  expect([medianOf([1, 2]), medianOf([9, 1, 5]), medianOf([4, 1, 2, 3])]).toEqual([null, 5, 3]);
});
