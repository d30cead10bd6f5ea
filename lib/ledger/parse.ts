import { codeOf, Not, textOf } from '@/lib/files/cells';
import type { FileField } from '@/lib/files/field';
import { fieldNamed } from '@/lib/files/fields';
import { isBlank, type Row } from '@/lib/files/table';

export type LedgerProblem =
  | 'empty'
  | 'no-sku-column'
  | 'no-quantity-column'
  | 'doubled-sku'
  | 'bad-quantity'
  | 'rounded-sku'
  | 'wrong-shop';
export type LedgerRow = [sku: string, quantity: number];
export type Ledger =
  | { ok: true; rows: LedgerRow[] }
  | { ok: false; problem: { code: LedgerProblem; params: Record<string, string | number> } };

/** The columns a ledger is read from; the one of a variant is meant where there is one of the product as well. */
const skuFields: readonly FileField[] = ['variantSku', 'sku'];
const quantityFields: readonly FileField[] = ['variantStock', 'stock'];
const deepest = 20;
const longestSku = 200;

interface Head {
  at: number;
  names: string[];
  sku: number;
  quantity: number;
}

function headOf({ cells }: Row, at: number): Head {
  const names = cells.map(textOf);
  const fields = names.map(fieldNamed);
  const column = (wanted: readonly FileField[]) => wanted.map((field) => fields.indexOf(field)).find((index) => index >= 0) ?? -1;
  return { at, names, sku: column(skuFields), quantity: column(quantityFields) };
}

/**
 * What stock should be, out of the rows of a file with a header among its first twenty. Whole units only.
 * Refused as a whole with the line of the first fault, so that nothing half-read is ever compared with.
 */
export function parseLedger(table: readonly Row[]): Ledger {
  const filled = table.filter(({ cells }) => !cells.every(isBlank));
  const heads = filled.slice(0, deepest).map(headOf);
  const head =
    heads.find(({ sku, quantity }) => sku >= 0 && quantity >= 0) ??
    heads.find(({ sku, quantity }) => sku >= 0 || quantity >= 0) ??
    heads[0];
  const lines = filled.slice((head?.at ?? 0) + 1);
  if (!head || lines.length === 0) return problem('empty', {});
  const found = { found: head.names.join(', ').slice(0, 120) };
  if (head.sku < 0) return problem('no-sku-column', found);
  if (head.quantity < 0) return problem('no-quantity-column', found);
  const rows = new Map<string, number>();
  for (const { line, cells } of lines) {
    const sku = textOf(cells[head.sku]);
    const written = textOf(cells[head.quantity]);
    if (!sku && !written) continue;
    const where = { line, sku: sku.slice(0, 40) };
    const code = codeOf(cells[head.sku]);
    if (code instanceof Not && /^(scientific|rounded)-id$/.test(code.code)) return problem('rounded-sku', where);
    if (!/^\d{1,9}$/.test(written) || !sku || sku.length > longestSku)
      return problem('bad-quantity', { ...where, written: written.slice(0, 40) });
    if (rows.has(sku)) return problem('doubled-sku', where);
    rows.set(sku, Number(written));
  }
  return rows.size ? { ok: true, rows: [...rows] } : problem('empty', {});
}

function problem(code: LedgerProblem, params: Record<string, string | number>): Ledger {
  return { ok: false, problem: { code, params } };
}
