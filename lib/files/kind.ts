import { FileError } from './table';

const starts = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);

/** Signatures of what people choose by mistake: PDF, PNG, JPEG, GIF, gzip, RAR, 7z. */
const others = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
];

/** "EncryptedPackage" in UTF-16, as the directory of an old Office container names it. */
const lockedMark = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);

function holds(bytes: Uint8Array, mark: readonly number[]): boolean {
  for (let at = bytes.indexOf(mark[0] ?? 0); at >= 0; at = bytes.indexOf(mark[0] ?? 0, at + 1)) {
    if (mark.every((byte, offset) => bytes[at + offset] === byte)) return true;
  }
  return false;
}

/** What a file is by its bytes: its name may say anything. Throws FileError for what is no table. */
export function kindOf(bytes: Uint8Array): 'workbook' | 'text' {
  if (starts(bytes, 0x50, 0x4b, 3, 4)) return 'workbook';
  if (starts(bytes, 0x50, 0x4b, 5, 6)) throw new FileError('empty');
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new FileError(holds(bytes, lockedMark) ? 'locked' : 'old-xls');
  if (others.some((signature) => starts(bytes, ...signature))) throw new FileError('binary');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_000)).trimStart().toLowerCase();
  // Some back offices name a web page .xls: Excel opens it, with a warning.
  if (/^(ï»¿)?(<!doctype html|<html|<table|<\?xml|<meta|<head)/.test(head)) throw new FileError('web-page');
  return 'text';
}
