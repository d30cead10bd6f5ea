import { describe, expect, test } from 'vitest';
import { adaptersOf, loadAdapters } from '@/lib/adapter/load';
import { readers } from '@/lib/adapter/readers';
import { checks } from '@/lib/checks/judge';
import type { AdapterPage, Field, JsonField, Platform, Response } from '@/lib/domain/platform';
import { nouns, Variant } from '@/lib/domain/record';

const { platforms, broken } = loadAdapters();
const pages = [...platforms].flatMap(([id, { pages: of }]) => of.map((page) => [`${id}/${page.id}`, page] as const));

const fieldsOf = (page: AdapterPage): [string, Field][] => [
  ...Object.entries(page.table?.fields ?? {}),
  ...Object.entries(page.form?.fields ?? {}),
  ...Object.values(page.nested ?? {}).flatMap(({ fields }) => Object.entries(fields)),
];

function selectorsOf(page: AdapterPage): string[] {
  const tables = [page.table, ...Object.values(page.nested ?? {})].filter((table) => table !== undefined);
  return [
    page.unsaved,
    page.form?.ready,
    ...tables.flatMap(({ rows, headers, total, empty, jumpTo }) => [rows, headers, total?.css, empty, jumpTo]),
    page.places?.rows,
    ...fieldsOf(page).flatMap(([, { anyOf, jumpTo }]) => [jumpTo, ...anyOf.map(({ css }) => css)]),
  ].filter((css) => css !== undefined);
}

const jsonFieldsOf = ({ fields, parts = {} }: Response): [string, JsonField][] => [
  ...Object.entries(fields),
  ...Object.values(parts).flatMap((part) => Object.entries(part.fields)),
];

/** Of a field and its path: something under which a platform's answers carry a person. The texts of a Taobao listing are called `desc[].text`. */
const isPersonal = (path: string): boolean =>
  /customer|buyer|receiver|consignee|member|from|e?mail|address|phone|mobile|tel\b|nick|avatar|user|\buid|first_?name|last_?name|real_?name|id_?card|subject|content|html|preview|to\b/i.test(
    path,
  ) || /(?<!desc\.0\.|stock\.|Quantity\w*\.|status\.)\btext\b/i.test(path.split(' ')[1] ?? '');

const selectorsOfPlatform = ({ signature, signedIn, signedOut, busy, account }: Platform): string[] =>
  [signature, signedIn, signedOut, busy, account.css].filter((css) => css !== undefined);

