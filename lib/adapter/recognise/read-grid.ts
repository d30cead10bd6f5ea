import { countOf, isNothing } from './amounts';
import { codeOf, labelled, valuesOfText } from './beside';
import { isPicturePath } from './form-shown';
import type { Finding, FoundRecord, Value } from './found';
import type { Grid } from './grid';
import { finding, type Placed } from './grid-fields';
import { findPictures, findPrices, findSaidStates, nameCards, settleStock, splitCodes } from './grid-guesses';
import { fieldsOf } from './label';
import { linesOf } from './leaves';
import { dayOrderIn, periodOf } from './moments';
import { codeIn, countIn, listIn, momentIn, nameIn, pictureIn, priceIn, said, stateIn, textIn } from './read-cell';
import { idsOf } from './row-ids';
import { attr, below, textOf } from './surface';
import { isIn, type PageNoun, plainWords, sideOf } from './words';

export type RecordNoun = 'listing' | 'campaign' | 'order' | 'message';
/** Which page nouns speak of a record of this noun. */
export const pageNounsOf: Record<RecordNoun, readonly PageNoun[]> = {
  listing: ['listing', 'stock'],
  campaign: ['campaign'],
  order: ['order'],
  message: ['message'],
};

/** What each row of a grid says of its record. */
export function readGrid(grid: Grid, noun: RecordNoun, columns: readonly (Placed | null)[]): FoundRecord[] {
  const cellsAt = (at: number): (Element | null)[] => grid.rows.map((row) => row.cells[at] ?? null);
  // One program writes all its days alike.
  const order = dayOrderIn(
    columns.flatMap((placed, at) =>
      placed && /At$|period/.test(placed.field) ? cellsAt(at).map((cell) => (cell ? textOf(cell) : '')) : [],
    ),
  );
  const isSwitch = columns.map((placed, at) => placed?.field !== 'enabled' || isSwitchColumn(grid.columns[at]?.label ?? '', cellsAt(at)));
  const records = grid.rows.map((row): FoundRecord => {
    const fields = new Map<string, Finding>();
    columns.forEach((placed, at) => {
      const cell = row.cells[at];
      if (!placed || !cell || !isSwitch[at]) return;
      for (const [field, value] of valuesIn(cell, placed.field, order)) {
        fields.set(field, finding(value, 'column', grid.columns[at]?.label ?? '', placed.confidence, cell));
      }
    });
    for (const [field, { text, label, element }] of labelled(row, noun)) {
      if (columns.some((placed) => placed?.field === field) && fields.has(field)) continue;
      if (isOwnColumn(columns, field)) continue;
      for (const [name, value] of valuesOfText(text, field))
        if (!fields.has(name)) fields.set(name, finding(value, 'beside', label, 0.85, element));
    }
    return { fields, element: row.elements[0] ?? null };
  });
  const has = (field: string): boolean => isOwnColumn(columns, field);
  if (!has('name') && (noun === 'listing' || noun === 'campaign')) nameCards(grid, records);
  if (noun === 'listing') {
    settleStock(records);
    findPrices(grid, records);
    splitCodes(records);
    if (!has('picture')) findPictures(grid, records);
    if (!has('live')) findSaidStates(grid, records, columns);
  }
  giveIds(grid, noun, records);
  return records;
}

const isOwnColumn = (columns: readonly (Placed | null)[], field: string): boolean => columns.some((placed) => placed?.field === field);

/** "Active" in a column that also says "Expired" tells how a campaign runs, not whether it is switched on. */
function isSwitchColumn(label: string, cells: readonly (Element | null)[]): boolean {
  if (!/status|state|状态|狀態/i.test(label)) return true;
  return (
    cells.every((cell) => cell !== null && stateIn(cell, 'enabled') !== undefined) &&
    cells.some((cell) => cell && /[\p{L}]/u.test(textOf(cell)) && sideOf('enabled', plainWords(textOf(cell))) === 'no')
  );
}

