import Papa from 'papaparse';

export type LedgerProblem = 'empty' | 'no-sku-column' | 'no-quantity-column' | 'doubled-sku' | 'bad-quantity' | 'wrong-shop' | 'too-large';
export type LedgerRow = [sku: string, quantity: number];
export type Ledger =
  | { ok: true; rows: LedgerRow[] }
  | { ok: false; problem: { code: LedgerProblem; params: Record<string, string | number> } };

const skuHeaders = ['sku', '商家编码', '商家編碼', '货号', '貨號', 'sku货号', 'sku編號', 'sku编码', 'seller-sku', 'variant sku'];
const quantityHeaders = [
  'quantity',
  'qty',
  'stock',
  'on hand',
  '数量',
  '數量',
  '库存',
  '庫存',
  '库存数量',
  '庫存數量',
  'inventory quantity',
];
const maxBytes = 20_000_000;
const maxRows = 200_000;
const longestSku = 200;

/**
 * A ledger file (CSV or TSV with a header row): what stock should be. Whole units only.
 * Refused as a whole with the line of the first fault, so that nothing half-read is ever compared with.
 */
export function parseLedger(text: string): Ledger {
  if (text.length > maxBytes) return problem('too-large', { max: maxBytes / 1_000_000 });
  const plain = text.replace(/^\uFEFF/, '');
  const { delimiter } = Papa.parse<string[]>(/^.*\S.*$/m.exec(plain)?.[0] ?? '').meta;
  // Empty lines stay in, so that a fault is named by the line an editor shows.
  const { data } = Papa.parse<string[]>(plain, { delimiter });
  if (data.length > maxRows) return problem('too-large', { max: maxRows });
  const top = data.findIndex(isFilled);
  const [header, ...lines] = data.slice(top);
  if (top < 0 || !header || !lines.some(isFilled)) return problem('empty', {});
  const names = header.map((name) => name.trim().toLowerCase());
  const skuColumn = names.findIndex((name) => skuHeaders.includes(name));
  const quantityColumn = names.findIndex((name) => quantityHeaders.includes(name));
  if (skuColumn < 0) return problem('no-sku-column', { found: header.join(', ').slice(0, 120) });
  if (quantityColumn < 0) return problem('no-quantity-column', { found: header.join(', ').slice(0, 120) });
  const rows = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const sku = line[skuColumn]?.trim() ?? '';
    const written = line[quantityColumn]?.trim() ?? '';
    if (!sku && !written) continue;
    const where = { line: top + index + 2, sku: sku.slice(0, 40) };
    if (!/^\d{1,9}$/.test(written) || !sku || sku.length > longestSku)
      return problem('bad-quantity', { ...where, written: written.slice(0, 40) });
    if (rows.has(sku)) return problem('doubled-sku', where);
    rows.set(sku, Number(written));
  }
  return rows.size ? { ok: true, rows: [...rows] } : problem('empty', {});
}

const isFilled = (line: readonly string[]): boolean => line.some((cell) => cell.trim() !== '');

function problem(code: LedgerProblem, params: Record<string, string | number>): Ledger {
  return { ok: false, problem: { code, params } };
}
