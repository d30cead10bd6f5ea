import { describe, expect, test } from 'vitest';
import { toRecords } from '@/lib/adapter/to-records';
import { Observation } from '@/lib/domain/observation';
import { AdapterPage } from '@/lib/domain/platform';
import { customerHash } from './cases';

const listing = AdapterPage.parse({
  id: 'list',
  route: '/l',
  examples: ['/l'],
  noun: 'listing',
  kind: 'list',
  table: {
    rows: 'tr',
    total: { css: 'b', read: 'numberOf' },
    fields: {
      id: { anyOf: [{ css: 'a', read: 'lastSegment' }] },
      name: { anyOf: [{ css: 'b' }, { css: 'i', read: 'map', map: { x: 'from the second' } }] },
      live: { anyOf: [{ css: 'c', read: 'flag', map: { on: true, off: false } }] },
      pictures: { anyOf: [{ css: 'd', read: 'count' }] },
    },
  },
});
const form = AdapterPage.parse({
  id: 'edit',
  route: '/l/<id>',
  examples: ['/l/1'],
  noun: 'listing',
  kind: 'form',
  form: { ready: 'x', fields: { id: { anyOf: [{ css: 'a', read: 'id' }] }, name: { anyOf: [{ css: 'b' }] } } },
  nested: {
    variants: {
      rows: 'tr',
      total: { css: 'b', read: 'numberOf' },
      fields: {
        id: { anyOf: [{ css: 'a', read: 'id' }] },
        owner: { anyOf: [{ css: 'a', read: 'id' }] },
        sku: { anyOf: [{ css: 'b' }] },
        price: { anyOf: [{ css: 'c', read: 'money', map: { $: 'USD' } }] },
      },
    },
  },
});
const inbox = AdapterPage.parse({
  id: 'inbox',
  route: '/i',
  examples: ['/i'],
  noun: 'message',
  kind: 'list',
  table: {
    rows: 'tr',
    fields: {
      id: { anyOf: [{ css: 'a', read: 'id' }] },
      receivedAt: {
        anyOf: [
          { css: 'b', read: 'isoMinute' },
          { css: 'c', read: 'relativeTime' },
        ],
      },
      customerAddress: { anyOf: [{ css: 'd' }] },
    },
  },
});

const seen = (rows: Observation['rows'], more: Partial<Observation> = {}): Observation =>
  Observation.parse({
    platform: 'p',
    page: 'list',
    url: 'https://shop.example/l',
    at: '2026-11-24T22:55:00.000Z',
    source: 'dom',
    account: '',
    rows,
    ...more,
  });
const read = (page: AdapterPage, rows: Observation['rows'], more: Partial<Observation> = {}) =>
  toRecords(seen(rows, more), page, { customerHash });

describe('records out of a list', () => {
  test('each field by the anchor that found it', () => {
    const { records, byRow, total, problems } = read(
      listing,
      [
        { id: '/l/1', name: ' One ', live: 'on', pictures: 2 },
        { id: '/l/2', 'name@1': 'x', live: null, pictures: null },
      ],
      { total: '1 - 2 of 9' },
    );
    expect(records).toEqual([
      { id: '1', fields: { name: 'One', live: true, pictures: 2 } },
      { id: '2', fields: { name: 'from the second', live: null, pictures: 0 } },
    ]);
    expect({ byRow, total, problems }).toEqual({ byRow: ['1', '2'], total: 9, problems: [] });
  });

  test('a field that is not found or not understood is absent, and only the second is reported', () => {
    const { records, problems } = read(listing, [
      { id: '1', live: 'half' },
      { id: '2', live: 'on', nonsense: 1 },
    ]);
    expect(records).toEqual([
      { id: '1', fields: {} },
      { id: '2', fields: { live: true } },
    ]);
    expect(problems).toEqual(['live: 1 of 2 rows not understood', 'nonsense: 1 of 2 rows not understood']);
  });

  test('a row without an id is left out, and its place is kept', () => {
    const { records, byRow, problems } = read(listing, [{ name: 'x' }, { id: '/l/2' }]);
    expect(records.map(({ id }) => id)).toEqual(['2']);
    expect(byRow).toEqual([null, '2']);
    expect(problems).toEqual(['row 1: no id']);
  });

  test('a record that is shown twice is one record', () => {
    const { records, byRow } = read(listing, [
      { id: '1', name: 'a' },
      { id: '1', name: 'b' },
    ]);
    expect(records).toEqual([{ id: '1', fields: { name: 'a' } }]);
    expect(byRow).toEqual(['1', '1']);
  });

  test('an id of 19 digits stays what it is', () => {
    expect(read(listing, [{ id: '/l/6933012345678901234' }]).records[0]?.id).toBe('6933012345678901234');
  });

  test('a record that its noun does not allow is reported by field, never by value', () => {
    const broken = AdapterPage.parse({
      ...listing,
      table: { ...listing.table, fields: { ...listing.table?.fields, pictures: { anyOf: [{ css: 'd', read: 'text' }] } } },
    });
    const { records, problems } = read(broken, [{ id: '1', pictures: 'secret words' }]);
    expect(records).toEqual([]);
    expect(problems).toEqual(['row 1: pictures broken']);
  });

  test('no rows: the total is 0; a total that is not shown is null', () => {
    expect(read(listing, []).total).toBe(0);
    expect(read(listing, [{ id: '1' }]).total).toBeNull();
    expect(read(listing, [{ id: '1' }], { total: 'many' }).total).toBeNull();
  });
});

