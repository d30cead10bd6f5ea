import type { Finding } from './found';
import type { Grid } from './grid';
import { fieldsOf, labelInName } from './label';
import { readGrid } from './read-grid';

/** The table of variants inside a product's form. */
export function readVariants(grids: readonly Grid[], fields: Map<string, Finding>): void {
  for (const grid of grids) {
    const asVariant = grid.columns.map(
      ({ label, key }) =>
        [
          ...fieldsOf('variant', label || labelInName(key)).filter(({ field }) => field === 'name'),
          ...fieldsOf('listing', label || labelInName(key)).filter(({ field }) => ['sku', 'price', 'stock', 'available'].includes(field)),
        ][0] ?? null,
    );
    const named = asVariant.map((one, at) => (one && asVariant.findIndex((other) => other?.field === one.field) === at ? one : null));
    const kinds = new Set(named.filter((one) => one !== null).map(({ field }) => field));
    if (!(kinds.has('sku') || kinds.has('price')) || kinds.size < 2) continue;
    const records = readGrid(grid, 'listing', named);
    const variants = records.map(({ fields: own }) =>
      Object.fromEntries(
        [...own].filter(([field]) => ['id', 'name', 'sku', 'price', 'stock'].includes(field)).map(([field, { value }]) => [field, value]),
      ),
    );
    const whole = variants.filter((variant) => Object.keys(variant).length > 1);
    if (whole.length > 0) fields.set('variants', { value: whole, reason: 'column', label: '', confidence: 0.85, element: grid.element });
    return;
  }
}
