import { type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Mapping } from '@/lib/files/header';
import { dataRows, findHeader } from '@/lib/files/header';
import { listingsOf } from '@/lib/files/listings';
import { readTable } from '@/lib/files/read-table';
import type { Encoding } from '@/lib/files/table';
import { viewOf } from '@/lib/files/view';

/** Files as platforms and people make them, and the whole way through the door. */

export const workbook = async (...sheets: { name: string; rows: CellValue[][] }[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await writeXlsx({ sheets }));

export const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

/** A text in UTF-16 with its mark. */
export function utf16(content: string, bigEndian = false): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + content.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !bigEndian);
  for (let at = 0; at < content.length; at++) view.setUint16(2 + at * 2, content.charCodeAt(at), !bigEndian);
  return bytes;
}

/** Bytes of a text in an encoding that browsers only read: found by trying, which is what a test can afford. */
export function encoded(content: string, encoding: 'gb18030' | 'big5'): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder(encoding);
  const bytes: number[] = [];
  for (const letter of content) {
    const code = letter.codePointAt(0) ?? 0;
    bytes.push(...(code < 0x80 ? [code] : pairFor(letter, decoder, encoding)));
  }
  return new Uint8Array(bytes);
}

const pairs = new Map<string, Map<string, [number, number]>>();
function pairFor(letter: string, decoder: TextDecoder, encoding: string): [number, number] {
  let known = pairs.get(encoding);
  if (!known) {
    known = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const read = decoder.decode(new Uint8Array([lead, trail]));
        if ([...read].length === 1 && read !== '\ufffd' && !known.has(read)) known.set(read, [lead, trail]);
      }
    pairs.set(encoding, known);
  }
  const pair = known.get(letter);
  if (!pair) throw new Error(`${letter} is not in ${encoding}`);
  return pair;
}

export const read = (bytes: Uint8Array<ArrayBuffer>, asked?: Encoding) => readTable(new Blob([bytes]), asked);

/** Through the door, its header found, its columns named, its rows folded; a mapping may be given instead. */
export async function listingsIn(bytes: Uint8Array<ArrayBuffer>, change: (mapping: Mapping) => Mapping = (same) => same) {
  const got = await read(bytes);
  if (!got.ok) throw new Error(got.fault.code);
  const view = viewOf('file', got.table, () => undefined);
  const mapping = change(view.mapping);
  const { rows } = dataRows(got.table.rows, { ...findHeader(got.table.rows), names: view.columns }, mapping);
  return { view, ...listingsOf(rows, view.columns, mapping) };
}
