import type { Control } from './fields';
import type { Finding, Value } from './found';
import type { Grid } from './grid';
import { fieldsOf, labelInName, type Named } from './label';
import { readGrid } from './read-grid';
import { attr, outer } from './surface';

/** What tells variants apart, and what they cost or how many there are; a price and a quantity alone are a discount's. */
const isOfVariants = (kinds: ReadonlySet<string>): boolean =>
  kinds.size > 1 && (kinds.has('sku') || (kinds.has('name') && kinds.has('price')));

/** Boxes that a program numbers, as a table: `variants.0.sku`, `items[1][price]`. */
export function numberedBoxes(controls: readonly Control[], labelAt: (control: Control) => string): Grid[] {
  const groups = new Map<string, { at: number; control: Control; key: string }[]>();
  for (const control of controls) {
    const [, before, at, key] = /^(.*?)(?:\.|\[|-)(\d{1,3})(?:\.|\]\[|\]\.|-)([\w.-]+)\]?$/.exec(attr(control.element, 'name') ?? '') ?? [];
    if (before === undefined || at === undefined || key === undefined) continue;
    groups.set(before, [...(groups.get(before) ?? []), { at: Number(at), control, key }]);
  }
  return [...groups.values()].flatMap((boxes): Grid[] => {
    const keys = [...new Set(boxes.map(({ key }) => key))];
    const numbers = [...new Set(boxes.map(({ at }) => at))];
    if (numbers.length < 2) return [];
    const boxAt = (at: number, key: string): Element | null =>
      boxes.find((box) => box.at === at && box.key === key)?.control.element ?? null;
    const columns = keys.map((key) => ({ label: labelAt((boxes.find((box) => box.key === key) as (typeof boxes)[number]).control), key }));
    const rows = numbers.map((at) => ({ elements: [], cells: keys.map((key) => boxAt(at, key)), loose: [] }));
    const kinds = new Set(columns.flatMap(({ label, key }) => fieldOf(label || labelInName(key))?.field ?? []));
    const [first] = boxes;
    return first && isOfVariants(kinds) ? [{ element: outer(first.control.element) ?? first.control.element, columns, rows }] : [];
  });
}

/** What a column says of a variant. */
const fieldOf = (label: string): Named | null =>
  [
    ...fieldsOf('variant', label).filter(({ field }) => field === 'name'),
    ...fieldsOf('listing', label).filter(({ field }) => ['sku', 'price', 'stock', 'available', 'held'].includes(field)),
  ][0] ?? null;

const saysIt = (value: Value | undefined): boolean =>
  typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) !== 0 : value !== null && value !== undefined;

/** The table of variants inside a product's form. */
export function readVariants(grids: readonly Grid[], fields: Map<string, Finding>): void {
  for (const grid of grids) {
    const asVariant = grid.columns.map(({ label, key }) => fieldOf(label || labelInName(key)));
    const named = asVariant.map((one, at) => (one && asVariant.findIndex((other) => other?.field === one.field) === at ? one : null));
    const kinds = new Set(named.filter((one) => one !== null).map(({ field }) => field));
    if (!isOfVariants(kinds)) continue;
    const records = readGrid(grid, 'listing', named);
    const variants = records.map(({ fields: own }) =>
      Object.fromEntries(
        [...own].filter(([field]) => ['id', 'name', 'sku', 'price', 'stock'].includes(field)).map(([field, { value }]) => [field, value]),
      ),
    );
    // A line that says nothing of which variant it is, nor what it costs, is there to be filled.
    const whole = variants.filter(
      (variant) =>
        Object.values(variant).filter((value) => value !== null).length > 1 &&
        ['name', 'sku', 'price'].some((field) => saysIt(variant[field])),
    );
    // One line that no name tells from others is the product's own.
    if (whole.length === 1 && !kinds.has('name')) {
      const own = records.find((_, i) => variants[i] === whole[0]);
      for (const [field, value] of own?.fields ?? [])
        if (['sku', 'price', 'stock', 'held'].includes(field) && !fields.has(field)) fields.set(field, value);
      return;
    }
    if (whole.length > 0) fields.set('variants', { value: whole, reason: 'column', label: '', confidence: 0.85, element: grid.element });
    return;
  }
}
