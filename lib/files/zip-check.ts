import { FileError, limits } from './table';

const directoryEntry = 0x02014b50;
const directoryEnd = 0x06054b50;
/** Real sheets pack twenty to one; nothing but a bomb, or a sheet of nothing, packs a hundred times and is large. */
const mostRatio = 200;
const smallBytes = 5_000_000;

/** Where the directory begins, and how many entries it has. */
function directoryOf(view: DataView): { at: number; count: number } {
  const least = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= least; at--) {
    if (view.getUint32(at, true) === directoryEnd) return { at: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
  }
  throw new FileError('broken');
}

/**
 * Looks a packed file's directory through before anything of it is unpacked: it must be a workbook, not locked, and no part may come out
 * larger than it can be. Sizes that lie are noticed later: the library stops at the size that was told.
 */
export function checkZip(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = new Set<string>();
  let { at, count } = directoryOf(view);
  for (; count > 0; count--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== directoryEntry) throw new FileError('broken');
    const [flags, packed, size] = [view.getUint16(at + 8, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder('latin1').decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (flags & 1) throw new FileError('locked');
    const most = name.startsWith('xl/worksheets/') ? limits.sheetBytes : limits.partBytes;
    if (name.endsWith('.xml') && (size > most || (size > smallBytes && size > packed * mostRatio))) throw new FileError('swollen');
    // A part that says it is nothing and is something: what came out of it would have no end.
    if (size === 0 && packed > 2) throw new FileError('broken');
    names.add(name);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) throw new FileError('other-format');
}
