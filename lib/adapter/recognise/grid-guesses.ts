import { priceOf } from './amounts';
import type { FoundRecord } from './found';
import type { Grid } from './grid';
import { finding, type Placed } from './grid-fields';
import { isStruck, type Leaf } from './leaves';
import { isInitials, nameIn, pictureIn, said, standsOut } from './read-cell';
import { classOf, tagOf } from './surface';
import { plainWords, sideOf } from './words';

/** A card says its name by what stands out in it: a link or a heading, else the largest and boldest words. */
export function nameCards(grid: Grid, records: readonly FoundRecord[]): void {
  if (grid.columns.some(({ label }) => label !== '')) return;
  const cells = grid.rows.map(({ cells: [cell] }) => cell ?? null);
  const isMarked = cells.some((cell) => cell && standsOut(cell));
  const named = isMarked ? [] : largestIn(cells);
  records.forEach(({ fields }, i) => {
    const cell = cells[i] ?? null;
    const name = cell && standsOut(cell) ? nameIn(cell) : named[i]?.text;
    if (typeof name === 'string' && /\p{L}/u.test(name)) fields.set('name', finding(name, 'place', '', isMarked ? 0.75 : 0.7, cell));
  });
}

/** The words of each place that are larger or bolder than all others of most places: written in one style, and in each once. */
function largestIn(places: readonly (Element | null)[]): (Leaf | undefined)[] {
  const words = places.map((place) =>
    (place ? said(place) : []).filter(({ text }) => /\p{L}{2}|\p{Script=Han}/u.test(text) && !isInitials(text)),
  );
  const styleOf = ({ element }: Leaf): string => `${tagOf(element)} ${classOf(element)}`;
  const largest = words.flatMap((leaves) => {
    const [first, second] = leaves.map((leaf) => ({ leaf, size: sizeOf(leaf.element) })).sort((a, b) => b.size - a.size);
    return first && (!second || first.size > second.size) ? [styleOf(first.leaf)] : [];
  });
  const [style] = [...Map.groupBy(largest, (one) => one)].filter(([, same]) => same.length * 2 > places.length).map(([one]) => one);
  return words.map((leaves) => {
    const [leaf, other] = leaves.filter((one) => styleOf(one) === style);
    return other ? undefined : leaf;
  });
}

function sizeOf(element: Element): number {
  const { fontSize, fontWeight } = getComputedStyle(element);
  return Number.parseFloat(fontSize) * (Number(fontWeight) >= 600 ? 1.2 : 1);
}

/** The one amount of money that stands unnamed on each card is its price. What every card says before it is a name, and names something else. */
export function findPrices(grid: Grid, records: readonly FoundRecord[]): void {
  if (grid.columns.some(({ label }) => label !== '') || records.some(({ fields }) => fields.has('price'))) return;
  const told = grid.rows.map(({ cells: [cell] }) => {
    const leaves = cell ? said(cell) : [];
    const amounts = leaves.flatMap((leaf, at) => {
      const price = /\p{Sc}|[A-Z]{3}|元/u.test(leaf.text) && /\d/.test(leaf.text) ? priceOf(leaf.text) : undefined;
      return price ? [{ price, leaf, before: leaves[at - 1]?.text ?? '' }] : [];
    });
    const [only] = amounts;
    return only && amounts.length === 1 && cell && !isStruck(only.leaf, cell) ? only : null;
  });
  const before = told.flatMap((one) => (one ? [one.before] : []));
  if (before.length * 2 <= records.length || new Set(before).size * 2 <= before.length) return;
  records.forEach(({ fields }, i) => {
    const one = told[i];
    if (one) fields.set('price', finding(one.price, 'place', '', 0.7, one.leaf.element));
  });
}

/** "[HX-M8] Hex Bolt" in every row: the code stands in brackets before the name. */
export function splitCodes(records: readonly FoundRecord[]): void {
  const parts = records.map(({ fields }) => /^\[([^\]]+)\]\s*(.+)$/.exec(String(fields.get('name')?.value ?? '')));
  if (records.some(({ fields }) => fields.has('sku')) || !parts.every((part) => part !== null)) return;
  records.forEach(({ fields }, i) => {
    const name = fields.get('name');
    const [, code = '', rest = ''] = parts[i] ?? [];
    if (!name) return;
    fields.set('sku', { ...name, value: code, confidence: name.confidence * 0.8 });
    fields.set('name', { ...name, value: rest });
  });
}

/** Where only what can still be sold is shown, that is the stock. */
export function settleStock(records: readonly FoundRecord[]): void {
  for (const { fields } of records) {
    const available = fields.get('available');
    if (available && !fields.has('stock') && !fields.has('held'))
      fields.set('stock', { ...available, confidence: available.confidence * 0.9 });
    fields.delete('available');
  }
}

/** Pictures in a column without a name, or beside the product's own. A row without one where most have one shows that it is missing. */
export function findPictures(grid: Grid, records: readonly FoundRecord[]): void {
  const width = Math.max(...grid.rows.map((row) => row.cells.length));
  for (let at = 0; at < width; at++) {
    const seen = grid.rows.map((row) => (row.cells[at] ? pictureIn(row.cells[at] as Element) : null));
    if (
      seen.filter((one) => one === true).length === 0 ||
      (grid.columns[at]?.label !== '' && !records.some(({ fields }) => fields.get('name')?.element === grid.rows[0]?.cells[at]))
    )
      continue;
    const isUsual = seen.filter((one) => one !== null).length * 2 > seen.length;
    records.forEach(({ fields }, i) => {
      const value = seen[i] ?? (isUsual && grid.rows[i]?.cells[at] ? false : null);
      if (value !== null) fields.set('picture', finding(value, 'picture', '', value ? 0.8 : 0.7, grid.rows[i]?.cells[at] ?? null));
    });
    return;
  }
}

/** A word that can only be a listing's own state, where no column is made for it. */
export function findSaidStates(grid: Grid, records: readonly FoundRecord[], columns: readonly (Placed | null)[]): void {
  records.forEach(({ fields }, i) => {
    const sides = new Set<string>();
    let place: Element | null = null;
    grid.rows[i]?.cells.forEach((cell, at) => {
      if (!cell || (columns[at] && columns[at]?.field !== 'name')) return;
      for (const leaf of said(cell)) {
        const side = sideOf('said', plainWords(leaf.text));
        if (!side) continue;
        sides.add(side);
        place = leaf.element;
      }
    });
    const [only] = sides;
    if (sides.size === 1) fields.set('live', finding(only === 'yes', 'words', '', 0.75, place));
  });
}
