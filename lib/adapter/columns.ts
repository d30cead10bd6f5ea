import type { RawRow } from '@/lib/domain/observation';
import type { Anchor, Table } from '@/lib/domain/platform';
import { keyOf } from './anchor';
import { all, before, closest, contains, one, query, textOf } from './dom';
import { fill, zip } from './fill';

const rowLimit = 10_000;

export interface SeenTable {
  elements: Element[];
  rows: RawRow[];
  /** A required field that some row lacks. */
  lacks: string | undefined;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Place of the column whose header reads as one of the names; null where none or several do. */
function columnOf(document: Document, table: Table, names: readonly string[]): number | null {
  if (!table.headers) return null;
  const wanted = new Set(names.map(plain));
  const [label, second] = all(document, table.headers).filter((cell) => wanted.has(plain(textOf(cell))));
  if (!label || second) return null;
  let cell: Element | null = closest(label, 'th, td, [role="columnheader"]') ?? label;
  let place = 0;
  while (cell) {
    place += cell instanceof HTMLTableCellElement ? cell.colSpan : 1;
    cell = before(cell);
  }
  return place;
}

/** The selector whose elements are a header's column, or null where the page has none. */
function selectorOf(document: Document, table: Table, header: readonly string[], css: string): string | null {
  const place = columnOf(document, table, header);
  return place === null ? null : `${table.rows} > :nth-child(${place}) ${css}`.trim();
}

/**
 * Reads a table by columns: one query of the document for each anchor, whatever the number of rows.
 * `marks`, where given, gets for each row the element that its id was read from.
 */
export function readTable(document: Document, table: Table, marks?: Element[]): SeenTable {
  const nothing = table.empty ? one(document, table.empty) : null;
  const found = query(document, table.rows);
  const elements: Element[] = [];
  const rows: RawRow[] = [];
  for (let i = 0; i < found.length && i < rowLimit; i++) {
    const row = found[i] as Element;
    if (nothing && contains(row, nothing)) continue;
    elements.push(row);
    rows.push({});
  }
  let lacks: string | undefined;
  for (const [name, { anyOf, required }] of Object.entries(table.fields)) {
    const done = new Uint8Array(rows.length);
    for (let i = 0; i < anyOf.length && done.includes(0); i++) {
      const anchor = anyOf[i] as Anchor;
      const css = anchor.header ? selectorOf(document, table, anchor.header, anchor.css ?? '') : (anchor.css ?? '');
      if (css === null) continue;
      const list = css === '' ? elements : query(document, css);
      fill(list, elements, rows, i === 0 ? name : keyOf(name, i), anchor, done);
      if (marks && name === 'id') zip(list, elements, (at, element) => (marks[at] ??= element));
    }
    if (required && done.includes(0)) lacks ??= name;
  }
  return { elements, rows, lacks };
}
