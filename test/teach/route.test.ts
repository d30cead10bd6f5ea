import { describe, expect, it } from 'vitest';
import { matchRoute } from '@/lib/adapter/match';
import { routeOf } from '@/lib/adapter/teach/route';

const at = (path: string, kind: 'list' | 'form'): string | undefined => routeOf(`https://odd.example${path}`, kind)?.route;

describe('the address of a page', () => {
  it.each([
    ['/goods?p=2&q=cup', 'list', '/goods'],
    ['/shop/12/goods', 'list', '/shop/<p2:id>/goods'],
    ['/goods/4711/edit', 'form', '/goods/<id:id>/edit'],
    ['/shop/12/goods/4711', 'form', '/shop/<p2:id>/goods/<id:id>'],
    ['/goods/SKU20261128A', 'form', '/goods/<id>'],
    ['/index.php?route=catalog/product&user_token=9af1c2', 'list', '/index.php?route=catalog/product'],
    ['/#/goods/list?p=1', 'list', '/#/goods/list'],
    ['/#!/goods/77', 'form', '/#!/goods/<id:id>'],
    ['/goods#top', 'list', '/goods'],
  ] as const)('%s of a %s is %s', (path, kind, route) => {
    expect(at(path, kind)).toBe(route);
    expect(matchRoute(route, `https://odd.example${path}`)).not.toBeNull();
  });

  it('fits the next page and no other', () => {
    const route = at('/index.php?route=catalog/product&page=1', 'list') ?? '';
    expect(matchRoute(route, 'https://odd.example/index.php?page=2&route=catalog/product')).toEqual({});
    expect(matchRoute(route, 'https://odd.example/index.php?route=sale/order')).toBeNull();
    expect(matchRoute(route, 'https://odd.example/index.php')).toBeNull();
  });
});
