import type { RawRow } from '@/lib/domain/observation';
import type { Mapping } from './header';
import { type Part, type Refusal, type RowFault, RowReader } from './read-row';
import type { Row } from './table';

/** A listing as a file tells it, with the line it begins on. `row` goes on as a row of an observation. */
export interface FileListing {
  line: number;
  row: RawRow;
}

export interface Listings {
  listings: FileListing[];
  /** Rows that were not taken, and why. */
  refused: RowFault[];
  /** Rows that say the same id again: the first one counts. */
  doubled: RowFault[];
  /** Cells that were not understood: their field stays unknown. */
  unread: RowFault[];
}

interface Product {
  id: string;
  first: Part;
  own: RawRow;
  pictures: Set<string>;
  variants: Map<string, RawRow>;
}

/** Folds rows into listings: one product may stand on many rows, for its variants and for its pictures. */
export function listingsOf(rows: readonly Row[], names: readonly string[], mapping: Mapping): Listings {
  const reader = new RowReader(names, mapping);
  const fold = new Fold(reader);
  const children: Part[] = [];
  for (const row of rows) {
    const part = reader.read(row);
    if ('fault' in part) fold.refuse(part);
    else if (part.parent !== null) children.push(part);
    else fold.take(part);
  }
  for (const part of children) fold.takeChild(part);
  return { listings: fold.listings(), refused: fold.refused, doubled: fold.doubled, unread: reader.unread.sort((a, b) => a.line - b.line) };
}

class Fold {
  readonly refused: RowFault[] = [];
  readonly doubled: RowFault[] = [];
  private readonly products = new Map<string, Product>();
  private readonly bySku = new Map<string, Product>();
  /** Rows of a product that were refused: it has so many more variants than are known. */
  private readonly missing = new Map<string, number>();
  private last: Product | null = null;
  private readonly reader: RowReader;

  constructor(reader: RowReader) {
    this.reader = reader;
  }

  refuse({ fault, of }: Refusal): void {
    this.refused.push(fault);
    if (of !== null) this.missing.set(of, (this.missing.get(of) ?? 0) + 1);
  }

  take(part: Part): void {
    const isVariant = !this.reader.has('parent') && (part.variantId ?? part.variantName ?? part.variantSku) !== null;
    const id = part.id ?? this.carried(part, isVariant) ?? part.sku ?? part.variantId ?? part.variantSku;
    if (id === null) {
      this.refused.push(faultOf(part, 'no-id', ''));
      return;
    }
    const known = this.products.get(id);
    const product = known ?? this.begin(id, part);
    this.last = product;
    if (isVariant) this.addVariant(product, part);
    else if (known) this.takeAgain(product, part);
  }

  /** Another row of a product that has no columns for variants. */
  private takeAgain(product: Product, part: Part): void {
    for (const picture of part.pictures) product.pictures.add(picture);
    if (onlyPictures(part) && this.reader.isNameless(part.row)) return;
    const { first } = product;
    if (part.sku === null || (product.variants.size === 0 && first.sku === part.sku)) {
      this.doubled.push(faultOf(part, 'doubled', product.id));
      return;
    }
    // Rows of one id that differ by their code are its variants, though no column says so.
    if (product.variants.size === 0) this.addVariant(product, first);
    this.addVariant(product, part);
  }

  /** A row that names the product it is a variant of. */
  takeChild(part: Part): void {
    const key = (part.parent ?? '').replace(/^id:/i, '');
    const product = this.products.get(key) ?? this.bySku.get(key);
    if (product) this.addVariant(product, { ...part, variantId: part.variantId ?? part.id });
    else this.refused.push(faultOf(part, 'no-parent', key));
  }

  listings(): FileListing[] {
    return [...this.products.values()].map(({ id, first, own, pictures, variants }) => {
      const row: RawRow = { id, ...own };
      if (this.reader.has('picture')) Object.assign(row, { mainPicture: pictures.size > 0, pictures: pictures.size });
      if (variants.size > 0)
        Object.assign(row, { variants: [...variants.values()], variantTotal: variants.size + (this.missing.get(id) ?? 0) });
      const isParted = variants.size > 0;
      // The product's own code, where its variants have theirs.
      if (this.reader.has('sku') && (!isParted || this.reader.has('variantSku') || this.reader.has('parent'))) row.sku = first.sku;
      else if (!isParted && this.reader.has('variantSku')) row.sku = first.variantSku;
      if (!isParted) partOf(first, row);
      return { line: first.row.line, row };
    });
  }

  private begin(id: string, part: Part): Product {
    const product: Product = { id, first: part, own: this.reader.readOwn(part.row), pictures: new Set(part.pictures), variants: new Map() };
    this.products.set(id, product);
    if (part.sku !== null && !this.bySku.has(part.sku)) this.bySku.set(part.sku, product);
    return product;
  }

  /** Merged cells: the id stands on the first row alone, and those below it say only what is the variant's. */
  private carried(part: Part, isVariant: boolean): string | null {
    const isBelow = isVariant && this.reader.has('id') && this.reader.isNameless(part.row);
    return isBelow && this.last ? this.last.id : null;
  }

  private addVariant(product: Product, part: Part): void {
    const sku = this.reader.has('variantSku') ? part.variantSku : part.sku;
    const id = part.variantId ?? sku ?? part.variantName ?? product.id;
    if (product.variants.has(id)) {
      this.doubled.push(faultOf(part, 'doubled', id));
      return;
    }
    const variant = partOf(part, { id, name: part.variantName });
    if (this.reader.has('variantSku') || this.reader.has('sku')) variant.sku = sku;
    product.variants.set(id, variant);
    if (part === product.first) return;
    for (const picture of part.parent === null ? part.pictures : []) product.pictures.add(picture);
  }
}

function partOf({ price, stock }: Part, row: RawRow): RawRow {
  if (price !== undefined) row.price = price;
  if (stock !== undefined) row.stock = stock;
  return row;
}

const onlyPictures = ({ pictures, sku, price, stock }: Part): boolean =>
  pictures.length > 0 && sku === null && (price ?? null) === null && (stock?.onHand ?? null) === null;

const faultOf = ({ row: { line } }: Part, code: RowFault['code'], value: string): RowFault => ({
  line,
  code,
  column: '',
  value: value.slice(0, 40),
});
