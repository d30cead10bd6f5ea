import { describe, expect, it } from 'vitest';
import { loadAdapters } from '@/lib/adapter/load';
import { isGenerated, lintSelector } from '@/lib/adapter/selector-lint';
import type { AdapterPage, Field, Table } from '@/lib/domain/platform';

describe('a selector', () => {
  it.each([
    ['td:nth-child(3)', ['positional']],
    ['.row.active > b', ['state']],
    ['input:checked', ['state']],
    ['a[title="编辑"]', ['visible-text']],
    ['[aria-selected="true"]', ['state']],
    ['.css-1x2y3z > b', ['generated']],
    ['div.Card_price__3xK9d', ['generated']],
    ['#ember342', ['generated']],
    ['main > div > div > div > div > div > b', ['deep']],
    ['tr:not(.selected) > td:last-child', ['state', 'positional']],
    ['#goods > tbody > tr[data-id]', []],
    ["a[href*='/admin/orders/'] > span", []],
    ['vdr-order-list tbody > tr', []],
  ])('%s: %j', (css, faults) => {
    expect(lintSelector(css).toSorted()).toEqual(faults.toSorted());
  });

  it.each(['css-1x2y3z', 'sc-bdVaJa', 'Card_price__3xK9d', 'jsx-2871293847', 'ng-tns-c12-3', '_abc_1x2y3'])(
    '%s was made by a build',
    (name) => {
      expect(isGenerated(name)).toBe(true);
    },
  );
  it.each([
    'price',
    'goods-list',
    'col-12',
    'productName',
    'order_item',
    'h2',
    'page-header',
    'skuCode',
    'el-table__row',
    'order-2',
    'step1',
  ])('%s was not', (name) => {
    expect(isGenerated(name)).toBe(false);
  });
});

/** Every selector of a page, with the note of what it belongs to. */
function selectorsOf(page: AdapterPage): { css: string; note: string | undefined; where: string }[] {
  const found: { css: string; note: string | undefined; where: string }[] = [];
  const add = (css: string | undefined, note: string | undefined, where: string) => css && found.push({ css, note, where });
  const ofFields = (fields: Record<string, Field>, where: string) => {
    for (const [name, { anyOf, jumpTo, notWhile, note }] of Object.entries(fields)) {
      for (const { css } of anyOf) add(css, note, `${where}.${name}`);
      add(jumpTo, note, `${where}.${name}.jumpTo`);
      // What is shown for a moment is a state, and meant.
      add(notWhile, 'state', `${where}.${name}.notWhile`);
    }
  };
  const ofTable = (table: Table, where: string) => {
    add(table.rows, undefined, `${where}.rows`);
    add(table.headers, undefined, `${where}.headers`);
    add(table.total?.css, undefined, `${where}.total`);
    ofFields(table.fields, where);
  };
  if (page.table) ofTable(page.table, page.id);
  if (page.form) {
    add(page.form.ready, undefined, `${page.id}.ready`);
    ofFields(page.form.fields, page.id);
  }
  for (const [name, table] of Object.entries(page.nested ?? {})) ofTable(table, `${page.id}.${name}`);
  return found;
}

describe.each(
  [...loadAdapters().platforms.values()].flatMap(({ platform, pages }) => pages.map((page) => ({ id: `${platform.id}/${page.id}`, page }))),
)('the adapter page $id', ({ page }) => {
  it('leans on nothing that the next release changes, or says in a note why it must', () => {
    const bad = selectorsOf(page).flatMap(({ css, note, where }) => {
      const faults = lintSelector(css).filter((fault) => !note?.includes(fault));
      return faults.length > 0 ? [`${where}: ${css} is ${faults.join(', ')}`] : [];
    });
    expect(bad).toEqual([]);
  });
});
