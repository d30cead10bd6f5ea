import { priceOf } from '@/lib/adapter/recognise/amounts';
import type { Cell } from './table';

/** Why a row or a cell of it is not taken; each has a sentence (`files.row.<code>`). */
export const rowCodes = [
  'no-id',
  'scientific-id',
  'rounded-id',
  'formula',
  'error-cell',
  'long-id',
  'no-parent',
  'too-large',
  'broken',
  'doubled',
  'not-a-price',
  'not-a-count',
  'not-a-state',
] as const;
export type RowCode = (typeof rowCodes)[number];

export type Told<T> = { ok: true; value: T } | { ok: false; code: RowCode };
const told = <T>(value: T): Told<T> => ({ ok: true, value });
const not = (code: RowCode): Told<never> => ({ ok: false, code });

/** Excel keeps so many digits of a number: what is longer has lost its end. */
const exactDigits = 15;
const longestId = 190;

/** A cell as its text: without the tab or the sign that a program puts before a number to keep it a text, `="00123"` as `00123`. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = cell.replace(/[\u200b\ufeff]/g, '').trim();
  const quoted = /^="([^"]*)"$/.exec(text);
  return (quoted?.[1] ?? text).replace(/^['‘’`](?=\d)/, '').trim();
}

const formula = /^[=@]|^[+-](?![\d.,\s]*$)/;
const error = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/;

/** An id or a code, which must be what it was: one that a spreadsheet program has rounded is refused, with the reason. */
export function codeOf(cell: Cell | undefined): Told<string | null> {
  const text = textOf(cell);
  if (text === '') return told(null);
  if (typeof cell === 'number') {
    const digits = text.replace(/^-|\./g, '');
    return /e/i.test(text) || digits.length > exactDigits ? not('rounded-id') : told(text);
  }
  if (/^\d([.,]\d+)?E\+\d+$/i.test(text)) return not('scientific-id');
  if (/^=/.test(text)) return not('formula');
  if (error.test(text)) return not('error-cell');
  return text.length > longestId ? not('long-id') : told(text);
}

/** What a person wrote; a formula that was left in a text file is none. */
export function wordsOf(cell: Cell | undefined): Told<string | null> {
  const text = textOf(cell);
  if (error.test(text)) return not('error-cell');
  if (/^=/.test(text)) return not('formula');
  return told(text === '' ? null : text);
}

/** A price in decimals with a point, and the sign beside it, if there is one. */
export function amountOf(cell: Cell | undefined): Told<{ amount: string; currency: string | null } | null> {
  if (typeof cell === 'number') return /e/i.test(String(cell)) ? not('not-a-price') : told({ amount: decimals(cell), currency: null });
  const text = textOf(cell);
  if (text === '') return told(null);
  if (/^\d{1,12}(\.\d{1,2})?$/.test(text)) return told({ amount: text, currency: null });
  if (error.test(text)) return not('error-cell');
  if (formula.test(text)) return not('formula');
  const price = priceOf(text);
  return price === undefined ? not('not-a-price') : told(price);
}

/** 12.9 may be kept as 12.899999999999999: no price has so many digits. */
const decimals = (value: number): string => String(Number(value.toFixed(6)));

/** Whole units. `12.0` is twelve: some programs write every number so. */
export function countOf(cell: Cell | undefined): Told<number | null> {
  const text = textOf(cell);
  if (text === '' || text === '-' || text === '--') return told(null);
  if (error.test(text)) return not('error-cell');
  if (/^=/.test(text)) return not('formula');
  const plain = text.normalize('NFKC');
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/.test(plain)) return not('not-a-count');
  const value = Number(plain.replaceAll(',', ''));
  return Number.isSafeInteger(value) ? told(value) : not('not-a-count');
}

/** Addresses or names of pictures in a cell, however they are parted. */
export function picturesIn(cell: Cell | undefined): string[] {
  const text = textOf(cell);
  if (text === '') return [];
  const addresses = text.match(/https?:\/\/[^\s"'|;]+?(?=,\s*https?:|[\s"'|;]|,\s*$|$)/g);
  return (
    addresses ??
    text
      .split(/[\n|;,]/)
      .map((each) => each.trim())
      .filter((each) => each !== '')
  );
}