describe('a form with variants', () => {
  const variants = (rows: Observation['rows'], total?: string) => ({ page: 'edit', nested: { variants: { rows, total } } });

  test('variants and how many there are', () => {
    const { records, problems } = read(
      form,
      [{ id: '7', name: 'x' }],
      variants([{ id: '1', owner: '7', sku: '', price: '$5.00' }], '1 - 1 of 12'),
    );
    expect(records).toEqual([
      {
        id: '7',
        fields: { name: 'x', variants: [{ id: '1', name: null, sku: null, price: { amount: 500, currency: 'USD' } }], variantTotal: 12 },
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('variants of the product before are not this one’s', () => {
    const { records, problems } = read(form, [{ id: '8', name: 'x' }], variants([{ id: '1', owner: '7' }], '1 of 1'));
    expect(records).toEqual([{ id: '8', fields: { name: 'x' } }]);
    expect(problems).toEqual(['variants: the rows belong to another record']);
  });

  test('a variant that is not understood makes the others a part', () => {
    const { records, problems } = read(form, [{ id: '7' }], variants([{ id: '1', owner: '7' }, { owner: '7' }]));
    expect(records).toEqual([{ id: '7', fields: { variants: [{ id: '1', name: null }], variantTotal: 2 } }]);
    expect(problems).toEqual(['variants: 1 of 2 rows without an id']);
  });

  test('no variants are no variants', () => {
    expect(read(form, [{ id: '7' }], variants([])).records).toEqual([{ id: '7', fields: { variants: [], variantTotal: 0 } }]);
  });
});

describe('messages', () => {
  test('the address becomes a hash, whatever its case, and nothing else of it is left', () => {
    const { records } = read(inbox, [
      { id: 'a', receivedAt: '2026-11-24T22:11:52.000Z', customerAddress: 'Anna.Lee@Example.com' },
      { id: 'b', 'receivedAt@1': '5m ago', customerAddress: ' anna.lee@example.com ' },
      { id: 'c', customerAddress: 'no address' },
      { id: 'd', customerAddress: ['x@example.com'] },
    ]);
    const customer = customerHash('anna.lee@example.com');
    expect(records).toEqual([
      { id: 'a', fields: { customer, receivedAt: '2026-11-24T22:11:00.000Z', clock: 'exact' } },
      { id: 'b', fields: { customer, receivedAt: '2026-11-24T22:50:00.000Z', clock: 'relative' } },
      { id: 'c', fields: {} },
      { id: 'd', fields: {} },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/anna|example/i);
  });

  test('a hash that is none breaks the record', () => {
    const { records, problems } = toRecords(seen([{ id: 'a', customerAddress: 'x@example.com' }]), inbox, {
      customerHash: (address) => address,
    });
    expect(records).toEqual([]);
    expect(problems).toEqual(['row 1: customer broken']);
  });
});

test('keys of an object’s own nature do nothing', () => {
  const rows = JSON.parse(
    '[{"id":"1","__proto__":{"name":"x"},"constructor":"y","toString":"z","name@9":"q","@":"r"}]',
  ) as Observation['rows'];
  const observation = { ...seen([]), rows };
  const { records } = toRecords(observation, listing, { customerHash });
  expect(records).toEqual([{ id: '1', fields: {} }]);
  expect(({} as { name?: string }).name).toBeUndefined();
});
