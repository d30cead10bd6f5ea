import { dataRows, findHeader } from '@/lib/files/header';
import { listingsOf } from '@/lib/files/listings';
import { readTable } from '@/lib/files/read-table';
import type { Table } from '@/lib/files/table';
import { type FileView, viewOf } from '@/lib/files/view';
import { alone, csvFile, xlsxFile } from '../yardsticks/table-files';

// A file in this page, read by us and by the library alone.

let file = new Blob();

export async function make(kind: keyof typeof alone, rows: number): Promise<number> {
  file = await (kind === 'csv' ? csvFile(rows) : xlsxFile(rows));
  return file.size;
}

let opened: { table: Table; view: FileView } | null = null;
let folded = 0;

/** Until its first rows can be shown. */
export async function open(): Promise<void> {
  opened = null;
  const read = await readTable(file);
  if (!read.ok) throw new Error(read.fault.code);
  opened = { table: read.table, view: viewOf('a', read.table, () => undefined) };
}

/** Until it is folded into listings. */
export function fold(): void {
  if (!opened) return;
  const { table, view } = opened;
  const { rows } = dataRows(table.rows, { ...findHeader(table.rows), names: view.columns }, view.mapping);
  const { listings, refused, unread } = listingsOf(rows, view.columns, view.mapping);
  if (refused.length + unread.length > 0) throw new Error('Rows were lost.');
  folded = listings.length;
}

export const listings = (): number => folded;

export const yardstick = (kind: keyof typeof alone): Promise<number> => alone[kind](file);
