import { describe, expect, it } from 'vitest';
import { textRows } from '@/lib/files/text-rows';
import { parseLedger } from '@/lib/ledger/parse';
import { textsOf } from '@/lib/text/load';
import { locales } from '@/lib/text/text';

const rows = (text: string) => {
  const ledger = parseLedger(textRows(text));
  return ledger.ok ? ledger.rows : ledger.problem;
};

describe('a ledger file', () => {
  it.each([
    ['comma', 'sku,quantity\nA-1,5\nA-2,0\n'],
    ['semicolon', 'sku;quantity\nA-1;5\nA-2;0\n'],
    ['tab', 'sku\tquantity\nA-1\t5\nA-2\t0\n'],
    ['Windows line ends', 'sku,quantity\r\nA-1,5\r\nA-2,0\r\n'],
    ['byte order mark', '\uFEFFsku,quantity\nA-1,5\nA-2,0\n'],
    ['quotes', '"sku","quantity"\n"A-1","5"\n"A-2","0"\n'],
    ['no line end at the end', 'sku,quantity\nA-1,5\nA-2,0'],
    ['blanks', ' SKU , Quantity \n A-1 , 5 \n A-2 ,0\n'],
    ['other columns between', 'name,sku,price,qty,note\nTea,A-1,9.99,5,\nCup,A-2,1.00,0,x\n'],
    ['the other order', '库存,商家编码\n5,A-1\n0,A-2\n'],
    ['traditional headers', '貨號,數量\nA-1,5\nA-2,0\n'],
    ['rows that are empty', 'sku,quantity\n\nA-1,5\n,\n  \nA-2,0\n\n'],
    ['a blank line on top', '\nsku,quantity\nA-1,5\nA-2,0\n'],
    ['a title and a note above its header', '库存账,\n2026 年 11 月,\nsku,quantity\nA-1,5\nA-2,0\n'],
  ])('is read with %s', (_what, text) => {
    expect(rows(text)).toEqual([
      ['A-1', 5],
      ['A-2', 0],
    ]);
  });

  it("keeps SKUs as they are written: zeros in front, 汉字, commas, names of an object's own parts", () => {
    expect(rows('sku,quantity\n007,1\n红-大,2\n"A,1",3\n__proto__,4\nconstructor,5\n')).toEqual([
      ['007', 1],
      ['红-大', 2],
      ['A,1', 3],
      ['__proto__', 4],
      ['constructor', 5],
    ]);
  });

  it('may hold as many as nine digits', () => {
    expect(rows('sku,quantity\nA-1,999999999\n')).toEqual([['A-1', 999_999_999]]);
    expect(rows('sku,quantity\nA-1,1000000000\n')).toMatchObject({ code: 'bad-quantity' });
  });
});

describe('a ledger file is refused as a whole', () => {
  it.each([
    ['nothing in it', '', { code: 'empty', params: {} }],
    ['white space', ' \n\t\n', { code: 'empty', params: {} }],
    ['a header alone', 'sku,quantity\n', { code: 'empty', params: {} }],
    ['rows of nothing', 'sku,quantity\n,\n,\n', { code: 'empty', params: {} }],
    ['no SKU column', 'name,quantity\nTea,5\n', { code: 'no-sku-column', params: { found: 'name, quantity' } }],
    ['no quantity column', 'sku,price\nA-1,5\n', { code: 'no-quantity-column', params: { found: 'sku, price' } }],
    ['a SKU that stands twice', 'sku,quantity\nA-1,5\nA-2,1\nA-1,6\n', { code: 'doubled-sku', params: { line: 4, sku: 'A-1' } }],
    ['the same SKU and figure twice', 'sku,quantity\nA-1,5\n A-1 ,5\n', { code: 'doubled-sku', params: { line: 3, sku: 'A-1' } }],
    ['a row without SKU', 'sku,quantity\n,5\n', { code: 'bad-quantity', params: { line: 2, sku: '', written: '5' } }],
    ['a row without figure', 'sku,quantity\nA-1,\n', { code: 'bad-quantity', params: { line: 2, sku: 'A-1', written: '' } }],
    ['a row that is too short', 'sku,quantity\nA-1\n', { code: 'bad-quantity', params: { line: 2, sku: 'A-1', written: '' } }],
  ])('%s', (_what, text, problem) => {
    expect(rows(text)).toEqual(problem);
  });

  it.each(['-1', '5.0', '1,000', '1e3', '0x10', '５', 'five', '=1+1', '+5', '5 pcs', 'NaN'])(
    'a figure that is not whole units: %s',
    (written) => {
      expect(rows(`sku\tquantity\nA-1\t${written}\n`)).toMatchObject({ code: 'bad-quantity', params: { line: 2, sku: 'A-1', written } });
    },
  );

  it('naming the line as an editor counts it, empty ones too', () => {
    expect(rows('sku,quantity\n\nA-1,5\n\n\nA-2,x\n')).toMatchObject({ code: 'bad-quantity', params: { line: 6 } });
    expect(rows('\n\nsku,quantity\nA-1,x\n')).toMatchObject({ code: 'bad-quantity', params: { line: 4 } });
  });

  it('with a SKU that no shop has', () => {
    expect(rows(`sku,quantity\n${'A'.repeat(200)},1\n`)).toHaveLength(1);
    expect(rows(`sku,quantity\n${'A'.repeat(201)},1\n`)).toMatchObject({ code: 'bad-quantity', params: { line: 2, sku: 'A'.repeat(40) } });
  });

  it('naming no more of a cell than a screen can show', () => {
    const ledger = parseLedger(textRows(`sku,quantity\nA-1,${'9'.repeat(5000)}\n`));
    expect(ledger.ok ? 0 : String(ledger.problem.params.written).length).toBe(40);
    const headers = parseLedger(textRows(`${'x'.repeat(5000)},y\n1,2\n`));
    expect(headers.ok ? 0 : String(headers.problem.params.found).length).toBe(120);
  });

  it('when Excel has changed a SKU', () => {
    expect(rows('sku,quantity\n6.92346E+12,5\n')).toEqual({ code: 'rounded-sku', params: { line: 2, sku: '6.92346E+12' } });
    const sheet = [
      { line: 1, cells: ['SKU', '数量'] },
      { line: 2, cells: [Number('3456789012345678901'), 5] },
    ];
    expect(parseLedger(sheet)).toMatchObject({ problem: { code: 'rounded-sku', params: { line: 2 } } });
  });
});

describe.each(locales)('each problem has its sentences in %s', (locale) => {
  const texts = textsOf(locale);
  it.each([
    ['empty', []],
    ['no-sku-column', ['found']],
    ['no-quantity-column', ['found']],
    ['doubled-sku', ['line', 'sku']],
    ['bad-quantity', ['line', 'sku', 'written']],
    ['wrong-shop', ['rows', 'known', 'shop']],
    ['rounded-sku', ['line', 'sku']],
  ])('%s, and asks for nothing that it does not get', (code, params) => {
    for (const key of [`ledger.${code}`, `ledger.${code}.next`]) {
      expect([key, texts[key] ?? 'missing']).not.toEqual([key, 'missing']);
      const asked = [...(texts[key] ?? '').matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');
      expect(params, key).toEqual(expect.arrayContaining(asked));
    }
  });
});
