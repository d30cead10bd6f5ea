import { describe, expect, test } from 'vitest';
import { fromJson } from '@/lib/adapter/from-json';
import { keep, prune, treeOf } from '@/lib/adapter/keep';
import { pick } from '@/lib/adapter/paths';
import { declaredParts, listedIn, operationOf } from '@/lib/adapter/tap/listed';
import { Observation } from '@/lib/domain/observation';
import { AdapterPage } from '@/lib/domain/platform';

const at = '2026-11-24T22:55:00.000Z';
const base = { id: 'p', route: '/l', examples: ['/l'], noun: 'listing' };
const list = AdapterPage.parse({
  ...base,
  kind: 'list',
  responses: [
    {
      method: 'POST',
      path: '/api',
      operation: 'List',
      items: 'data.items',
      total: 'data.total',
      fields: {
        id: { path: 'id' },
        name: { path: 'name' },
        mainPicture: { path: 'picture' },
        price: { path: { amount: 'price', currency: 'currency' } },
        stock: { path: { onHand: 'levels[].here', held: 'levels[].held' } },
      },
    },
  ],
});
const form = AdapterPage.parse({
  ...base,
  route: '/l/<id>',
  kind: 'form',
  responses: [
    { method: 'GET', path: '/api/<id>', items: '.', fields: { id: { path: 'id' }, first: { path: 'from.0.address' } } },
    { method: 'GET', path: '/v', items: 'rows', total: 'n', nested: 'variants', fields: { id: { path: 'id' }, owner: { path: 'of' } } },
  ],
});
const ofList = (payload: unknown, url = 'https://shop.example/l') =>
  fromJson({ platform: 'x', page: list, response: 0, account: '' }, payload, at, url);
const ofForm = (response: number, payload: unknown, url = 'https://shop.example/l/7') =>
  fromJson({ platform: 'x', page: form, response, account: '' }, payload, at, url);

describe('an observation out of JSON', () => {
  test('rows, total, several paths for one field, an object as "there is one"', () => {
    const body = {
      data: {
        total: 9,
        items: [
          { id: '1', name: 'x', picture: { src: '/a' }, price: 5, currency: 'USD', levels: [{ here: 1, held: 0 }, { here: 2 }] },
          { id: '2', name: null, picture: null, levels: null },
        ],
      },
    };
    const found = ofList(body);
    expect(Observation.parse(found)).toMatchObject({ platform: 'x', page: 'p', source: 'json', response: 0, account: '', total: 9 });
    expect(found?.rows).toEqual([
      { id: '1', name: 'x', mainPicture: {}, price: { amount: 5, currency: 'USD' }, stock: { onHand: [1, 2], held: [0] } },
      { id: '2', name: null, mainPicture: null, stock: { onHand: null, held: null } },
    ]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['an error', { errors: [{ message: 'no' }], data: null }],
    ['another shape', { data: { items: 'x' } }],
    ['an array', []],
  ])('%s is none', (_name, payload) => {
    expect(ofList(payload)).toBeNull();
  });

  test('of another address, of another record, or of none: none', () => {
    const body = { data: { items: [{ id: '1' }] } };
    expect(ofList(body, 'https://shop.example/other')).toBeNull();
    expect(ofForm(0, { id: '8' })).toBeNull();
    expect(ofForm(0, { id: null })).toBeNull();
    expect(ofForm(0, [{ id: '7' }, { id: '7' }])).toBeNull();
    expect(ofForm(9, { id: '7' })).toBeNull();
    expect(ofForm(0, { id: 7, from: [{ address: 'a@example.com' }] })?.rows).toEqual([{ id: 7, first: 'a@example.com' }]);
  });

  test('nested rows are the record’s that they say, if it is one', () => {
    expect(
      ofForm(1, {
        n: 2,
        rows: [
          { id: 'a', of: '7' },
          { id: 'b', of: '7' },
        ],
      }),
    ).toMatchObject({
      rows: [{ id: '7' }],
      nested: {
        variants: {
          total: 2,
          rows: [
            { id: 'a', owner: '7' },
            { id: 'b', owner: '7' },
          ],
        },
      },
    });
    expect(
      ofForm(1, {
        n: 2,
        rows: [
          { id: 'a', of: '7' },
          { id: 'b', of: '8' },
        ],
      }),
    ).toBeNull();
    expect(ofForm(1, { n: 0, rows: [] })).toBeNull();
    expect(ofForm(1, { n: 1, rows: [{ id: 'a', of: '8' }] })).toBeNull();
  });

  test('[T15] 10,000 hostile payloads: no throw, no changed prototype, always a valid observation or none', () => {
    let seed = 20261124;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const keys = ['data', 'items', 'id', 'name', 'picture', 'levels', 'here', 'total', '__proto__', 'constructor', 'prototype', 'toString'];
    const value = (depth: number): unknown => {
      const kind = random(depth > 5 ? 6 : 9);
      if (kind < 6) return [null, random(99), Number.NaN, 'x', true, 2 ** 60][kind];
      if (kind === 6) return Array.from({ length: random(4) }, () => value(depth + 1));
      const made: Record<string, unknown> = {};
      for (let i = random(5); i >= 0; i--)
        Object.defineProperty(made, keys[random(keys.length)] ?? '', { value: value(depth + 1), enumerable: true, configurable: true });
      return made;
    };
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    for (let i = 0; i < 10_000; i++) {
      const payload = i % 2 ? value(0) : { data: { items: [value(2)], total: value(3) } };
      const found = ofList(payload);
      if (found) Observation.parse(JSON.parse(JSON.stringify(found)));
    }
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect(Object.keys({})).toEqual([]);
  });

  test('a payload that refers to itself ends', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    const item: Record<string, unknown> = { id: '1', name: loop };
    item.picture = item;
    expect(ofList({ data: { items: [item] } })?.rows[0]).toMatchObject({ id: '1', mainPicture: {} });
  });
});

