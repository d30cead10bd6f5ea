import { readFileSync } from 'node:fs';

/**
 * LevelDB files as Chromium writes them (IndexedDB, storage areas), decompressed: a string that was stored and deleted since is still in there.
 * Only the bytes matter here, so keys are not put together again.
 */

/** Snappy's raw format; bytes after the stated length are left alone. Null when the bytes are not that. */
export function unsnappy(input: Buffer): Buffer | null {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = input[at++];
    if (byte === undefined || shift > 28) return null;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  if (length <= 0 || length > 256 * 1024 * 1024) return null;
  const output = Buffer.alloc(length);
  let filled = 0;
  const take = (bytes: number) => {
    let value = 0;
    for (let index = 0; index < bytes; index++) value |= (input[at++] ?? 0) << (8 * index);
    return value >>> 0;
  };
  while (at < input.length && filled < length) {
    const tag = input[at++] as number;
    if ((tag & 3) === 0) {
      let run = tag >>> 2;
      if (run >= 60) run = take(run - 59);
      run++;
      if (at + run > input.length || filled + run > length) return null;
      input.copy(output, filled, at, at + run);
      at += run;
      filled += run;
      continue;
    }
    const run = (tag & 3) === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const offset = (tag & 3) === 1 ? ((tag >>> 5) << 8) | take(1) : take((tag & 3) === 2 ? 2 : 4);
    if (offset === 0 || offset > filled || filled + run > length) return null;
    for (let index = 0; index < run; index++, filled++) output[filled] = output[filled - offset] as number;
  }
  return filled === length ? output : null;
}

const magic = Buffer.from('57fb808b247547db', 'hex');

interface Handle {
  offset: number;
  size: number;
}

function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return [value, at];
  }
}

function handleAt(bytes: Buffer, at: number): [handle: Handle, next: number] {
  const [offset, next] = varint(bytes, at);
  const [size, end] = varint(bytes, next);
  return [{ offset, size }, end];
}

function block(file: Buffer, { offset, size }: Handle): Buffer {
  const body = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? (unsnappy(body) ?? body) : body;
}

/** Values of a block: of an index block these are the handles of the data blocks. */
function values(content: Buffer): Buffer[] {
  const restarts = content.readUInt32LE(content.length - 4);
  const end = content.length - 4 - 4 * restarts;
  const found: Buffer[] = [];
  for (let at = 0; at < end; ) {
    const [, afterShared] = varint(content, at);
    const [unshared, afterUnshared] = varint(content, afterShared);
    const [size, start] = varint(content, afterUnshared);
    found.push(content.subarray(start + unshared, start + unshared + size));
    at = start + unshared + size;
  }
  return found;
}

/** Records of a log file, put together again from its 32 KiB blocks. */
function logRecords(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < file.length; start += 32_768) {
    const end = Math.min(start + 32_768, file.length);
    for (let at = start; at + 7 <= end; ) {
      const size = file.readUInt16LE(at + 4);
      if (file[at + 6] === 0) break;
      parts.push(file.subarray(at + 7, at + 7 + size));
      at += 7 + size;
    }
  }
  return Buffer.concat(parts);
}

/** Chromium packs larger IndexedDB values once more: FF, 11 or above, 02, then Snappy. */
function packedInside(content: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = content.indexOf(0xff); at >= 0; at = content.indexOf(0xff, at + 1)) {
    if ((content[at + 1] ?? 0) < 0x11 || content[at + 2] !== 2) continue;
    const unpacked = unsnappy(content.subarray(at + 3));
    if (unpacked) found.push(unpacked);
  }
  return found;
}

/** All that a LevelDB file (.ldb, .log) holds, decompressed. Other files come back as they are. */
export function contentOf(path: string): Buffer[] {
  const file = readFileSync(path);
  const found: Buffer[] = [file];
  if (path.endsWith('.log')) found.push(logRecords(file));
  else if (path.endsWith('.ldb') && file.length >= 48 && file.subarray(-8).equals(magic)) {
    const [, next] = handleAt(file, file.length - 48);
    const [index] = handleAt(file, next);
    for (const value of values(block(file, index))) found.push(block(file, handleAt(value, 0)[0]));
  }
  return found.flatMap((content) => [content, ...packedInside(content)]);
}
