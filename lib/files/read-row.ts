import type { RawRow } from '@/lib/domain/observation';
import { type Amount, amountOf, codeOf, countOf, Not, picturesIn, type RowCode, type Told, wordsOf } from './cells';
import type { FileField } from './field';
import { liveNamed } from './fields';
import type { Mapping } from './header';
import { type Cell, isBlank, type Row } from './table';

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

/** One row, read: what it is of, and what it says of it. A field without a column is absent; an empty cell is null. */
export interface Part {
  row: Row;
  id: string | null;
  parent: string | null;
  variantId: string | null;
  variantName: string | null;
  variantSku: string | null;
  sku: string | null;
  price?: Amount | null;
  stock?: { onHand: number | null; held: number | null };
  pictures: readonly string[];
}

/** Shopify's word for a product that has no variants. */
const noVariant = /^default title$/i;
const none: readonly string[] = [];

/** Reads rows by a mapping. What is not understood is left out and told by `unread`; a row without its id is none. */
export class RowReader {
  readonly unread: RowFault[] = [];
  private readonly columns = new Map<FileField, number[]>();
  /** Of what is read from each row: ids and codes, the names of variants, and amounts in the order in which they are meant. */
  private readonly codes: readonly (readonly ['id' | 'parent' | 'variantId' | 'variantSku' | 'sku', number])[];
  private readonly parts: Record<'names' | 'pictures' | 'prices' | 'stocks' | 'held', readonly number[]>;
  private readonly names: readonly string[];
  private readonly currency: string | null;

  constructor(names: readonly string[], { fields, currency }: Mapping) {
    for (const [at, field] of fields.entries()) if (field) this.columns.set(field, [...this.of(field), at]);
    this.names = names;
    this.currency = currency;
    const codes = ['id', 'parent', 'variantId', 'variantSku', 'sku'] as const;
    this.codes = codes.flatMap((field) => this.of(field).map((at) => [field, at] as const));
    this.parts = {
      names: this.of('variantName'),
      pictures: this.of('picture'),
      prices: [...this.of('variantPrice'), ...this.of('price')],
      stocks: [...this.of('variantStock'), ...this.of('stock')],
      held: this.of('held'),
    };
  }

  has(field: FileField): boolean {
    return this.columns.has(field);
  }

  read(row: Row): Part | Refusal {
    const part: Part = { row, id: null, parent: null, variantId: null, variantName: null, variantSku: null, sku: null, pictures: none };
    for (const [field, at] of this.codes) {
      const said = codeOf(row.cells[at]);
      if (said instanceof Not) return { fault: this.fault(row, at, said.code), of: part.id };
      part[field] = said;
    }
    for (const at of this.parts.names) {
      const name = this.take(row, at, wordsOf);
      if (name && !noVariant.test(name)) part.variantName = part.variantName === null ? name : `${part.variantName} / ${name}`;
    }
    for (const at of this.parts.pictures) {
      const pictures = picturesIn(row.cells[at]);
      part.pictures = part.pictures.length > 0 ? [...part.pictures, ...pictures] : pictures;
    }
    const price = this.pick(row, this.parts.prices, amountOf);
    if (price !== undefined) part.price = price && { amount: price.amount, currency: price.currency ?? this.currency };
    const [onHand, held] = [this.pick(row, this.parts.stocks, countOf), this.pick(row, this.parts.held, countOf)];
    if (onHand !== undefined || (held ?? null) !== null) part.stock = { onHand: onHand ?? null, held: held ?? null };
    return part;
  }

  /** What a row says of its product as a whole; of many rows of one, the first says it. */
  readOwn(row: Row): RawRow {
    const own: RawRow = {};
    for (const field of ['name', 'description'] as const) {
      const words = this.pick(row, this.of(field), wordsOf);
      if (words !== undefined) own[field] = words;
    }
    const live = this.pick(row, this.of('live'), liveOf);
    if (live !== undefined) own.live = live;
    if (this.has('categories'))
      own.categories = this.of('categories')
        .map((at) => this.take(row, at, wordsOf))
        .filter((word) => typeof word === 'string');
    return own;
  }

  /** The row names no product of its own. */
  isNameless({ cells }: Row): boolean {
    return this.of('name').every((at) => isBlank(cells[at]));
  }

  private of(field: FileField): readonly number[] {
    return this.columns.get(field) ?? [];
  }

  /** The first of these columns that has something in it; null = all of them are empty, undefined = there are none, or it is not understood. */
  private pick<T>(row: Row, columns: readonly number[], read: (cell: Cell | undefined) => Told<T>): T | null | undefined {
    let found: T | null | undefined;
    for (const at of columns) {
      const value = this.take(row, at, read);
      if (value !== undefined && value !== null) return value;
      found = found === null ? null : value;
    }
    return found;
  }

  private take<T>(row: Row, at: number, read: (cell: Cell | undefined) => Told<T>): T | null | undefined {
    const said = read(row.cells[at]);
    if (!(said instanceof Not)) return said;
    this.unread.push(this.fault(row, at, said.code));
    return undefined;
  }

  private fault(row: Row, at: number, code: RowCode): RowFault {
    const value = String(row.cells[at] ?? '').trim();
    return { line: row.line, code, column: this.names[at] ?? '', value: value.slice(0, 40) };
  }
}

const oddState = new Not('not-a-state');
function liveOf(cell: Cell | undefined): Told<boolean> {
  if (typeof cell === 'boolean') return cell;
  const words = wordsOf(cell);
  return typeof words === 'string' ? (liveNamed(words) ?? oddState) : words;
}
