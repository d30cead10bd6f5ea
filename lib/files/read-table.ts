import { decode } from './decode';
import { findHeader } from './header';
import { kindOf } from './kind';
import { sheetRows } from './sheet-rows';
import { type Encoding, FileError, type FileFault, isBlank, limits, type Row, type Table } from './table';
import { textRows } from './text-rows';
import { checkZip } from './zip-check';

export type Read = { ok: true; table: Table } | { ok: false; fault: FileFault };

/** Sheets that are looked at for a known header, where the first has none. */
const mostSheets = 8;
const glance = 25;

/** The one door for a table file: text in any of its encodings, or a workbook. What is no such file is refused with a reason, before it is read where that can be. */
export async function readTable(file: Blob, asked?: Encoding): Promise<Read> {
  try {
    if (file.size === 0) throw new FileError('empty');
    if (file.size > limits.bytes) throw new FileError('too-large', { max: limits.bytes / 1_000_000 });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const table = kindOf(bytes) === 'workbook' ? await workbook(bytes) : text(bytes, asked);
    if (table.rows.every(({ cells }) => cells.every(isBlank))) throw new FileError('empty');
    return { ok: true, table };
  } catch (error) {
    if (error instanceof FileError) return { ok: false, fault: error.fault };
    // The library's own errors, and what a file made on purpose brings a parser to.
    return { ok: false, fault: { code: 'broken', params: {} } };
  }
}

function text(bytes: Uint8Array, asked?: Encoding): Table {
  const { text, encoding } = decode(bytes, asked);
  return { rows: textRows(text), encoding, sheet: null };
}

/** The sheet whose header is known best; the first that has anything where none is. */
async function workbook(bytes: Uint8Array): Promise<Table> {
  checkZip(bytes);
  const rows = await whole(bytes, 1);
  if (findHeader(rows).known > 1) return { rows, encoding: null, sheet: 1 };
  let [best, filled] = [{ sheet: 1, known: findHeader(rows).known }, rows.length > 0 ? 1 : 0];
  for (let sheet = 2; sheet <= mostSheets; sheet++) {
    const top = await sheetRows(bytes, sheet, glance);
    if (top.length > 0 && filled === 0) filled = sheet;
    const { known } = findHeader(top);
    if (known > best.known) best = { sheet, known };
  }
  const chosen = best.known > 0 ? best.sheet : filled || 1;
  return { rows: chosen === 1 ? rows : await whole(bytes, chosen), encoding: null, sheet: chosen };
}

async function whole(bytes: Uint8Array, sheet: number): Promise<Row[]> {
  const rows = await sheetRows(bytes, sheet, limits.rows + 1);
  if (rows.length > limits.rows) throw new FileError('too-many-rows', { max: limits.rows });
  return rows;
}