function valuesIn(cell: Element, field: string, order: ReturnType<typeof dayOrderIn>): [string, Value][] {
  const read = (): Value | undefined => {
    if (field === 'name') return nameIn(cell);
    if (field === 'sku' || field === 'state') return textIn(cell);
    if (field === 'code') return codeOf(codeIn(cell));
    if (field === 'id') return codeOf(textIn(cell)) ?? undefined;
    if (field === 'price' || field === 'total') return priceIn(cell);
    if (field === 'stock' || field === 'available' || field === 'held') return countIn(cell);
    if (field === 'live' || field === 'enabled' || field === 'read') return stateIn(cell, field) ?? undefined;
    if (field === 'picture') return pictureIn(cell) ?? writtenPicture(textOf(cell));
    if (field === 'categories') return listIn(cell);
    if (/At$/.test(field)) return isIn('endless', plainWords(textOf(cell))) ? null : momentIn(cell, order);
    return undefined;
  };
  if (field === 'period')
    return Object.entries(
      periodOf(
        linesOf(said(cell))
          .map(({ text }) => text)
          .join(' '),
        order,
      ) ?? {},
    );
  if (field === 'stock') {
    const told = quantitiesIn(cell);
    if (told.length > 0) return told;
  }
  const value = read();
  return value === undefined ? [] : [[field, value]];
}

/** A picture that is only written down: as the path of a file. Other words do not say that there is none. */
const writtenPicture = (text: string): boolean | undefined =>
  isPicturePath(text) ? true : text.length < 3 || isNothing(text) ? false : undefined;

/** Quantities that a cell spells out where its text is short: `100 / 2` with the title "Stock on hand: 100, Stock allocated: 2". */
function quantitiesIn(cell: Element): [string, Value][] {
  for (const element of [cell, ...below(cell)]) {
    const parts = (attr(element, 'title') ?? '').split(/[,;|]/).map((part) => /^([^:]+):\s*(-?[\d.,]+)\s*$/.exec(part.trim()));
    if (parts.length < 2 || !parts.every((part) => part !== null)) continue;
    const told = parts.flatMap(([, label = '', count = '']): [string, Value][] => {
      const field = fieldsOf('listing', label)[0]?.field;
      const number = countOf(count);
      return (field === 'stock' || field === 'held') && typeof number === 'number' ? [[field, number]] : [];
    });
    if (told.length > 0) return told;
  }
  // "7 on hand 2 reserved": each count before its own word.
  const text = textOf(cell).normalize('NFKC');
  const parts = [...text.matchAll(/(-?\d[\d,.]*)\s*\(?([\p{L} ]{3,})\)?/gu)];
  if (
    parts
      .map(([all]) => all)
      .join('')
      .replace(/[\s()]/g, '') !== text.replace(/[\s()]/g, '')
  )
    return [];
  return parts.flatMap(([, count = '', label = '']): [string, Value][] => {
    const field = fieldsOf('listing', label)[0]?.field;
    const number = countOf(count);
    return (field === 'stock' || field === 'held') && typeof number === 'number' ? [[field, number]] : [];
  });
}

function giveIds(grid: Grid, noun: RecordNoun, records: readonly FoundRecord[]): void {
  const shown = records.map(({ fields }) => {
    const id = fields.get('id')?.value;
    return typeof id === 'string' ? id : null;
  });
  // Its number may lead to an order, and is yet another thing than its id.
  const codes = noun === 'order' ? records.map(({ fields }) => fields.get('code')?.value ?? null) : [];
  const ids = idsOf(grid.rows, [shown], pageNounsOf[noun], codes);
  records.forEach(({ fields }, i) => {
    const given = fields.get('id');
    // "Order ID" is both, where no other number stands.
    if (noun === 'order' && given && !fields.has('code')) fields.set('code', given);
    const number = fields.get('code');
    // Where Chinese platforms number an order, the number is what they know it by.
    const known = noun === 'order' && number && /^订单编?号|^訂單編?號/.test(number.label) ? number.value : null;
    const id = ids[i] ?? shown[i] ?? (typeof known === 'string' ? known : null);
    fields.delete('id');
    if (id) fields.set('id', finding(id, shown[i] === id ? 'column' : 'link', '', 0.9, grid.rows[i]?.elements[0] ?? null));
  });
}
