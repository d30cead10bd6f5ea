// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { Observation } from '@/lib/domain/observation';
import { list, row, see, shell } from './shop-page';

const rowsOf = (html: string) => {
  const seen = see(list, shell(html));
  return seen.ok ? seen.observation.rows : seen;
};
const head = '<thead><tr><th></th><th><span>Name</span></th><th><span> sku </span><i>asc</i></th><th><span>On</span></th></tr></thead>';

describe('a list', () => {
  test('an empty one is empty only because the page says so', () => {
    const seen = see(list, shell('<table><tbody><tr><td><shop-empty></shop-empty></td></tr></tbody></table>'));
    expect(seen).toMatchObject({ ok: true, observation: { rows: [] }, rowElements: [] });
  });

  test('columns by header text, in either language, whatever stands beside them', () => {
    const body = `<tbody>${row('<td><a href="/l/1">One</a></td><td> A-1 </td><td><i class="on"></i></td>')}${row('<td><a href="/l/2">Two</a></td><td></td><td></td>')}</tbody>`;
    const english = rowsOf(`<table>${head}${body}</table>`);
    expect(english).toMatchObject([
      { id: '/l/1', name: 'One', sku: ' A-1 ', live: 'on' },
      { id: '/l/2', name: 'Two', sku: '' },
    ]);
    expect(rowsOf(`<table>${head.replace('sku', '商品库存编码')}${body}</table>`)).toEqual(english);
  });

  test('a hidden column, or two of one name, is not found: no neighbour is taken for it', () => {
    const body = `<tbody>${row('<td><a href="/l/1">One</a></td><td>A-1</td><td></td>')}</tbody>`;
    expect(rowsOf(`<table>${head.replace('sku', 'Slug')}${body}</table>`)).toEqual([{ id: '/l/1', name: 'One' }]);
    expect(rowsOf(`<table>${head.replace('>On<', '>SKU<')}${body}</table>`)).toEqual([{ id: '/l/1', name: 'One' }]);
  });

  test('a header that spans two columns moves what follows', () => {
    const wide = '<thead><tr><th colspan="2"><span>Pick</span></th><th><span>SKU</span></th></tr></thead>';
    const body = '<tbody><tr><td><a href="/l/1">One</a></td><td>no</td><td>A-1</td></tr></tbody>';
    expect(rowsOf(`<table>${wide}${body}</table>`)).toMatchObject([{ sku: 'A-1' }]);
  });

  test('anchors are tried in order for each row; the key says which one found it', () => {
    const body = `<tbody>${row('<td><a href="/l/1">One</a><em>x</em></td>')}${row('<td data-id="2"><em>Two</em></td>').replace('<tr>', '<tr data-id="2">')}${row('<td><a href="/l/3">Three</a></td>')}</tbody>`;
    expect(rowsOf(`<table>${body}</table>`)).toEqual([
      { id: '/l/1', name: 'One' },
      { 'id@1': '2', 'name@1': 'Two' },
      { id: '/l/3', name: 'Three' },
    ]);
  });

  test('one, several and none of a kind are kept apart by row', () => {
    const body = `<tbody>${row('<td><a href="1"></a><img><img><u>a</u><u>b</u></td>')}${row('<td><a href="2"></a><s></s></td>')}${row('<td><a href="3"></a><u>c</u></td>')}</tbody>`;
    expect(rowsOf(`<img><u>stray</u><table>${body}</table><img><u>stray</u>`)).toEqual([
      { id: '1', name: '', mainPicture: true, pictures: 2, categories: ['a', 'b'] },
      { id: '2', name: '', 'mainPicture@1': null },
      { id: '3', name: '', categories: ['c'] },
    ]);
  });

  test('what stands outside the rows is never taken for a row’s, however many there are', () => {
    const body = `<tbody>${row('<td></td>').replace('<tr>', '<tr data-id="1">')}${row('<td></td>').replace('<tr>', '<tr data-id="2">')}</tbody>`;
    expect(rowsOf(`<a href="x">stray</a><table>${body}</table><a href="y">stray</a>`)).toEqual([{ 'id@1': '1' }, { 'id@1': '2' }]);
  });

  test('row elements stand beside their rows, and the total is raw', () => {
    const seen = see(
      list,
      shell(
        `<table><tbody>${row('<td><a href="1"></a></td>')}${row('<td><a href="2"></a></td>')}</tbody></table><p class="total"> 1 - 2 of 9 </p>`,
      ),
    );
    if (!seen.ok) throw new Error(seen.reason);
    expect(seen.rowElements.map((element) => element.querySelector('a')?.getAttribute('href'))).toEqual(['1', '2']);
    expect(seen.observation.total).toBe(' 1 - 2 of 9 ');
    expect(Observation.parse(seen.observation)).toEqual(seen.observation);
  });

  test('10,000 rows are as many as are read', () => {
    const seen = see(list, shell(`<table><tbody>${'<tr data-id="1"></tr>'.repeat(10_001)}</tbody></table>`));
    expect(seen.ok && seen.observation.rows.length).toBe(10_000);
  });
});
