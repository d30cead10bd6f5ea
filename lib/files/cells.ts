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
  'variant-alone',
  'too-large',
  'broken',
  'doubled',
  'not-a-price',
  'not-a-count',
  'not-a-state',
] as const;
export type RowCode = (typeof rowCodes)[number];

/** That a cell is not what it should be, and why. One for each reason: a hundred thousand rows are read at a time. */
export class Not {
  readonly code: RowCode;

  constructor(code: RowCode) {
    this.code = code;
  }
}
const not = Object.fromEntries(rowCodes.map((code) => [code, new Not(code)])) as Record<RowCode, Not>;

/** What a cell says; null = it is empty. */
export type Told<T> = T | null | Not;

/** Excel keeps so many digits of a number: what is longer has lost its end. */
const exactDigits = 15;
const longestId = 190;

/** Something that is not the text itself: space around it, signs that nobody sees, a sign that keeps a number a text. */
const dressed = /^[\s'‘’`="]|[\u200b\ufeff]|\s$/;

/** A cell as its text: without the tab or the sign that a program puts before a number to keep it a text, `="00123"` as `00123`. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  if (!dressed.test(cell)) return cell;
  const text = cell.replace(/[\u200b\ufeff]/g, '').trim();
  const quoted = /^="([^"]*)"$/.exec(text);
  return (quoted?.[1] ?? text).replace(/^['‘’`](?=\d)/, '').trim();
}

const error = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/;

/** A formula that was left in a text file, or what a spreadsheet program says in place of a value. */
function spoilt(text: string): Not | null {
  if (text.startsWith('=')) return not.formula;
  return text.startsWith('#') && error.test(text) ? not['error-cell'] : null;
}

/** An id or a code, which must be what it was: one that a spreadsheet program has rounded is refused, with the reason. */
export function codeOf(cell: Cell | undefined): Told<string> {
  const text = textOf(cell);
  if (text === '') return null;
  if (typeof cell === 'number') {
    const digits = text.replace(/^-|\./g, '');
    return /e/i.test(text) || digits.length > exactDigits ? not['rounded-id'] : text;
  }
  if (text.includes('+') && /^\d([.,]\d+)?E\+\d+$/i.test(text)) return not['scientific-id'];
  return spoilt(text) ?? (text.length > longestId ? not['long-id'] : text);
}

/** What a person wrote. */
export function wordsOf(cell: Cell | undefined): Told<string> {
  const text = textOf(cell);
  return text === '' ? null : (spoilt(text) ?? text);
}

/** Decimals with a point, and the sign beside them, if there is one. */
export type Amount = { amount: string; currency: string | null };

export function amountOf(cell: Cell | undefined): Told<Amount> {
  if (typeof cell === 'number') return /e/i.test(String(cell)) ? not['not-a-price'] : { amount: decimals(cell), currency: null };
  const text = textOf(cell);
  if (text === '') return null;
  if (/^\d{1,12}(\.\d{1,2})?$/.test(text)) return { amount: text, currency: null };
  const price = spoilt(text) ?? priceOf(text);
  return price === undefined ? not['not-a-price'] : price;
}

/** 12.9 may be kept as 12.899999999999999: no price has so many digits. */
const decimals = (value: number): string => String(Number(value.toFixed(6)));

/** Whole units. `12.0` is twelve: some programs write every number so. */
export function countOf(cell: Cell | undefined): Told<number> {
  const text = textOf(cell);
  if (text === '' || text === '-' || text === '--') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const plain = text.normalize('NFKC');
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/.test(plain)) return spoilt(text) ?? not['not-a-count'];
  const value = Number(plain.replaceAll(',', ''));
  return Number.isSafeInteger(value) ? value : not['not-a-count'];
}

/** Addresses or names of pictures in a cell, however they are parted. */
export function picturesIn(cell: Cell | undefined): string[] {
  const text = textOf(cell);
  if (text === '') return [];
  if (!/[\s,;|"']/.test(text)) return [text];
  const addresses = text.match(/https?:\/\/[^\s"'|;]+?(?=,\s*https?:|[\s"'|;]|,\s*$|$)/g);
  return (
    addresses ??
    text
      .split(/[\n|;,]/)
      .map((each) => each.trim())
      .filter((each) => each !== '')
  );
}
