import { describe, expect, it } from 'vitest';
import { encoded, listingsIn, text, utf16, workbook } from './made';

const rowsOf = async (bytes: Uint8Array<ArrayBuffer>) => (await listingsIn(bytes)).listings.map(({ row }) => row);
const csv = (...lines: string[]) => text(lines.join('\r\n'));

describe('exports of platforms', () => {
  it('Shopify, the older headers: one product over many rows, for variants and for pictures', async () => {
    const rows = await rowsOf(
      csv(
        'Handle,Title,Body (HTML),Vendor,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Status',
        'linen-shirt,Linen shirt,"<p>Soft, washed ""linen""</p>",Acme,TRUE,Size,S,Colour,Blue,LS-S,4,39.00,45.00,https://cdn.example/1.jpg,active',
        'linen-shirt,,,,,,M,,Blue,LS-M,0,39.00,,https://cdn.example/2.jpg,',
        'linen-shirt,,,,,,,,,,,,,https://cdn.example/3.jpg,',
        'mug,Mug,,Acme,FALSE,Title,Default Title,,,MUG,12,9.5,,,draft',
      ),
    );
    expect(rows).toEqual([
      {
        id: 'linen-shirt',
        name: 'Linen shirt',
        description: '<p>Soft, washed "linen"</p>',
        live: true,
        mainPicture: true,
        pictures: 3,
        variantTotal: 2,
        variants: [
          { id: 'LS-S', name: 'S / Blue', sku: 'LS-S', price: { amount: '39.00', currency: null }, stock: { onHand: 4, held: null } },
          { id: 'LS-M', name: 'M / Blue', sku: 'LS-M', price: { amount: '39.00', currency: null }, stock: { onHand: 0, held: null } },
        ],
      },
      expect.objectContaining({
        id: 'mug',
        live: false,
        mainPicture: false,
        pictures: 0,
        variants: [expect.objectContaining({ id: 'MUG', name: null, sku: 'MUG' })],
      }),
    ]);
  });

  it('Shopify, the newer headers', async () => {
    const rows = await rowsOf(
      csv(
        'Title,URL handle,Option1 name,Option1 value,SKU,Price,Price / International,Inventory quantity',
        'Cup,cup,Size,S,C-S,5,6,1',
        ',cup,,L,C-L,7,8,2',
      ),
    );
    expect(rows).toMatchObject([
      {
        id: 'cup',
        name: 'Cup',
        variants: [
          { id: 'C-S', name: 'S', price: { amount: '5' } },
          { id: 'C-L', name: 'L', price: { amount: '7' } },
        ],
      },
    ]);
  });

  it('WooCommerce: variations name their parent, before or after it', async () => {
    const { listings, refused } = await listingsIn(
      csv(
        'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,Description,In stock?,Stock,Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)',
        '12,variation,HAT-R,,Hat - Red,1,,1,3,,20,,,id:11,Colour,Red',
        '11,variable,HAT,,Hat,1,A hat,1,,,,Hats,"https://a.example/1.jpg, https://a.example/2.jpg",,Colour,"Red, Blue"',
        '13,variation,HAT-B,,Hat - Blue,1,,1,0,,22,,,HAT,Colour,Blue',
        '14,simple,POT,,Pot,-1,,1,7,8,9.90,Pots,,,,',
        '15,variation,LOST,,Lost,1,,1,1,,1,,,id:99,Colour,Red',
      ),
    );
    expect(listings.map(({ row }) => row)).toMatchObject([
      {
        id: '11',
        name: 'Hat',
        sku: 'HAT',
        live: true,
        pictures: 2,
        categories: ['Hats'],
        variants: [
          { id: '12', name: 'Red', sku: 'HAT-R', price: { amount: '20' }, stock: { onHand: 3 } },
          { id: '13', name: 'Blue', sku: 'HAT-B', price: { amount: '22' }, stock: { onHand: 0 } },
        ],
      },
      { id: '14', name: 'Pot', live: false, sku: 'POT', price: { amount: '9.90' }, stock: { onHand: 7 } },
    ]);
    expect(refused).toEqual([{ line: 6, code: 'no-parent', column: '', value: '99' }]);
  });

  it('Shopee, a mass-update workbook: keys of machines on top, labels and instructions below, data in row 7', async () => {
    const bytes = await workbook({
      name: 'Sheet1',
      rows: [
        [
          'et_title_product_id',
          'et_title_product_name',
          'et_title_variation_id',
          'et_title_variation_name',
          'et_title_parent_sku',
          'et_title_variation_sku',
          'et_title_variation_price',
          'ps_gtin_code',
          'et_title_variation_stock',
        ],
        ['sales_info', '220408', null, null, null, null, null, null, null],
        ['商品ID', '商品名称', '规格ID', '规格名称', '主商品货号', '规格货号', '价格', 'GTIN', '库存'],
        ['不可编辑', '不可编辑', '不可编辑', '不可编辑', '选填', '选填', '必填', '选填', '必填'],
        ['', '', '', '', '', '', '填数字', '', '填整数'],
        [null, null],
        ['23456789012', '帆布包', '101', '米白', 'BAG', 'BAG-W', '129', '', '8'],
        ['23456789012', '帆布包', '102', '黑', 'BAG', '', '129', '', '0'],
        ['23456789013', '钥匙扣', '', '', 'KEY', '', '9.9', '', '55'],
      ],
    });
    const { view, listings } = await listingsIn(bytes);
    expect(view).toMatchObject({ headerLine: 1, instructions: 4, rows: 3 });
    expect(listings.map(({ line, row }) => [line, row.id, row.sku])).toEqual([
      [7, '23456789012', 'BAG'],
      [9, '23456789013', 'KEY'],
    ]);
    expect(listings[0]?.row.variants).toMatchObject([
      { id: '101', name: '米白', sku: 'BAG-W', stock: { onHand: 8 } },
      { id: '102', sku: null },
    ]);
    expect(listings[1]?.row).toMatchObject({ price: { amount: '9.9' }, stock: { onHand: 55 } });
  });

  it('Amazon, tabs between', async () => {
    const rows = await rowsOf(
      text(
        'item-name\titem-description\tlisting-id\tseller-sku\tprice\tquantity\tasin1\tproduct-id\tstatus\nLamp\t5" wide\t0123ABC\tL-1\t19.99\t3\tB000\t9\tActive\n',
      ),
    );
    expect(rows).toEqual([
      {
        id: '0123ABC',
        name: 'Lamp',
        description: '5" wide',
        sku: 'L-1',
        live: true,
        price: { amount: '19.99', currency: null },
        stock: { onHand: 3, held: null },
      },
    ]);
  });

  it('a Chinese back office: GB 18030, a title above, ids behind a tab, units in the header, merged cells', async () => {
    const content = [
      '商品明细导出,,,,',
      '导出时间：2026-11-24,,,,',
      '商品ID,商品名称,规格名称,规格编码,销售价(元),总库存',
      '\t3456789012345678901,茶壶,大,TP-L,"1,299.00",5',
      ',,小,TP-S,899,0',
      '\t3456789012345678902,茶杯,,CUP,￥19.9,100',
    ].join('\r\n');
    const { view, listings } = await listingsIn(encoded(content, 'gb18030'));
    expect(view).toMatchObject({ encoding: 'gb18030', headerLine: 3, mapping: { currency: 'CNY' } });
    expect(listings.map(({ row }) => row)).toMatchObject([
      {
        id: '3456789012345678901',
        variants: [
          { sku: 'TP-L', price: { amount: '1299.00', currency: 'CNY' } },
          { sku: 'TP-S', stock: { onHand: 0 } },
        ],
      },
      { id: '3456789012345678902', variants: [{ sku: 'CUP' }] },
    ]);
  });

  it.each([
    ['UTF-8', (content: string) => text(content)],
    ['UTF-8 with its mark', (content: string) => text(`\ufeff${content}`)],
    ['UTF-16, little endian', (content: string) => utf16(content)],
    ['UTF-16, big endian', (content: string) => utf16(content, true)],
    ['GB 18030', (content: string) => encoded(content, 'gb18030')],
  ])('the same table in %s', async (_name, bytes) => {
    expect(await rowsOf(bytes('商品ID,商品名称,库存\n10001,紫砂茶壶,3\n'))).toEqual([
      { id: '10001', name: '紫砂茶壶', stock: { onHand: 3, held: null } },
    ]);
  });

  it('a workbook whose products are on its second sheet', async () => {
    const bytes = await workbook(
      { name: '说明', rows: [['请先阅读'], ['一', '二']] },
      {
        name: '商品',
        rows: [
          ['商品ID', '商品名称', '库存'],
          [10001, '茶壶', 3],
        ],
      },
    );
    const { view, listings } = await listingsIn(bytes);
    expect(view.sheet).toBe(2);
    expect(listings.map(({ row }) => row)).toEqual([{ id: '10001', name: '茶壶', stock: { onHand: 3, held: null } }]);
  });

  it('headers in Traditional Chinese', async () => {
    const rows = await rowsOf(csv('商品編號,商品名稱,商品選項貨號,規格庫存,商品狀態', '7001,茶壺,A-1,2,上架', '7002,茶杯,A-2,0,下架'));
    expect(rows).toMatchObject([
      { id: '7001', live: true, variants: [{ id: 'A-1', stock: { onHand: 2 } }] },
      { id: '7002', live: false },
    ]);
  });
});
