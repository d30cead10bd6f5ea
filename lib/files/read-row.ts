import type { RawRow } from '@/lib/domain/observation';
import { amountOf, codeOf, countOf, picturesIn, type RowCode, type Told, wordsOf } from './cells';
import type { FileField } from './field';
import { liveNamed } from './fields';
import type { Mapping } from './header';
import type { Cell, Row } from './table';

/** A row or a cell that was not taken, as a person finds it again. */
export interface RowFault {
  line: number;
  code: RowCode;
  column: string;
  value: string;
}

/** A row that is none, and the product it is of, where that is known. */
export interface Refusal {
  fault: RowFault;
  of: string | null;
}

/** One row, read: what it is of, and what it says. A field without a column is absent; an empty cell is null. */
export interface Part {
  line: number;
  id: string | null;
  parent: string | null;
  variantId: string | null;
  variantName: string | null;
  variantSku: string | null;
  sku: string | null;
  /** Of the product. */
  own: RawRow;
  price?: RawRow[string];
  stock?: RawRow[string];
  pictures: readonly string[];
}

export type Columns = ReadonlyMap<FileField, readonly number[]>;

export function columnsOf({ fields }: Mapping): Columns {
  const columns = new Map<FileField, number[]>();
  for (const [at, field] of fields.entries()) if (field) columns.set(field, [...(columns.get(field) ?? []), at]);
  return columns;
}

/** Shopify's word for a product that has no variants. */
const noVariant = /^default title$/i;

/** Reads rows by a mapping. What is not understood is left out and told by `unread`; a row without its id is none: `refused`. */
export class RowReader {
  readonly unread: RowFault[] = [];
  private readonly columns: Columns;
  private readonly names: readonly string[];
  private readonly currency: string | null;

  constructor(names: readonly string[], mapping: Mapping) {
    this.columns = columnsOf(mapping);
    this.names = names;
    this.currency = mapping.currency;
  }

  has(field: FileField): boolean {
    return this.columns.has(field);
  }

  read(row: Row): Part | Refusal {
    const codes: Record<'id' | 'parent' | 'variantId' | 'variantSku' | 'sku', string | null> = {
      id: null,
      parent: null,
      variantId: null,
      variantSku: null,
      sku: null,
    };
    for (const field of Object.keys(codes) as (keyof typeof codes)[]) {
      const at = this.columns.get(field)?.[0];
      if (at === undefined) continue;
      const said = codeOf(row.cells[at]);
      if (!said.ok) return { fault: this.fault(row, at, said.code), of: codes.id };
      codes[field] = said.value;
    }
    const words = (this.columns.get('variantName') ?? [])
      .map((at) => this.take(row, at, wordsOf))
      .filter((word) => typeof word === 'string');
    const name = words.filter((word) => !noVariant.test(word)).join(' / ');
    const part: Part = { line: row.line, ...codes, variantName: name === '' ? null : name, own: {}, pictures: this.picturesOf(row) };
    this.readOwn(row, part.own);
    const price = this.pick(row, ['variantPrice', 'price'], amountOf);
    if (price !== undefined) part.price = price && { amount: price.amount, currency: price.currency ?? this.currency };
    const [onHand, held] = [this.pick(row, ['variantStock', 'stock'], countOf), this.pick(row, ['held'], countOf)];
    if (onHand !== undefined || (held !== undefined && held !== null)) part.stock = { onHand: onHand ?? null, held: held ?? null };
    return part;
  }

  private readOwn(row: Row, own: RawRow): void {
    for (const field of ['name', 'description'] as const) {
      const words = this.pick(row, [field], wordsOf);
      if (words !== undefined) own[field] = words;
    }
    const live = this.pick(row, ['live'], liveOf);
    if (live !== undefined) own.live = live;
    const categories = this.columns.get('categories');
    if (categories) own.categories = categories.map((at) => this.take(row, at, wordsOf)).filter((word) => typeof word === 'string');
  }

  /** The first of these fields that has a column and something in it; null = all of theirs are empty. */
  private pick<T>(row: Row, fields: readonly FileField[], read: (cell: Cell | undefined) => Told<T | null>): T | null | undefined {
    let found: T | null | undefined;
    for (const field of fields) {
      const at = this.columns.get(field)?.[0];
      if (at === undefined) continue;
      const value = this.take(row, at, read);
      if (value !== undefined && value !== null) return value;
      found = found === null ? null : value;
    }
    return found;
  }

  private take<T>(row: Row, at: number, read: (cell: Cell | undefined) => Told<T>): T | undefined {
    const said = read(row.cells[at]);
    if (said.ok) return said.value;
    this.unread.push(this.fault(row, at, said.code));
    return undefined;
  }

  private picturesOf(row: Row): string[] {
    return (this.columns.get('picture') ?? []).flatMap((at) => picturesIn(row.cells[at]));
  }

  private fault(row: Row, at: number, code: RowCode): RowFault {
    return {
      line: row.line,
      code,
      column: this.names[at] ?? '',
      value: String(row.cells[at] ?? '')
        .trim()
        .slice(0, 40),
    };
  }
}

function liveOf(cell: Cell | undefined): Told<boolean | null> {
  if (typeof cell === 'boolean') return { ok: true, value: cell };
  const words = wordsOf(cell);
  if (!words.ok || words.value === null) return words as Told<null>;
  const live = liveNamed(words.value);
  return live === undefined ? { ok: false, code: 'not-a-state' } : { ok: true, value: live };
}