/** What is wrong with a selector: it leans on something that changes with the page's next release or with its language. */
function faults(css: string): string[] {
  const found: string[] = [];
  if (/:(nth|first|last|only)-/.test(css)) found.push('position');
  if (/\[(placeholder|title|aria-label|alt|value)\b/.test(css)) found.push('visible text');
  if (/_ng|ng-tns|clr-form-control-|cdk-drop-list-|css-[a-z0-9]{5}|__[a-z0-9]{5}|\[class[*^$|~]?=/i.test(css)) found.push('generated name');
  if (/:(contains|has-text|visible)\b|>>/.test(css)) found.push('not CSS');
  for (const one of css.split(',')) {
    const compounds = one
      .trim()
      .replace(/\[[^\]]*\]/g, '[]')
      .split(/\s*[>+~]\s*|\s+/);
    if (compounds.length > 4) found.push('too deep');
  }
  return found;
}

describe('the packaged adapters', () => {
  test('are all whole', () => {
    expect(broken).toEqual([]);
    expect([...platforms.keys()].sort()).toEqual([
      'douyin',
      'lazada',
      'maildev',
      'pinduoduo',
      'recognised',
      'shopee',
      'taobao',
      'temu',
      'tiktok-shop',
      'vendure',
      'woocommerce',
      'xiaohongshu',
    ]);
    expect(pages.map(([key]) => key).sort()).toEqual([
      'douyin/product-list',
      'lazada/product-list',
      'maildev/inbox',
      'maildev/message',
      'pinduoduo/product-list',
      'shopee/product-list',
      'taobao/product-list',
      'temu/product-list',
      'tiktok-shop/product-list',
      'vendure/order-list',
      'vendure/product-edit',
      'vendure/product-list',
      'vendure/promotion-edit',
      'vendure/promotion-list',
      'woocommerce/product-edit',
      'woocommerce/product-list',
      'xiaohongshu/product-list',
    ]);
  });

  test.each(pages)('%s leans on nothing that changes by itself', (_key, page) => {
    expect(selectorsOf(page).filter((css) => faults(css).length > 0)).toEqual([]);
  });

  test.each([...platforms])('%s leans on nothing that changes by itself', (_id, { platform }) => {
    expect(selectorsOfPlatform(platform).filter((css) => faults(css).length > 0)).toEqual([]);
  });

  test('the lint for selectors can fail', () => {
    expect(faults('table td:nth-child(3)')).toEqual(['position']);
    expect(faults("input[placeholder='Name']")).toEqual(['visible text']);
    expect(faults('#clr-form-control-3')).toEqual(['generated name']);
    expect(faults('a b c d e')).toEqual(['too deep']);
    expect(faults("a[href*='/x y/'] > span:not(.b)")).toEqual([]);
  });

  test.each(pages)('%s names readers that there are, and fields that its noun has', (_key, page) => {
    const names = [
      ...fieldsOf(page).flatMap(([, { anyOf }]) => anyOf.map(({ read }) => read)),
      ...page.responses.flatMap((response) => jsonFieldsOf(response).map(([, { read }]) => read)),
      page.table?.total?.read ?? 'text',
    ];
    expect(names.filter((name) => !readers.has(name))).toEqual([]);

    const ofNoun = new Set([...Object.keys(nouns[page.noun].shape), 'id', 'customerAddress']);
    const ofVariant = new Set([...Object.keys(Variant.shape), 'owner']);
    const own = [...Object.keys(page.table?.fields ?? {}), ...Object.keys(page.form?.fields ?? {}), ...Object.keys(page.nested ?? {})];
    const json = page.responses
      .filter(({ nested }) => !nested)
      .flatMap(({ fields, parts = {} }) => [...Object.keys(fields), ...Object.keys(parts)]);
    expect([...own, ...json].filter((name) => !ofNoun.has(name))).toEqual([]);
    const nested = [
      ...Object.values(page.nested ?? {}).flatMap(({ fields }) => Object.keys(fields)),
      ...page.responses.filter((response) => response.nested).flatMap(({ fields }) => Object.keys(fields)),
      ...page.responses.flatMap(({ parts = {} }) => Object.values(parts).flatMap(({ fields }) => Object.keys(fields))),
    ];
    expect(nested.filter((name) => !ofVariant.has(name))).toEqual([]);
  });

  test.each(pages)('%s says which record each row is, in each source', (_key, page) => {
    const tables = [page.table, page.form, ...Object.values(page.nested ?? {})].filter((one) => one !== undefined);
    expect(tables.filter(({ fields }) => !fields.id?.required)).toEqual([]);
    expect(page.responses.filter(({ fields }) => !fields.id)).toEqual([]);
    expect(page.responses.filter(({ nested, fields }) => nested && !fields.owner)).toEqual([]);
    expect(page.responses.flatMap(({ parts = {} }) => Object.values(parts)).filter(({ fields }) => !fields.id)).toEqual([]);
  });

  test.each([...platforms])('%s has dated rules for checks that there are', (_id, { rules }) => {
    expect(rules.rules.filter(({ check }) => !checks.has(check)).map(({ check }) => check)).toEqual([]);
    expect(new Set(rules.rules.map(({ check }) => check)).size).toBe(rules.rules.length);
    expect(rules.rules.filter(({ date, reviewBy }) => reviewBy <= date)).toEqual([]);
  });

  test('buyers are named nowhere: of all paths one may hold an address, and that is hashed', () => {
    const paths = pages.flatMap(([, { responses }]) =>
      responses.flatMap((response) =>
        jsonFieldsOf(response).flatMap(([name, { path }]) =>
          (typeof path === 'string' ? [path] : Object.values(path)).map((each) => `${name} ${each}`),
        ),
      ),
    );
    expect([...new Set(paths.filter(isPersonal))]).toEqual(['customerAddress from.0.address']);
  });
});

test('the lint for persons can fail', () => {
  for (const path of [
    'buyer_username',
    'receiver.name',
    'order.receiver_phone',
    'nickname',
    'user_info.avatar',
    'mobile',
    'to.uid',
    'from.uid',
    'content',
    'text',
  ])
    expect([path, isPersonal(`name ${path}`)]).toEqual([path, true]);
  for (const path of ['goods_name', 'itemDesc.desc.0.text', 'total_available_stock'])
    expect([path, isPersonal(`name ${path}`)]).toEqual([path, false]);
});

describe('a broken adapter file', () => {
  const platform = {
    id: 'p',
    name: 'P',
    verified: null,
    source: '',
    signature: 'x',
    signedIn: 'y',
    account: { absent: 'site' },
    reads: [],
    neverReads: [],
  };
  const page = { id: 'list', route: '/l', examples: ['/l'], noun: 'listing', kind: 'list', table: { rows: 'tr', fields: {} } };

  test('a broken page is missing alone', () => {
    const found = adaptersOf({
      '/a/p/platform.json': platform,
      '/a/p/list.json': page,
      '/a/p/other.json': { ...page, id: 'other', route: 7 },
    });
    expect(found.platforms.get('p')?.pages.map(({ id }) => id)).toEqual(['list']);
    expect(found.broken).toEqual([{ file: 'p/other.json', problem: expect.stringContaining('route') }]);
  });

  test('a broken platform takes its pages with it and no other', () => {
    const found = adaptersOf({
      '/a/q/platform.json': { id: 'q' },
      '/a/q/list.json': page,
      '/a/p/platform.json': platform,
      '/a/p/list.json': page,
    });
    expect([...found.platforms.keys()]).toEqual(['p']);
    expect(found.broken.map(({ file }) => file)).toEqual(['q/platform.json', 'q/list.json']);
  });

  test('broken rules leave the pages to be seen', () => {
    const found = adaptersOf({ '/a/p/platform.json': platform, '/a/p/list.json': page, '/a/p/rules.json': { version: 1 } });
    expect(found.platforms.get('p')).toMatchObject({ rules: { version: 'none', rules: [] }, pages: [{ id: 'list' }] });
    expect(found.broken.map(({ file }) => file)).toEqual(['p/rules.json']);
  });

  test('a page under another name, unknown keys and a selector with a comma are broken', () => {
    const found = adaptersOf({
      '/a/p/platform.json': platform,
      '/a/p/x.json': page,
      '/a/p/list.json': { ...page, script: 'alert(1)' },
      '/a/p/third.json': { ...page, id: 'third', table: { rows: 'tr, li', fields: {} } },
    });
    expect(found.broken.map(({ file }) => file)).toEqual(['p/x.json', 'p/list.json', 'p/third.json']);
    expect(found.platforms.get('p')?.pages).toEqual([]);
  });
});
