import { describe, expect, test } from 'vitest';
import { loadAdapters } from '@/lib/adapter/load';
import { hostFits, matchPage, matchRoute, pageFor } from '@/lib/adapter/match';

const pages = [...loadAdapters().platforms].flatMap(([platform, { pages: of }]) =>
  of.map((page) => ({ key: `${platform}/${page.id}`, page })),
);

describe('routes of all platforms', () => {
  const examples = pages.flatMap(({ key, page }) => page.examples.map((url) => [url, key] as const));

  test.each(examples)('%s is the page %s and no other', (url, key) => {
    const matching = pages.filter(({ page }) => matchPage(page, `https://shop.example${url}`) !== null);
    expect(matching.map((one) => one.key)).toEqual([key]);
  });

  test.each([
    '/admin/catalog/products/create',
    '/admin/catalog/products/variants',
    '/admin/catalog/products/17/variants/33',
    '/admin/catalog/products/17/manage-variants',
    '/admin/marketing/promotions/create',
    '/admin/orders/12',
    '/admin/orders/draft/create',
    '/admin/login',
    '/admin/',
    '/dashboard/products/17',
    '/#/settings',
  ])('%s is none of our pages', (url) => {
    expect(pages.filter(({ page }) => matchPage(page, `https://shop.example${url}`))).toEqual([]);
  });
});

describe('a route template', () => {
  test.each([
    ['/p/<id>', 'https://shop.example/p/7', { id: '7' }],
    ['/p/<id>', 'https://shop.example/p/7/', { id: '7' }],
    ['/p/<id>', '/p/a%20b?x=/p/2#/q', { id: 'a b' }],
    ['/p/<id>', 'https://shop.example:8443/p/%E5%95%86', { id: '商' }],
    ['/p/<id>/v/<v:number>', '/p/7/v/12', { id: '7', v: '12' }],
    ['/p/<id:number>', '/p/7a', null],
    ['/p/<id:id>', '/p/6933012345678901234', { id: '6933012345678901234' }],
    ['/p/<id:id>', '/p/create', null],
    ['/p/<id>', '/p/%E0%A4%A', null],
    ['/p/<id>', '/p', null],
    ['/p', '/p/x', null],
    ['/p', '/P', null],
    ['/', 'https://shop.example', {}],
    ['/', 'https://shop.example/?a=b', {}],
    ['/#/', 'https://shop.example/', {}],
    ['/#/', 'https://shop.example/#', {}],
    ['/#/', 'https://shop.example/#/', {}],
    ['/#/', 'https://shop.example/#/email/1', null],
    ['/#/email/<id>', 'https://shop.example/#/email/1?tab=2', { id: '1' }],
    ['/#/email/<id>', 'https://shop.example/x#/email/1', null],
    ['/#/email/<id>', 'https://shop.example/', null],
  ])('%s against %s', (template, url, params) => {
    expect(matchRoute(template, url)).toEqual(params);
  });

  test.each(['', 'javascript:alert(1)', '//', 'http://', '%%%', 'about:blank'])('leaves %j alone', (url) => {
    expect(matchRoute('/p/<id>', url)).toBeNull();
  });

  test('a page is found with its parts', () => {
    const found = pageFor([{ route: '/a' }, { route: '/p/<id>' }], 'https://shop.example/p/9');
    expect(found).toEqual({ page: { route: '/p/<id>' }, params: { id: '9' } });
    expect(pageFor([{ route: '/a' }], 'https://shop.example/b')).toBeNull();
  });
});

describe('a host of a platform', () => {
  test.each([
    ['seller.shopee.sg', 'seller.shopee.sg', true],
    ['seller.shopee.sg', 'evil.seller.shopee.sg', false],
    ['seller.shopee.sg', 'seller.shopee.sg.evil.example', false],
    ['seller-*.tiktok.com', 'seller-us.tiktok.com', true],
    ['seller-*.tiktok.com', 'seller-.tiktok.com', false],
    ['seller-*.tiktok.com', 'seller.tiktok.com', false],
    ['seller-*.tiktok.com', 'seller-us.evil.com', false],
    ['seller-*.tiktok.com', 'seller-us.x.tiktok.com', false],
  ])('%s and %s: %s', (host, given, fits) => {
    expect(hostFits([host], given)).toBe(fits);
  });
});
