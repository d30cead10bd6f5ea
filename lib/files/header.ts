import { hashText } from '@/lib/domain/hash';
import { type FileField, joined } from './field';
import { currencyNamed, fieldNamed, isMachineKey } from './fields';
import { isBlank, type Row } from './table';

/** How far down a header is looked for: titles, notes and filters stand above it. */
const deepest = 20;

export interface Header {
  /** Index of its row; -1 where no row has a name that is known. */
  at: number;
  names: string[];
  /** How many different fields its names say. */
  known: number;
}

const nameOf = (cell: unknown): string => (typeof cell === 'string' ? cell : '').replace(/\s+/g, ' ').trim().slice(0, 200);

/** The row that names most fields, the upper one where two name as many: a template has its machine's keys above its people's names. */
export function findHeader(rows: readonly Row[]): Header {
  let best: Header = { at: -1, names: [], known: 0 };
  for (const [at, { cells }] of rows.slice(0, deepest).entries()) {
    const names = cells.map(nameOf);
    const known = new Set(names.map(fieldNamed).filter((field) => field !== null)).size;
    if (known > best.known) best = { at, names, known };
  }
  if (best.at >= 0) return best;
  const at = rows.findIndex(({ cells }) => cells.filter((cell) => !isBlank(cell)).length > 1);
  return { at: Math.max(0, at), names: rows[Math.max(0, at)]?.cells.map(nameOf) ?? [], known: 0 };
}

/** Which column is what, as a person may change it, and the currency of prices that name none. */
export interface Mapping {
  fields: (FileField | null)[];
  currency: string | null;
}

/** What the names say. Of two columns that say the same, the first is meant. */
export function mappingOf(names: readonly string[]): Mapping {
  const taken = new Set<FileField>();
  const fields = names.map((name) => {
    const field = fieldNamed(name);
    if (field === null || (taken.has(field) && !joined.has(field))) return null;
    taken.add(field);
    return field;
  });
  // A price of a variant is a price: without a column for the product's own it does not matter which.
  const currency = names.map(currencyNamed).find((each, at) => each !== null && /price/i.test(fields[at] ?? '')) ?? null;
  return { fields, currency };
}

/** The same for two exports of one kind: what a mapping is remembered by. */
export const signatureOf = (names: readonly string[]): string => hashText(names.join('\n').toLowerCase()).slice(0, 32);

/** Rows below the header that are data, and how many lines of instructions a template puts between. */
export function dataRows(rows: readonly Row[], header: Header, mapping: Mapping): { rows: Row[]; instructions: number } {
  const below = rows.slice(header.at + 1).filter(({ cells }) => !cells.every(isBlank));
  // Some programs print the header anew on every page.
  const titles = rows[header.at]?.cells ?? [];
  const again = ({ cells }: Row) => titles.every((title, at) => cells[at] === title);
  const isTemplate = header.names.filter(isMachineKey).length > 1;
  const id = mapping.fields.indexOf('id');
  const first = isTemplate && id >= 0 ? below.findIndex(({ cells }) => /^\s*\d{4,}(\.\d+E\+\d+)?\s*$/.test(String(cells[id] ?? ''))) : 0;
  const from = first < 0 ? below.length : first;
  return { rows: below.slice(from).filter((row) => !again(row)), instructions: from };
}