describe('what is copied out of a response', () => {
  const response = list.responses[0];
  if (!response) throw new Error('no response');
  const tree = treeOf(response);

  test('the declared paths and nothing else', () => {
    const body = {
      data: {
        total: 2,
        secret: 'a',
        items: [
          {
            id: '1',
            name: 'x',
            picture: { src: 'canary', owner: { email: 'canary@example.com' } },
            customer: { name: 'canary' },
            levels: [{ here: 1, who: 'canary' }],
          },
        ],
      },
      extensions: 'canary',
    };
    const copy = prune(body, response, tree);
    expect(copy).toEqual({ data: { total: 2, items: [{ id: '1', name: 'x', picture: {}, levels: [{ here: 1 }] }] } });
    expect(JSON.stringify(copy)).not.toContain('canary');
  });

  test('an answer of another shape gives nothing at all', () => {
    for (const body of [null, [], 'x', {}, { data: null }, { data: { items: null } }, { errors: [1], data: { items: [] } }]) {
      expect(prune(body, response, tree)).toBeNull();
    }
    expect(prune({ data: { items: [] } }, response, tree)).toEqual({ data: { items: [] } });
  });

  test('own keys named like prototypes are left behind', () => {
    const body = JSON.parse('{"data":{"__proto__":{"x":1},"items":[{"id":"1","__proto__":{"name":"y"},"name":"x"}]}}') as unknown;
    expect(JSON.stringify(keep(body, tree))).toBe('{"data":{"items":[{"id":"1","name":"x"}]}}');
  });

  test('a number that has lost digits is no value', () => {
    expect(pick({ id: 2 ** 62 }, 'id')).toBeUndefined();
    expect(pick({ id: '6933012345678901234' }, 'id')).toBe('6933012345678901234');
    expect(pick({ price: 9.99 }, 'price')).toBe(9.99);
  });
});

describe('the operation of a request', () => {
  test.each([
    ['{"operationName":"List","query":"query Other { a }"}', 'List'],
    ['{"query":"query List($a: Int) { a }"}', 'List'],
    ['{"query":"fragment F on X { a }\\nmutation Save { b }"}', 'Save'],
    ['{"operationName":null,"query":"query List { a }"}', 'List'],
    ['{"query":"{ a }"}', null],
    ['{"query":7}', null],
    ['[{"operationName":"List"}]', null],
    ['a=b', null],
    ['', null],
    [null, null],
  ])('%s → %s', (body, operation) => {
    expect(operationOf(body)).toBe(operation);
  });

  test('decides which declaration an answer belongs to', () => {
    const listed = listedIn([{ page: 'x/p', alone: false, responses: list.responses }]);
    const url = new URL('https://shop.example/api');
    const answer = { data: { items: [{ id: '1' }] } };
    expect(
      declaredParts(listed, '{"operationName":"List"}', answer, { url }).map(({ listed: { page, response } }) => [page, response]),
    ).toEqual([['x/p', 0]]);
    expect(declaredParts(listed, '{"operationName":"Other"}', answer, { url })).toEqual([]);
    expect(declaredParts(listed, null, answer, { url })).toEqual([]);
  });
});
