import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { fromJson } from '@/lib/adapter/from-json';
import { pick } from '@/lib/adapter/paths';
import { candidates, declaredParts, listedIn } from '@/lib/adapter/tap/listed';
import { parseExact } from '@/lib/adapter/tap/parse-exact';
import { AdapterPage } from '@/lib/domain/platform';
import { tapFiles, tapPages } from '@/scripts/tap-files';
import { endWorlds, start } from './tap-world';

const page = AdapterPage.parse({
  id: 'p',
  route: '/l',
  examples: ['/l'],
  noun: 'listing',
  kind: 'list',
  responses: [
    {
      method: ['GET', 'POST'],
      hosts: ['api.shop.example'],
      path: '/list',
      items: 'data.result{}.rows',
      total: 'data.result{}.total',
      ok: { code: [0], success: [true] },
      account: { path: 'data.result{}.rows[].mall' },
      parts: { variants: { items: 'skus', fields: { id: { path: 'id' }, sku: { path: 'code' } } } },
      fields: { id: { path: 'id' }, name: { path: ['title', 'name'] } },
    },
    { method: 'GET', path: '/mine', items: 'rows', total: 'n', account: { query: 'shop' }, fields: { id: { path: 'id' } } },
  ],
});
const listed = listedIn([{ page: 'x/p', alone: true, responses: page.responses }]);
const list = new URL('https://api.shop.example/list?t=1');
const mine = (query = '') => new URL(`https://shop.example/mine${query}`);
const parts = (answer: unknown, url = list) => declaredParts(candidates(listed, 'POST', url, false), null, answer, { url });
const ofMine = (answer: unknown, url = mine()) => declaredParts(candidates(listed, 'GET', url, true), null, answer, { url });
const rows = (...malls: unknown[]) =>
  malls.map((mall, i) => ({ id: `69330123456789012${i}`, mall, title: null, name: 'x', buyer: 'canary' }));
const text = (inner: unknown) => ({ code: 0, data: { result: JSON.stringify(inner) } });

describe('an answer of the platform from another of its hosts', () => {
  test('is heard from that host alone, by https, by either method', () => {
    const from = (url: string, isOwn = false) => candidates(listed, 'get', new URL(url), isOwn).map(({ response }) => response);
    expect(from('https://api.shop.example/list')).toEqual([0]);
    expect(candidates(listed, 'PUT', list, false)).toEqual([]);
    for (const url of ['https://shop.example/list', 'http://api.shop.example/list', 'https://api.shop.example.evil.example/list'])
      expect([url, from(url, true)]).toEqual([url, []]);
    expect(from('https://api.shop.example/mine')).toEqual([]);
  });
});

describe('JSON that is written as a text inside JSON', () => {
  test('is opened in the page, pruned like the rest, and its long ids stay whole', () => {
    const [part] = parts({
      code: 0,
      data: { result: '{"total":1,"rows":[{"id":6933012345678901234,"mall":7,"name":"x","buyer":"canary"}],"who":"canary"}' },
    });
    expect(part?.payload).toEqual({ data: { result: { total: 1, rows: [{ id: '6933012345678901234', name: 'x' }] } } });
    expect(part?.account).toBe('7');
    const found = fromJson(
      { platform: 'x', page, response: 0, account: '7' },
      part?.payload,
      '2026-11-29T00:00:00.000Z',
      'https://shop.example/l',
    );
    expect(found).toMatchObject({ total: 1, rows: [{ id: '6933012345678901234', name: 'x' }] });
  });

  test('that is none is no answer', () => {
    for (const result of ['', '{', 'null', '[]', 7, null]) expect(parts({ data: { result } })[0]?.payload).toBeNull();
    expect(pick({ a: '{"b":{"c":1}}' }, 'a{}.b.c')).toBe(1);
    expect(pick({ a: { b: { c: 1 } } }, 'a{}.b.c')).toBe(1);
  });
});

describe('[T29] whose an answer is', () => {
  test('all rows agree; none or two is nobody', () => {
    expect(parts(text({ total: 2, rows: rows(880001, '880001') }))[0]?.account).toBe('880001');
    expect(parts(text({ total: 2, rows: rows(880001, 880002) }))[0]?.account).toBeNull();
    expect(parts(text({ total: 1, rows: rows(null) }))[0]?.account).toBeNull();
    expect(parts(text({ total: 1, rows: rows({}) }))[0]?.account).toBeNull();
    expect(parts(text({ total: 0, rows: [] }))[0]?.account).toBeNull();
  });

  test('the request says it, or it is left to the page', () => {
    expect(ofMine({ n: 1, rows: [{ id: 'a' }] }, mine('?shop=12'))[0]).toMatchObject({ account: '12' });
    expect(ofMine({ n: 1, rows: [{ id: 'a' }] })[0]).not.toHaveProperty('account');
    expect(ofMine({ n: 1, rows: [{ id: 'a' }] }, mine('?shop='))[0]).not.toHaveProperty('account');
  });
});

