import { isIn, plainWords } from './words';

/** A price as it stands on the page: a decimal with a point, and the sign or code beside it; null = none is shown. */
export interface Price {
  amount: string;
  currency: string | null;
}

const number = /[-−]?\d[\d.,'’\u00a0\u202f ]*/g;

/** `1,299.00`, `1.299,00`, `1 299,00` as a decimal with a point; undefined where two readings are possible. */
export function decimalOf(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace('−', '-')
    .replace(/['’\s](?=\d{3})/g, '')
    .trim();
  const match = /^(-?)(\d[\d.,]*)$/.exec(plain);
  if (!match || /[.,]$/.test(plain)) return undefined;
  const [, minus = '', digits = ''] = match;
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  const grouped = (sign: string): string | undefined =>
    /^\d{1,3}(\d{3})*$/.test(digits.split(sign).join('')) && new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(digits)
      ? digits.split(sign).join('')
      : undefined;
  if (points + commas === 0) return minus + trimmed(digits);
  if (points > 0 && commas > 0) {
    const last = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    const other = last === '.' ? ',' : '.';
    const [whole = '', fraction = ''] = digits.split(last);
    if (digits.split(last).length > 2) return undefined;
    return /^\d{1,3}$/.test(whole.split(other)[0] ?? '') &&
      whole
        .split(other)
        .slice(1)
        .every((part) => part.length === 3)
      ? `${minus}${trimmed(whole.split(other).join(''))}.${fraction}`
      : undefined;
  }
  const sign = points > 0 ? '.' : ',';
  if (points + commas > 1) {
    const all = grouped(sign);
    return all === undefined ? undefined : minus + trimmed(all);
  }
  const [whole = '', fraction = ''] = digits.split(sign);
  if (sign === ',' && fraction.length === 3) return minus + trimmed(whole + fraction);
  // Three digits after a point are thousands or a fraction: a zero before it, or four digits, settle it.
  if (sign === '.' && fraction.length === 3 && whole !== '0' && whole.length < 4 && !/0$/.test(fraction)) return undefined;
  if (sign === '.' && fraction === '000' && whole.length < 4) return undefined;
  return `${minus}${trimmed(whole)}.${fraction}`;
}

const trimmed = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** The one price in a text. A range, or two prices, are none; null = the text is empty or a dash. */
export function priceOf(text: string): Price | null | undefined {
  const plain = text.normalize('NFKC').trim();
  if (isNothing(plain)) return null;
  const numbers = plain.match(number) ?? [];
  if (numbers.length !== 1) return undefined;
  const [found = ''] = numbers;
  const amount = decimalOf(found);
  const rest = plain.replace(found.trim(), ' ').replace(/\s+/g, ' ').trim();
  if (amount === undefined || !isCurrency(rest)) return undefined;
  return { amount, currency: rest === '' ? null : rest };
}

/** A sign or code of money, or nothing; "from", "/ kg" and percents are something else. */
const isCurrency = (text: string): boolean =>
  text === '' ||
  text
    .split(' ')
    .every(
      (word) =>
        /^[\p{Sc}]$/u.test(word) ||
        /^[A-Z]{1,3}\$$|^(CN|JP)¥$|^(kr|zł|Kč|Ft|лв|lei|RM|Rp|Fr|DH|Rs)\.?$/u.test(word) ||
        /^[A-Z]{3}$/.test(word) ||
        isIn('currencies', plainWords(word)) ||
        isIn('currencies', word),
    );

const nothing = new Set([
  '',
  '-',
  '--',
  '—',
  '–',
  '/',
  'n/a',
  '无',
  '無',
  '暂无',
  '暫無',
  'none',
  'null',
  '∅',
  '…',
  'empty',
  'not set',
  'unset',
  '(none)',
  '未设置',
  '未填写',
  '未設定',
  '未填寫',
]);
/** Nothing, or a word for it: a dash, "n/a", "<No code>". */
export const isNothing = (text: string): boolean =>
  nothing.has(text.trim().toLowerCase()) ||
  /^([<([](no|none|empty|unset)\b[^>]*[>)\]]|no (sku|code|barcode|description|value))$/i.test(text.trim());

/** How many there are: `1,120`, `240 瓶`, `134 in stock for 6 variants`, `In stock (25)`. Two counts of which neither leads are none. */
export function countOf(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace('−', '-').trim();
  if (isNothing(plain)) return null;
  const bracket = /^(?:[^\d()]*)\((-?[\d,]+)\)$/.exec(plain);
  if (bracket?.[1] !== undefined && sayStock(plain.replace(/\(.*\)/, ''))) return whole(bracket[1]);
  const match = /^([^\d-]*)(-?[\d][\d,.\s]*)(.*)$/.exec(plain);
  if (!match) return undefined;
  const [, before = '', digits = '', after = ''] = match;
  if (!sayStock(before)) return undefined;
  // What comes after the count may count other things ("for 6 variants"), but not divide it ("100 / 2").
  const leading = /^\s*(in stock|left|available|on hand|units?|pcs|pieces|items?)(\s+(for|in|across)\s+\d+\s+\w+)?\s*$/i.test(after);
  if (!leading && !sayStock(after)) return undefined;
  return whole(digits.trim());
}

/** Words around a count that only say what is counted. */
function sayStock(text: string): boolean {
  const plain = plainWords(text.replace(/[()·]/g, ' '));
  return (
    plain === '' ||
    isIn('units', plain) ||
    plain.split(' ').every((word) => isIn('units', word) || ['in', 'stock', 'out', 'of', 'on', 'backorder'].includes(word))
  );
}

function whole(digits: string): number | undefined {
  const plain = digits.replace(/[\s]/g, '');
  const exact = /^-?\d+$/.test(plain)
    ? plain
    : /^-?\d{1,3}(,\d{3})+$/.test(plain)
      ? plain.replaceAll(',', '')
      : /^-?(\d+|\d{1,3}(,\d{3})+)\.0+$/.test(plain)
        ? plain.split('.')[0]?.replaceAll(',', '')
        : undefined;
  const value = exact === undefined ? Number.NaN : Number(exact);
  return Number.isSafeInteger(value) ? value : undefined;
}
