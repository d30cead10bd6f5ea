// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { observe } from '@/lib/adapter/observe';
import { type Drafted, teaching } from '@/lib/adapter/teach/teaching';
import { toRecords } from '@/lib/adapter/to-records';
import type { Platform } from '@/lib/domain/platform';
import { asAdapterPage, TaughtPage, taughtId } from '@/lib/domain/taught';
import type { TaughtKind } from '@/lib/domain/taught-kinds';
import { goods, oddForm, oddList, plainTable } from './odd-shop';

const now = () => new Date('2026-11-28T08:00:00Z');
const platform = { id: 'recognised', signature: 'body', signedIn: 'body', account: { absent: 'site' } } as unknown as Platform;

function show(html: string): void {
  document.body.innerHTML = html;
}
const at = (css: string, nth = 0): Element => document.querySelectorAll(css)[nth] as Element;

/** Through the schema, as it is stored. */
function stored(kind: TaughtKind, draft: Drafted): TaughtPage {
  return TaughtPage.parse({ ...draft, id: taughtId(kind, draft.route) });
}
function read(page: TaughtPage, url: string) {
  const seen = observe(document, asAdapterPage(page), platform, url, now().toISOString());
  if (!seen.ok) return seen;
  return toRecords(seen.observation, asAdapterPage(page), { customerHash: () => '' });
}

beforeEach(() => show(''));

describe('a list that nothing names', () => {
  const url = 'https://odd.example/warehouse/7/shelf?p=1';
  function taught(): TaughtPage {
    show(oddList(goods));
    const lesson = teaching(document, url, 'listing-list', now);
    for (const [css, field] of [
      ['#shelf b', 'name'],
      ['#shelf .money', 'price'],
      ['#shelf em', 'stock'],
      ['#shelf u', 'live'],
    ] as const) {
      expect(lesson.point(at(css, 1))).toMatchObject({ rows: 3 });
      expect(lesson.name(field)).toMatchObject({ field, found: 3, rows: 3, unread: 0 });
    }
    const draft = lesson.draft();
    if (!draft.ok) throw new Error(draft.problem);
    return stored('listing-list', draft.page);
  }

  it('is read as it is, by its own number', () => {
    const page = taught();
    expect(read(page, url)).toMatchObject({
      problems: [],
      records: [
        { id: 'K-1001', fields: { name: '青瓷茶杯', price: { amount: 3900, currency: 'XXX' }, stock: { onHand: 12 }, live: true } },
        { id: 'K-1002', fields: { name: '竹编果篮 大号', price: { amount: 12850 }, stock: { onHand: 0 }, live: false } },
        { id: 'K-1003', fields: { price: { amount: 109900 }, stock: { onHand: 240 }, live: true } },
      ],
    });
  });

  it('holds no generated class', () => {
    expect(JSON.stringify(taught())).not.toContain('css-');
  });

  it('and its next page too', () => {
    const page = taught();
    show(oddList([{ no: 'K-2001', name: '铜铃', price: '8.00', left: '3', state: '下架' }]));
    expect(read(page, 'https://odd.example/warehouse/7/shelf?p=2')).toMatchObject({ records: [{ id: 'K-2001', fields: { live: false } }] });
  });

  it('and where its parts are not found any more it says so, and is no empty list', () => {
    const page = taught();
    show('<div id="shelf"><section>…</section></div>');
    expect(read(page, url)).toEqual({ ok: false, reason: 'rows-missing' });
  });
});