describe('[T29] the header that names the shop of a request', () => {
  const named = listedIn([
    {
      page: 'x/p',
      alone: true,
      responses: AdapterPage.parse({
        ...page,
        responses: [
          { method: 'POST', path: '/graph', items: 'rows', total: 'n', account: { header: 'mallid' }, fields: { id: { path: 'id' } } },
        ],
      }).responses,
    },
  ]);
  const body = { '/graph': { body: '{"n":1,"rows":[{"id":"1"}]}' } };
  afterEach(endWorlds);

  test.each([
    ['an object', { MallId: '7', cookie: 'canary' }],
    ['pairs', [['mallid', '7']]],
    ['Headers', new Headers({ mallid: '7' })],
  ])('is read off a fetch, out of %s, and no other is', async (_name, headers) => {
    const { scope, heard, ready, settle } = start(body, named);
    ready();
    await scope.fetch('/graph', { method: 'POST', headers: headers as HeadersInit });
    await settle();
    expect(heard).toMatchObject([{ account: '7' }]);
    expect(JSON.stringify(heard)).not.toContain('canary');
  });

  test('is read off an XMLHttpRequest; without it the answer is nobody’s', async () => {
    const { scope, heard, ready, settle } = start(body, named);
    ready();
    for (const mall of ['7', null]) {
      const request = new scope.XMLHttpRequest();
      request.open('POST', '/graph');
      if (mall !== null) request.setRequestHeader('mallid', mall);
      request.setRequestHeader('x-other', 'canary');
      request.send('');
    }
    await settle();
    expect(heard.map(({ account }) => account)).toEqual(['7', null]);
    expect(JSON.stringify(heard)).not.toContain('canary');
  });
});

describe('overload, limits and errors are never "no data"', () => {
  test.each([
    ['an error code', { code: 54001, data: { result: '{"total":0,"rows":[]}' } }],
    ['no success', { success: false, data: { result: '{"total":1,"rows":[{"id":"1"}]}' } }],
    ['no list', { data: null }],
    ['no JSON', undefined],
    ['an empty list that has a total', text({ total: 12, rows: [] })],
    ['an empty list without a total', text({ rows: [] })],
  ])('%s: told as refused, with nothing of it', (_name, answer) => {
    expect(parts(answer).map(({ payload, account }) => [payload, account])).toEqual([[null, undefined]]);
  });

  test('another question with the same path is none of our business', () => {
    expect(parts({ code: 0, data: { result: '{"menu":[]}' } })).toEqual([]);
    expect(parts({ code: 7, data: { result: '{"menu":[]}' } })).toMatchObject([{ payload: null }]);
  });

  test('an empty list whose total is 0 is one', () => {
    expect(parts(text({ total: 0, rows: [] }))[0]?.payload).toEqual({ data: { result: { total: 0, rows: [] } } });
  });

  test('a page that can be read by itself is not told of refusals', () => {
    const readable = listedIn([{ page: 'x/p', alone: false, responses: page.responses }]);
    expect(declaredParts(readable, null, undefined, { url: list })).toEqual([]);
  });
});

describe('rows inside a row', () => {
  test('come with it, pruned', () => {
    const [part] = parts(text({ total: 1, rows: [{ id: '1', mall: 1, title: 't', skus: [{ id: 'a', code: 'A', who: 'canary' }] }] }));
    expect(part?.payload).toEqual({ data: { result: { total: 1, rows: [{ id: '1', title: 't', skus: [{ id: 'a', code: 'A' }] }] } } });
  });
});

describe('what the tap is given', () => {
  const files = tapFiles('adapters');

  test('one file for each platform with responses, holding its own pages alone', () => {
    for (const { relativeDest, contents } of files) {
      const platform = /^taps\/([a-z-]+)\.js$/.exec(relativeDest)?.[1] ?? '';
      const pages = [...contents.matchAll(/"page":"([a-z-]+)\//g)].map(([, of]) => of);
      expect([relativeDest, [...new Set(pages)]]).toEqual([relativeDest, [platform]]);
    }
    expect(files.map(({ relativeDest }) => relativeDest)).toContain('taps/vendure.js');
    expect(files.map(({ relativeDest }) => relativeDest)).not.toContain('taps/recognised.js');
  });

  test('places in the list are those of the file, and no reader, map or note goes into a page', () => {
    const declared = JSON.parse(readFileSync('adapters/vendure/product-edit.json', 'utf8')) as { responses: { path: string }[] };
    const given = tapPages('adapters', 'vendure').find((each) => each.page === 'vendure/product-edit');
    expect(given?.responses.map((each) => each.path)).toEqual(declared.responses.map((each) => each.path));
    for (const { contents } of files) expect(contents).not.toMatch(/"(read|map|note|nested)":(?!\{"path")/);
  });
});

describe('persons in the answers of platforms', () => {
  const person = {
    buyer_username: 'canary',
    buyer: { nickname: 'canary', avatar: 'canary' },
    receiver_name: 'canary',
    receiver_phone: 'canary',
    receiver_address: 'canary',
    user_info: { nickname: 'canary', avatar: 'canary', uid: 'canary' },
    to: { uid: 'canary', role: 'user' },
    from: { uid: 'canary' },
    content: 'canary',
    phone: 'canary',
    mobile: 'canary',
    email: 'canary@example.com',
  };
  const salted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(salted);
    if (value === null || typeof value !== 'object') return value;
    return { ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, salted(inner)])), ...person };
  };
  const fixtures = Object.entries(
    import.meta.glob<string>('../../adapters/*/*.response.json', { eager: true, query: '?raw', import: 'default' }),
  ).filter(([path]) => !/\/(vendure|maildev)\//.test(path));

  test.each(fixtures)('%s: put into every object, none of them leaves the page', (path, raw) => {
    const platform = path.split('/').at(-2) ?? '';
    const all = listedIn(tapPages('adapters', platform));
    const answers = parseExact(raw) as { request: { method: string; path: string; host?: string }; body: unknown }[];
    for (const { request, body } of answers) {
      const url = new URL(request.path, `https://${request.host ?? 'shop.example'}`);
      const found = declaredParts(candidates(all, request.method, url, request.host === undefined), null, salted(body), { url });
      expect(found.filter(({ payload }) => payload !== null).length).toBeGreaterThan(0);
      expect(JSON.stringify(found.map(({ payload }) => payload))).not.toContain('canary');
    }
  });
});
