// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { accountNamed } from '@/lib/adapter/account';
import { accountOf } from '@/lib/adapter/observe';
import { form, list, oneShop, parse, platform, row, see, shell } from './shop-page';

describe('why a page cannot be seen', () => {
  test.each([
    ['another program', '<p>hello</p>', 'not-this-platform'],
    ['signed out', '<shop-app><shop-login></shop-login></shop-app>', 'signed-out'],
    ['neither in nor out: starting', '<shop-app></shop-app>', 'loading'],
    ['a shop that is not named', '<shop-app><shop-shell></shop-shell></shop-app>', 'unknown-shop'],
    ['an empty name', shell('', ''), 'unknown-shop'],
    ['no rows and no word about it', shell('<table></table>'), 'rows-missing'],
    ['no rows while something runs', shell('<p class="busy"></p>'), 'loading'],
    ['an empty list that may be waiting', shell('<p class="busy"></p><shop-empty></shop-empty>'), 'loading'],
    [
      'a row without what is required',
      shell(`<table><tbody>${row('<td><a href="/l/1">x</a></td>')}${row('<td>y</td>')}</tbody></table>`),
      'field-missing',
    ],
  ])('%s', (_name, html, reason) => {
    expect(see(list, html)).toMatchObject({ ok: false, reason });
  });

  test('the missing field is named', () => {
    expect(see(list, shell('<table><tbody><tr></tr></tbody></table>'))).toEqual({ ok: false, reason: 'field-missing', field: 'id' });
  });

  test.each([
    ['not there yet', shell('<form></form>'), '/l/1', 'loading'],
    ['the record before', shell('<b class="id">2</b>'), '/l/1', 'loading'],
    ['another address', shell('<b class="id">1</b>'), '/other', 'unknown-page'],
  ])('a form: %s', (_name, html, path, reason) => {
    expect(see(form, html, path)).toMatchObject({ ok: false, reason });
  });

  test('a selector that is none is the adapter’s fault, not the page’s', () => {
    const broken = { ...list, table: list.table && { ...list.table, rows: 'tr:::x' } };
    expect(see(broken, shell('<table></table>'))).toEqual({ ok: false, reason: 'adapter-broken' });
  });

  test('[T29] an account that can be switched is not believed while something loads', () => {
    const table = '<table><tbody><tr data-id="1"></tr></tbody></table>';
    expect(see(list, shell(table, 'North'))).toMatchObject({ ok: true, observation: { account: 'North' } });
    expect(see(list, shell(`${table}<p class="busy"></p>`, 'North'))).toEqual({ ok: false, reason: 'loading' });
    expect(see(list, shell(`${table}<p class="busy"></p>`), '/l', oneShop)).toMatchObject({ ok: true, observation: { account: '' } });
  });

  test('the account: as shown, or the whole site; what its words mean is known elsewhere', () => {
    expect(accountOf(parse(shell('')), platform, 'https://shop.example/l')).toBe('Main');
    expect(accountNamed(platform.account, 'Main')).toBe('');
    expect(accountNamed(platform.account, 'North shop')).toBe('North shop');
    expect(accountNamed(platform.account, 'constructor')).toBe('constructor');
    expect(accountOf(parse(shell('', ' North \n shop ')), platform, 'https://shop.example/l')).toBe('North shop');
    expect(accountOf(parse(shell('', 'constructor')), platform, 'https://shop.example/l')).toBe('constructor');
    expect(accountOf(parse('<p></p>'), { account: { absent: 'site' } }, 'https://shop.example/l')).toBe('');
    expect(accountOf(parse('<p></p>'), { account: { css: '.account', absent: 'site' } }, 'https://shop.example/l')).toBe('');
  });

  test('[T29] the account: an attribute, or what the address says; an empty one is none', () => {
    const named = { account: { css: '.shop', attribute: 'data-shop-id', absent: 'unknown' as const } };
    const url = 'https://shop.example/l';
    expect(accountOf(parse('<p class="shop" data-shop-id="77">Name</p>'), named, url)).toBe('77');
    expect(accountOf(parse('<p class="shop" data-shop-id="">Name</p>'), named, url)).toBeNull();
    expect(accountOf(parse('<p class="shop">Name</p>'), named, url)).toBeNull();
    expect(accountOf(parse('<p></p>'), named, url)).toBeNull();
    const asked = { account: { query: 'shop', absent: 'unknown' as const } };
    expect(accountOf(parse('<p></p>'), asked, `${url}?shop=12&x=1`)).toBe('12');
    expect(accountOf(parse('<p></p>'), asked, `${url}?shop=`)).toBeNull();
    expect(accountOf(parse('<p></p>'), asked, url)).toBeNull();
    expect(accountOf(parse('<p></p>'), asked, 'no address')).toBeNull();
    expect(accountOf(parse('<p></p>'), { account: { query: 'shop', absent: 'site' } }, url)).toBe('');
  });
});
