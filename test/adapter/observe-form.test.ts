// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { observe } from '@/lib/adapter/observe';
import { AdapterPage } from '@/lib/domain/platform';
import { at, form, oneShop, parse, platform, see, shell } from './shop-page';

describe('a form', () => {
  const inner = `<form class="dirty"><b class="id">1</b><input id="name" value="N"><input id="live" type="checkbox" checked><i id="toggle"></i>
    <div id="words"><p>a</p></div><div id="pic"></div><button id="add"></button>
    <table id="v"><tbody><tr><td>S</td><td><a href="/l/1/v/31"></a></td></tr></tbody></table></form>`;

  test('values, unsaved edits, nested rows, and the page’s own elements', () => {
    const seen = see(form, shell(inner));
    if (!seen.ok) throw new Error(seen.reason);
    expect(seen.observation).toMatchObject({
      unsaved: true,
      rows: [{ id: '1', 'name@1': 'N', live: true, description: '<p>a</p>' }],
      nested: { variants: { rows: [{ id: '/l/1/v/31', sku: 'S' }] } },
    });
    const places = [...seen.fieldElements].map(([name, element]) => [name, element.id || element.localName]);
    expect(Object.fromEntries(places)).toEqual({
      id: 'b',
      name: 'name',
      live: 'toggle',
      description: 'words',
      mainPicture: 'add',
      variants: 'v',
      'variants/31': 'a',
    });
  });

  test('rows that are not there yet are unknown, not none', () => {
    const without = (rows: string) => {
      const seen = see(form, shell(inner.replace(/<tbody>.*<\/tbody>/, rows)));
      return seen.ok ? seen.observation.nested : seen;
    };
    expect(without('')).toEqual({});
    expect(without('<tbody><tr><td><shop-empty></shop-empty></td></tr></tbody>')).toMatchObject({ variants: { rows: [] } });
    expect(without('<tbody><tr><td>S</td></tr></tbody>')).toEqual({});
    const waiting = inner.replace(/<tr>.*<\/tr>/, '<tr><td><shop-empty></shop-empty></td></tr>');
    expect(see(form, shell(`<i class="busy"></i>${waiting}`), '/l/1', oneShop)).toMatchObject({ observation: { nested: {} } });
  });

  test('a field that may be the record’s before is not read', () => {
    const careful = AdapterPage.parse({
      ...form,
      form: {
        ready: '.id',
        fields: { id: { anyOf: [{ css: '.id' }] }, name: { anyOf: [{ css: '#name', get: 'value' }], notWhile: '.busy' } },
      },
    });
    const rows = (html: string) => {
      const seen = see(careful, shell(html), '/l/1', oneShop);
      return seen.ok && seen.observation.rows;
    };
    expect(rows(inner)).toEqual([{ id: '1', name: 'N' }]);
    expect(rows(`<i class="busy"></i>${inner}`)).toEqual([{ id: '1' }]);
  });

  test.each([
    ['Anna <anna@example.com>', 'anna@example.com'],
    ['anna@example.com', 'anna@example.com'],
    ['"x <y@z>" <anna@example.com> ', 'anna@example.com'],
    ['Anna Lee', undefined],
    ['Anna anna@example.com', undefined],
  ])('of a sender only the address leaves the page: %j', (text, address) => {
    const mail = AdapterPage.parse({
      ...form,
      form: {
        ready: '.id',
        fields: { id: { anyOf: [{ css: '.id' }] }, customerAddress: { anyOf: [{ css: '#from', get: 'mailAddress' }] } },
      },
    });
    const document = parse(shell('<b class="id">1</b><i id="from"></i>'));
    const from = document.querySelector('#from');
    if (from) from.textContent = text;
    const seen = observe(document, mail, platform, 'https://shop.example/l/1', at);
    expect(seen.ok && seen.observation.rows).toEqual([address === undefined ? { id: '1' } : { id: '1', customerAddress: address }]);
  });
});