describe('a table', () => {
  const url = 'https://odd.example/order/list';
  it('is read by the words over its columns first', () => {
    show(plainTable);
    const lesson = teaching(document, url, 'order-list', now);
    expect(lesson.point(at('td', 1))).toMatchObject({ label: '金额', rows: 3, text: '¥ 0' + '9.90' });
    expect(lesson.name('total')).toMatchObject({ found: 3, unread: 0 });
    lesson.point(at('td', 2));
    expect(lesson.name('placedAt')).toMatchObject({ found: 3, unread: 0 });
    const draft = lesson.draft();
    if (!draft.ok) throw new Error(draft.problem);
    const page = stored('order-list', draft.page);
    expect(page.table?.fields.total?.anyOf[0]).toMatchObject({ header: ['金额'] });
    expect(page.table?.fields.total?.anyOf.length).toBeGreaterThan(1);
    expect(read(page, url)).toMatchObject({
      records: [{ id: 'A1077', fields: { total: { amount: 990 } } }, { id: 'A2177' }, { id: 'A3277' }],
    });
  });
  it('a way that finds something else in another row is not kept', () => {
    const row = (code: string, sum: string, other: string) =>
      `<tr><td><a href="/order/${code}">SO-${code}</a></td><td>${sum}</td><td>${other}</td></tr>`;
    show(`<table id="o"><thead><tr><th>订单</th><th>金额</th><th>运费</th></tr></thead><tbody>
      ${row('A1', '<i class="sum">¥ 10.00</i>', '<i>¥ 1.00</i>')}${row('A2', '<i>¥ 20.00</i>', '<i class="sum">¥ 2.00</i>')}</tbody></table>`);
    const lesson = teaching(document, url, 'order-list', now);
    lesson.point(at('.sum'));
    expect(lesson.name('total')).toMatchObject({ found: 2, firsts: ['10.00', '20.00'].map((sum) => expect.stringContaining(sum)) });
    const draft = lesson.draft();
    if (!draft.ok) throw new Error(draft.problem);
    // In its own column it contradicts nothing; on the whole row it does.
    const alone = draft.page.table?.fields.total?.anyOf.filter(({ header }) => header === undefined) ?? [];
    expect(alone.map(({ css }) => css)).toEqual(['#o > tbody > tr > td:nth-of-type(2) > i']);
  });
  it('a value that is not what it was called is not taken', () => {
    show(plainTable);
    const lesson = teaching(document, url, 'order-list', now);
    lesson.point(at('td', 3));
    expect(lesson.name('total')).toBe('not-understood');
  });
});

describe('a form', () => {
  const url = 'https://odd.example/goods/4711/edit';
  it('is read by the names of its fields, and only while it shows the record of its address', () => {
    show(oddForm('4711'));
    const lesson = teaching(document, url, 'listing-form', now);
    expect(lesson.point(at('[name=title]'))).toMatchObject({ text: '青瓷茶杯', label: '品名', guess: 'name' });
    lesson.name('name');
    lesson.point(at('[name=amount]'));
    lesson.name('price');
    const draft = lesson.draft();
    if (!draft.ok) throw new Error(draft.problem);
    const page = stored('listing-form', draft.page);
    expect(page.route).toBe('/goods/<id:id>/edit');
    expect(page.form?.fields.price?.anyOf.map(({ label, css }) => label ?? css)).toEqual([
      ['售价'],
      'input[name="amount"]',
      expect.any(String),
    ]);
    expect(read(page, url)).toMatchObject({ records: [{ id: '4711', fields: { name: '青瓷茶杯', price: { amount: 3900 } } }] });
    expect(read(page, 'https://odd.example/goods/4712/edit')).toEqual({ ok: false, reason: 'loading' });
  });
  it('by its labels alone, where the next release calls its fields something else', () => {
    show(oddForm('4711'));
    const lesson = teaching(document, url, 'listing-form', now);
    lesson.point(at('[name=title]'));
    lesson.name('name');
    const draft = lesson.draft();
    if (!draft.ok) throw new Error(draft.problem);
    const page = stored('listing-form', draft.page);
    show(oddForm('4711').replace('name="title"', 'name="f7"').replace('<p><span>品名', '<div></div><p><span>品名'));
    expect(read(page, url)).toMatchObject({ records: [{ fields: { name: '青瓷茶杯' } }] });
    // Two labels that read so: whose it is cannot be told.
    show(
      `${oddForm('4711').replace('name="title"', 'name="f7"').replace('<p>', '<hr><p>')}<p><span>品名</span><input name="f8" value="别的"></p>`,
    );
    expect(JSON.stringify(read(page, url))).not.toContain('别的');
  });
  it('what one signs in with, or what says who somebody is, cannot be pointed at', () => {
    show(oddForm('4711'));
    const lesson = teaching(document, url, 'listing-form', now);
    expect(lesson.point(at('[name=secret]'))).toBe('private');
    expect(lesson.point(at('[name=buyer_phone]'))).toBe('private');
  });
});
