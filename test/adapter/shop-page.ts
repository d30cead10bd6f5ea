import { observe, type SeenPlatform } from '@/lib/adapter/observe';
import { AdapterPage, type Platform } from '@/lib/domain/platform';

// A back office that nobody has, with one of each: what it shows is written out in the tests.
export const at = '2026-11-24T22:55:00.000Z';
export const platform: SeenPlatform & Pick<Platform, 'account'> = {
  id: 'x',
  signature: 'shop-app',
  signedIn: 'shop-shell',
  signedOut: 'shop-login',
  busy: '.busy',
  account: { css: '.account', absent: 'unknown', map: { Main: '' } },
};
/** The same where the site is one shop: no account to switch. */
export const oneShop: SeenPlatform = { ...platform, account: { absent: 'site' } };
export const list = AdapterPage.parse({
  id: 'list',
  route: '/l',
  examples: ['/l'],
  noun: 'listing',
  kind: 'list',
  table: {
    rows: 'tbody > tr',
    headers: 'thead th span',
    total: { css: '.total', read: 'numberOf' },
    empty: 'shop-empty',
    fields: {
      id: {
        required: true,
        anyOf: [
          { css: 'a', get: 'attribute', name: 'href' },
          { get: 'attribute', name: 'data-id' },
        ],
      },
      name: { anyOf: [{ css: 'a' }, { css: 'em' }] },
      sku: { anyOf: [{ header: ['SKU', '商品库存编码'] }, { css: 'code' }] },
      live: { anyOf: [{ header: ['On'], css: 'i', get: 'attribute', name: 'class' }] },
      mainPicture: {
        anyOf: [
          { css: 'img', get: 'present' },
          { css: 's', get: 'none' },
        ],
      },
      pictures: { anyOf: [{ css: 'img', get: 'count' }] },
      categories: { anyOf: [{ css: 'u', get: 'texts' }] },
    },
  },
});
export const form = AdapterPage.parse({
  id: 'edit',
  route: '/l/<id>',
  examples: ['/l/1'],
  noun: 'listing',
  kind: 'form',
  unsaved: 'form.dirty',
  form: {
    ready: '.id',
    fields: {
      id: { required: true, anyOf: [{ css: '.id' }] },
      name: {
        anyOf: [
          { css: '#gone', get: 'value' },
          { css: '#name', get: 'value' },
        ],
      },
      live: { anyOf: [{ css: '#live', get: 'checked' }], jumpTo: '#toggle' },
      description: { anyOf: [{ css: '#words', get: 'html' }] },
      mainPicture: { anyOf: [{ css: '#pic img', get: 'present' }], jumpTo: '#add' },
    },
  },
  nested: {
    variants: {
      rows: '#v tr',
      empty: '#v shop-empty',
      jumpTo: '#v',
      fields: { id: { required: true, anyOf: [{ css: 'a', get: 'attribute', name: 'href' }] }, sku: { anyOf: [{ css: 'td' }] } },
    },
  },
});

export const shell = (inner: string, account = 'Main') =>
  `<shop-app><shop-shell><b class="account"> ${account} </b>${inner}</shop-shell></shop-app>`;
export const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
export const see = (page: AdapterPage, html: string, path = page.kind === 'list' ? '/l' : '/l/1', of = platform) =>
  observe(parse(html), page, of, `https://shop.example${path}`, at);
export const row = (cells: string) => `<tr><td></td>${cells}</tr>`;
