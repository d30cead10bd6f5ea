import { describe, expect, it } from 'vitest';
import { listingsIn, text, workbook } from './made';

const rowsOf = async (bytes: Uint8Array<ArrayBuffer>) => (await listingsIn(bytes)).listings.map(({ row }) => row);
const csv = (...lines: string[]) => text(lines.join('\r\n'));

describe('what must not be lost or made up', () => {
  it('an id that Excel turned into scientific notation, or rounded, is refused with its row', async () => {
    const { listings, refused } = await listingsIn(csv('商品ID,商品名称', '3.45679E+18,茶壶', '10002,茶杯', ',无', '#N/A,x', '=A1,y'));
    expect(listings.map(({ row }) => row.id)).toEqual(['10002']);
    expect(refused.map(({ line, code, column, value }) => [line, code, column, value])).toEqual(
      [
        [2, 'scientific-id', '商品ID', '3.45679E+18'],
        [5, 'error-cell', '商品ID', '#N/A'],
        [6, 'formula', '商品ID', '=A1'],
        [4, 'no-id', '', ''],
      ].sort((a, b) => Number(a[0]) - Number(b[0])),
    );
    const rounded = await listingsIn(
      await workbook({
        name: 'a',
        rows: [
          ['商品ID', '商品名称'],
          [Number('3456789012345678901'), '茶壶'],
          ['3456789012345678901', '茶杯'],
        ],
      }),
    );
    expect(rounded.refused).toMatchObject([{ line: 2, code: 'rounded-id' }]);
    expect(rounded.listings.map(({ row }) => row.id)).toEqual(['3456789012345678901']);
  });

  it('the same id twice is told, and the first counts', async () => {
    const { listings, doubled } = await listingsIn(csv('商品ID,商品名称,库存', '1,茶壶,3', '1,茶壶,4', '2,茶杯,1'));
    expect(listings.map(({ row }) => row.stock)).toEqual([
      { onHand: 3, held: null },
      { onHand: 1, held: null },
    ]);
    expect(doubled).toEqual([{ line: 3, code: 'doubled', column: '', value: '1' }]);
  });

  it('a cell that is not understood leaves its field unknown, and is told', async () => {
    const { listings, unread } = await listingsIn(csv('id,name,price,stock,status', '1,=1+1,from 5,some,perhaps', '2,Cup,,,'));
    expect(listings.map(({ row }) => row)).toEqual([
      { id: '1' },
      { id: '2', name: 'Cup', price: null, stock: { onHand: null, held: null }, live: null },
    ]);
    expect(unread.map(({ line, code, column }) => [line, code, column])).toEqual([
      [2, 'not-a-price', 'price'],
      [2, 'not-a-count', 'stock'],
      [2, 'formula', 'name'],
      [2, 'not-a-state', 'status'],
    ]);
  });

  it('a variant that was refused is one that is missing: its product is not whole', async () => {
    const { listings } = await listingsIn(csv('商品ID,规格ID,规格库存', '1,11,5', '1,1.2E+18,6', '1,13,7'));
    expect(listings[0]?.row).toMatchObject({ variantTotal: 3, variants: [{ id: '11' }, { id: '13' }] });
  });

  it('codes that Excel writes as texts are cleaned', async () => {
    const rows = await rowsOf(csv('id,sku', '="00123","=""00456"""', "\t7,'8"));
    expect(rows).toEqual([
      { id: '00123', sku: '00456' },
      { id: '7', sku: '8' },
    ]);
  });

  it('a column that a person names otherwise is read so', async () => {
    const { listings } = await listingsIn(csv('编码甲,品,件', 'A,茶壶,3'), (mapping) => ({ ...mapping, fields: ['sku', 'name', 'stock'] }));
    expect(listings.map(({ row }) => row)).toEqual([{ id: 'A', sku: 'A', name: '茶壶', stock: { onHand: 3, held: null } }]);
  });
});
