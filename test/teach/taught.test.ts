import { describe, expect, it } from 'vitest';
import type { Flow } from '@/lib/domain/case';
import { TaughtFile, TaughtPage, taughtId } from '@/lib/domain/taught';
import { type TaughtEntry, taughtInUse, taughtKey, withTaught } from '@/lib/domain/taught-entries';
import { may } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';

const route = '/goods';
const base = {
  id: taughtId('listing-list', route),
  route,
  example: route,
  noun: 'listing',
  kind: 'list',
  table: {
    rows: '#list > li',
    fields: {
      id: { required: true, anyOf: [{ get: 'attribute', name: 'data-id', read: 'id' }] },
      name: { required: false, anyOf: [{ css: '#list b', get: 'text', read: 'text' }] },
    },
  },
};
type Page = typeof base;
const withName = (anchor: object): unknown => ({
  ...base,
  table: { ...base.table, fields: { ...base.table.fields, name: { required: false, anyOf: [anchor] } } },
});
const css = (selector: string): unknown => withName({ css: selector, get: 'text', read: 'text' });
const page = TaughtPage.parse(base);

describe('a taught page from a colleague or a file', () => {
  it('is taken as it was made', () => {
    expect(TaughtFile.safeParse({ format: 'shop-loupe taught page', v: 1, page: base }).success).toBe(true);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { ...base, script: 'alert(1)' }],
    ['responses for the tap', { ...base, responses: [{ method: 'GET', path: '/api/orders', items: '.', fields: {} }] }],
    ['a host', { ...base, route: 'https://other.example/goods' }],
    ['an id of another route', { ...base, route: '/orders' }],
    ['the id of a packaged page', { ...base, id: 'product-list' }],
    ['another noun than its id says', { ...base, noun: 'order' }],
    ['a form without a form', { ...base, kind: 'form' }],
    ['no id', { ...base, table: { ...base.table, fields: { name: base.table.fields.name, sku: base.table.fields.name } } }],
    ['a field of no record', { ...base, table: { ...base.table, fields: { ...base.table.fields, buyer: base.table.fields.name } } }],
    ['a prototype', JSON.parse('{"__proto__":{"x":1},"constructor":1}')],
    [':has', css(':has(b)')],
    [':has a hundred times', css('div'.padEnd(280, ':has(*)'))],
    [':is', css(':is(a,b,c)')],
    [':not', css('input:not([type=text])')],
    ['a list of selectors', css('b, i')],
    ['everything below everything', css('* * * * *')],
    ['more steps than a page has', css(Array.from({ length: 11 }, () => 'b').join(' '))],
    ['more letters than a selector has', css(`.${'a'.repeat(400)}`)],
    ['a sibling', css('b ~ i')],
    ['an unclosed bracket', css('[data-x="')],
    ['a quote in a value', css('[data-x="a"b"]')],
    ['an escape', css('.a\\:b')],
    ['a password', css('input[type="password"]')],
    ['a phone', css('[name="buyer_phone"]')],
    ['an address', css('.receiver-address')],
    ['a buyer’s column', withName({ header: ['收货人'], get: 'text', read: 'text' })],
    ['what is typed, as an attribute', withName({ css: 'input', get: 'attribute', name: 'value', read: 'text' })],
    ['a handler', withName({ css: 'b', get: 'attribute', name: 'onclick', read: 'text' })],
    ['an attribute without a name', withName({ css: 'b', get: 'attribute', read: 'text' })],
    ['markup', withName({ css: 'b', get: 'html', read: 'htmlText' })],
    ['a reader of another kind', withName({ css: 'b', get: 'text', read: 'asIs' })],
    ['a label in a row', withName({ label: ['品名'], get: 'text', read: 'text' })],
    ['an expression', withName({ css: 'b', get: 'text', read: 'text', map: { x: 'y' } })],
    [
      'too many ways',
      {
        ...base,
        table: {
          ...base.table,
          fields: { ...base.table.fields, name: { required: false, anyOf: Array(20).fill(base.table.fields.name.anyOf[0]) } },
        },
      },
    ],
  ])('with %s is refused', (_what, data) => {
    expect(TaughtPage.safeParse(data).success).toBe(false);
  });

  it('and refusing one takes no time, however it is made', () => {
    const evil = [
      'a'.repeat(300),
      '[a="'.repeat(60),
      'a > '.repeat(75),
      `${'.a'.repeat(149)}!`,
      `${':nth-child(1)'.repeat(22)}!`,
      `${'a '.repeat(149)}!`,
    ];
    const begin = performance.now();
    for (const one of evil) for (let i = 0; i < 20; i++) TaughtPage.safeParse(css(one));
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

const entry = (by: string, name: string, more: Partial<Page> = {}): TaughtEntry => {
  const made = TaughtPage.parse({ ...(css(`#list .${name}`) as Page), ...more });
  return { key: taughtKey(made), page: made, by, device: `${by}'s`, at: '2026-11-28T08:00:00.000Z' };
};
const me = (member: string) => ({ member, device: `${member}'s` });

describe('whose page is read by', () => {
  const one = entry('ana', 'one');
  const two = entry('ana', 'two');
  const both = withTaught(withTaught([], one), two);

  it('its author’s at once, nobody else’s', () => {
    expect(taughtInUse(both, new Map(), me('ana'))).toEqual([two]);
    expect(taughtInUse(both, new Map(), me('bo'))).toEqual([]);
  });
  it('waiting, still its author’s alone', () => {
    const reviews = new Map([[two.key, 'waiting']]);
    expect(taughtInUse(both, reviews, me('ana'))).toEqual([two]);
    expect(taughtInUse(both, reviews, me('bo'))).toEqual([]);
  });
  it('approved, everybody’s', () => {
    expect(taughtInUse(both, new Map([[one.key, 'in-use']]), me('bo'))).toEqual([one]);
  });
  it('a newer draft hides it from its author alone, and withdrawn the one before comes back', () => {
    const reviews = new Map([
      [one.key, 'in-use'],
      [two.key, 'waiting'],
    ]);
    expect(taughtInUse(both, reviews, me('ana'))).toEqual([two]);
    expect(taughtInUse(both, reviews, me('bo'))).toEqual([one]);
    reviews.set(two.key, 'in-use');
    expect(taughtInUse(both, reviews, me('bo'))).toEqual([two]);
    reviews.set(two.key, 'withdrawn');
    expect(taughtInUse(both, reviews, me('bo'))).toEqual([one]);
    expect(taughtInUse(both, reviews, me('ana'))).toEqual([one]);
  });
  it('what was approved is this page and no other that a member sends under its name', () => {
    const other = entry('eve', 'other');
    expect(taughtInUse(withTaught(both, other), new Map([[one.key, 'in-use']]), me('bo'))).toEqual([one]);
    expect(page.id).toBe(other.page.id);
  });
});

describe('the review', () => {
  const flow = flows.get('taught-page') as Flow;
  const kase = (state: string) => ({ flow: flow.id, state, openedBy: 'ana' }) as Parameters<typeof may>[1];
  it.each([
    ['approve', 'waiting', 'bo', 'supervisor', true],
    ['approve', 'waiting', 'ana', 'supervisor', false],
    ['approve', 'waiting', 'bo', 'specialist', false],
    ['approve', 'withdrawn', 'bo', 'supervisor', false],
    ['withdraw', 'in-use', 'bo', 'supervisor', true],
    ['withdraw', 'in-use', 'bo', 'specialist', false],
    ['withdraw', 'waiting', 'ana', 'specialist', true],
    ['withdraw', 'waiting', 'hr', 'hr', false],
  ])('%s from %s by %s, a %s: %s', (verb, state, member, role, ok) => {
    expect(may(flow, kase(state), verb, { member, roles: [role] }, 'person').ok).toBe(ok);
  });
  it('cannot be had of a page', () => {
    expect(may(flow, kase('waiting'), 'approve', { member: 'bo', roles: ['supervisor'] }, 'page').ok).toBe(false);
  });
});
