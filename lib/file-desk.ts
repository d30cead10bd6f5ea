import { dataRows, findHeader, type Mapping } from './files/header';
import { listingsOf } from './files/listings';
import type { RowFault } from './files/read-row';
import { readTable } from './files/read-table';
import type { Encoding, FileFault, Table } from './files/table';
import { type FileView, viewOf } from './files/view';
import { judgeAgain } from './pipeline';
import { loadLedger } from './store/act';
import { getMeta, setMeta } from './store/database';
import { type FileWork, type ShopChoice, type Taken, takeFile } from './take-file';

export type Opened = { ok: true; view: FileView } | { ok: false; fault: FileFault };

/** Some of many, and how many there are: a screen can neither show nor copy two hundred thousand at once. */
export interface Some<T> {
  count: number;
  first: T[];
}
const most = 2_000;
const some = <T>(all: readonly T[]): Some<T> => ({ count: all.length, first: all.slice(0, most) });

/** What came of an import, so that nothing of the file is lost in silence. */
export interface FileReport extends Omit<Taken, 'refused'> {
  rows: number;
  refused: Some<RowFault>;
  doubled: Some<RowFault>;
  unread: Some<RowFault>;
}

/** So many kinds of files are remembered. */
const mostMappings = 200;

/** One file on the desk: opened, looked at, and taken or not. Lives in a worker, so that no screen waits for it. */
export class FileDesk {
  private open: { name: string; table: Table; view: FileView } | null = null;

  async lay(file: Blob, name: string, encoding?: Encoding): Promise<Opened> {
    this.open = null;
    const read = await readTable(file, encoding);
    if (!read.ok) return read;
    const known = (await getMeta('fileMappings')) ?? [];
    const view = viewOf(name, read.table, (signature) => known.find((each) => each.signature === signature)?.mapping);
    this.open = { name, table: read.table, view };
    return { ok: true, view };
  }

  /** Takes the listings of the open file into a shop. A mapping that a person changed is remembered for files of this kind. */
  async takeIn(into: ShopChoice, mapping: Mapping, now: Date, work: FileWork): Promise<FileReport> {
    if (!this.open) throw new Error('no file is open');
    const { name, table, view } = this.open;
    const header = { ...findHeader(table.rows), names: view.columns };
    const { rows } = dataRows(table.rows, header, mapping);
    const { listings, refused, doubled, unread } = listingsOf(rows, view.columns, mapping);
    const taken = await takeFile({ into, name, listings }, now, work);
    await this.remember(view.signature, mapping);
    const all = [...refused, ...taken.refused].sort((a, b) => a.line - b.line);
    return { ...taken, rows: rows.length, refused: some(all), doubled: some(doubled), unread: some(unread) };
  }

  /** Takes the open file as what stock should be. */
  async loadLedger(shop: string, now: Date): ReturnType<typeof loadLedger> {
    if (!this.open) throw new Error('no file is open');
    const loaded = await loadLedger(shop, this.open.name, this.open.table.rows);
    if (loaded.ok) await judgeAgain(shop, ['listing'], now);
    return loaded;
  }

  private async remember(signature: string, mapping: Mapping): Promise<void> {
    const others = ((await getMeta('fileMappings')) ?? []).filter((each) => each.signature !== signature);
    await setMeta('fileMappings', [{ signature, mapping }, ...others].slice(0, mostMappings));
  }
}
