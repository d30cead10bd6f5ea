import type { Finding } from '@/lib/domain/verdict';
import { type Scene, sceneOf } from '@/lib/layer/scene';

const fail = (
  id: string,
  check: string,
  field: string,
  severity: 'blocks' | 'weakens' | 'improves',
  params: Record<string, string | number>,
  at?: string,
): Finding => ({
  subject: `shop/listing/${id}`,
  name: null,
  check,
  field,
  severity,
  result: 'fail',
  params,
  at,
});
const unknown = (id: string, check: string, field: string): Finding => ({
  subject: `shop/listing/${id}`,
  name: null,
  check,
  field,
  severity: 'weakens',
  result: 'unknown',
  reason: 'not-seen-yet',
});
const pass = (id: string, check: string, field: string): Finding => ({
  subject: `shop/listing/${id}`,
  name: null,
  check,
  field,
  severity: 'weakens',
  result: 'pass',
});

/** Findings of the n-th row: every kind of row comes up within five. */
function findingsOf(n: number): Finding[] {
  const id = String(n);
  const sure = [pass(id, 'main-picture', 'mainPicture'), pass(id, 'category-present', 'categories')];
  if (n % 5 === 0) return [...sure, pass(id, 'name-length', 'name')];
  if (n % 5 === 1) {
    return [
      fail(id, 'main-picture', 'mainPicture', 'weakens', {}),
      fail(id, 'sku-present', 'variants', 'blocks', { count: 2, variant: 'L' }),
      fail(id, 'price-positive', 'variants', 'blocks', { count: 1, variant: 'L' }),
      unknown(id, 'description-length', 'description'),
      unknown(id, 'stock-known', 'variants'),
      pass(id, 'category-present', 'categories'),
    ];
  }
  if (n % 5 === 2) return [...sure, unknown(id, 'description-length', 'description')];
  if (n % 5 === 3) return [...sure, fail(id, 'name-length', 'name', 'weakens', { n: 4, min: 10, max: 60 })];
  return [
    ...sure,
    fail(id, 'picture-count', 'pictures', 'improves', { n: 1, min: 3 }),
    fail(id, 'stock-agrees', 'variants', 'weakens', { sku: 'A', shown: 0, ledger: 5 }),
  ];
}

const make = (tag: string, text = '', attributes: Record<string, string> = {}): HTMLElement => {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};
const cell = (child: Node): HTMLElement => {
  const node = make('td');
  node.append(child);
  return node;
};

/** A list of products; `dense` leaves no free ground at the rows' end. */
export function listPage(main: Element, count: number, dense: boolean): Scene {
  const table = make('table');
  const rows = Array.from({ length: count }, (_, n) => {
    const row = make('tr');
    row.append(
      cell(make('input', '', { type: 'checkbox', 'aria-label': `row ${n}` })),
      cell(make('img', '', { alt: '' })),
      cell(make('a', `Product ${n} 商品`, { href: `/products/${n}` })),
      make('td', `SKU-${n}`),
      make('td', '9.99'),
    );
    row.append(dense ? cell(make('button', 'Edit this product')) : make('td'));
    table.append(row);
    return { element: row as Element, subject: `shop/listing/${n}` };
  });
  main.append(make('h1', 'Products'), table);
  return sceneOf({ rows, fields: new Map(), parts: [] }, (subject) => findingsOf(Number(subject.split('/').at(-1))), null);
}

/** A product's form with its variants. */
export function formPage(main: Element): Scene {
  const field = (label: string, input: HTMLElement): HTMLElement => {
    const box = make('div', '', { class: 'field' });
    input.id = label;
    box.append(make('label', label, { for: label }), input);
    main.append(box);
    return input;
  };
  main.append(make('h1', 'Gap bare'));
  const fields = new Map<string, Element>([
    ['name', field('Product name', make('input', '', { value: 'Gap!' }))],
    ['description', field('Description', make('textarea', '', { rows: '4' }))],
    ['categories', field('Facets', make('input', '', { value: '' }))],
  ]);
  const table = make('table');
  const parts = ['S', 'M', 'L'].map((part) => {
    const row = make('tr');
    row.append(
      cell(make('a', `Gap ${part}`, { href: `#${part}` })),
      make('td', part === 'L' ? '–' : `GAP-${part}`),
      make('td', '9.99'),
      make('td'),
    );
    table.append(row);
    return { element: row as Element, field: 'variants', part };
  });
  main.append(make('h2', 'Variants'), table);
  const findings = [
    fail('1', 'name-length', 'name', 'weakens', { n: 4, min: 10, max: 60 }),
    fail('1', 'description-present', 'description', 'blocks', {}),
    fail('1', 'description-length', 'description', 'weakens', { n: 0, min: 30 }),
    pass('1', 'category-present', 'categories'),
    fail('1', 'sku-present', 'variants', 'blocks', { count: 1, variant: 'L' }, 'L'),
    unknown('1', 'stock-known', 'variants'),
  ];
  return sceneOf({ rows: [], fields, parts }, () => findings, 'shop/listing/1');
}
