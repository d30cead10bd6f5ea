import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
import Papa from 'papaparse';

/** A shop's export as platforms write it: four rows to a product, for its variants; columns that are ours and columns that are not. */
function* exported(rows: number): Generator<string[]> {
  yield ['商品ID', '商品名称', '类目', '商品状态', '规格ID', '规格名称', '规格编码', '销售价(元)', '总库存', '主图', '创建时间', '备注'];
  for (let row = 0; row < rows; row++) {
    const product = Math.floor(row / 4);
    yield [
      String(3_456_789_000_000 + product),
      `手工紫砂茶壶 ${product} 号`,
      '茶具/茶壶',
      row % 7 ? '上架' : '下架',
      String(7_000_000_000 + row),
      ['大', '中', '小', '特大'][row % 4] ?? '',
      `TP-${row}`,
      `${(row % 900) + 9}.90`,
      String(row % 250),
      `https://cdn.example/${product}.jpg`,
      '2026-11-24 09:30:00',
      '',
    ];
  }
}

export const csvFile = (rows: number): Blob => new Blob([Papa.unparse([...exported(rows)])]);

export async function xlsxFile(rows: number): Promise<Blob> {
  const [header = [], ...rest] = exported(rows);
  return new Response(writeXlsxStream([header, ...rest], { name: 'Sheet1' })).blob();
}

/** The libraries alone: all rows of the file, and nothing done with them. */
export const alone = {
  async csv(file: Blob): Promise<number> {
    return Papa.parse<string[]>(new TextDecoder().decode(await file.arrayBuffer())).data.length;
  },
  async xlsx(file: Blob): Promise<number> {
    let rows = 0;
    for await (const _row of streamXlsxRows(new Uint8Array(await file.arrayBuffer()))) rows++;
    return rows;
  },
};
