import { type Encoding, FileError } from './table';

/** By the mark that a file may begin with. */
function marked(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function tried(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Bytes of a text file as text, without its mark. Excel in China saves CSV in GBK: what is no UTF-8 is read as GB 18030, its
 * superset, and a person may say otherwise. A byte that fits nowhere refuses the file: nothing is read as something else in silence.
 */
export function decode(bytes: Uint8Array, asked?: Encoding): { text: string; encoding: Encoding } {
  const mark = marked(bytes);
  for (const encoding of asked ? [asked] : mark ? [mark] : (['utf-8', 'gb18030'] as const)) {
    const text = tried(bytes, encoding);
    if (text === null) continue;
    // No table has a NUL in it: a program, a database, or UTF-16 that does not say so.
    if (text.includes('\0')) throw new FileError('binary');
    return { text, encoding };
  }
  throw new FileError('odd-encoding');
}
