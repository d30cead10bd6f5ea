import { within } from './mutation.ts';

/** The table of data of a page: as many cells in each line, none that spans. */
export interface EvenTable {
  table: HTMLElement;
  heads: HTMLElement[];
  rows: HTMLElement[];
}

const cellsOf = (row: HTMLElement): HTMLElement[] => [...row.children] as HTMLElement[];
const isSpanning = (cell: HTMLElement): boolean => cell.hasAttribute('colspan') || cell.hasAttribute('rowspan');

/** The one with most lines; null = none is so even that a column of it can be moved. */
export function evenTable(body: HTMLElement): EvenTable | null {
  const tables = within(body, 'table').flatMap((table): EvenTable[] => {
    if (table.querySelector('table')) return [];
    const lines = within(table, 'tr');
    const heads = lines.filter((line) => line.parentElement?.tagName === 'THEAD');
    const rows = lines.filter((line) => !heads.includes(line) && line.parentElement?.tagName !== 'TFOOT');
    const width = heads[0] ? cellsOf(heads[0]).length : 0;
    const isEven = [...heads, ...rows].every((line) => cellsOf(line).length === width && !cellsOf(line).some(isSpanning));
    return heads.length === 1 && rows.length > 1 && width > 3 && isEven ? [{ table, heads, rows }] : [];
  });
  return tables.sort((a, b) => b.rows.length - a.rows.length)[0] ?? null;
}

export const linesOf = ({ heads, rows }: EvenTable): HTMLElement[] => [...heads, ...rows];

/** Changes one line's cells, for all lines of the table. */
export function eachLine(body: HTMLElement, change: (cells: HTMLElement[], line: HTMLElement, isHead: boolean) => void): boolean {
  const found = evenTable(body);
  if (!found) return false;
  for (const line of linesOf(found)) change(cellsOf(line), line, found.heads.includes(line));
  return true;
}

/** A column that says something over itself, the middle one of those. */
export function middleColumn(body: HTMLElement): number {
  const heads = evenTable(body)?.heads[0];
  const named = heads ? cellsOf(heads).flatMap((cell, at) => (cell.textContent?.trim() ? [at] : [])) : [];
  return named[Math.floor(named.length / 2)] ?? -1;
}
