import type { Meanings } from '@/lib/domain/platform';
import type { Money } from '@/lib/domain/record';
import { plainText } from './text';

/** Signs that mean one currency everywhere. `$` and `¥` are several: an adapter's map says which, else they are unknown. */
const signs: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  US$: 'USD',
  'CN¥': 'CNY',
  'JP¥': 'JPY',
  NT$: 'TWD',
  HK$: 'HKD',
  S$: 'SGD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  MX$: 'MXN',
  R$: 'BRL',
  RMB: 'CNY',
};

const known = new Set(Intl.supportedValuesOf('currency'));

function currencyOf(sign: string, map: Meanings): string | undefined {
  const mapped = Object.hasOwn(map, sign) ? map[sign] : undefined;
  if (typeof mapped === 'string') return mapped;
  return (Object.hasOwn(signs, sign) ? signs[sign] : undefined) ?? (known.has(sign) ? sign : undefined);
}

/** Digits after the point of a currency's minor unit (ISO 4217): 2 for USD, 0 for JPY. Undefined = no such currency. */
export function minorDigits(currency: string): number | undefined {
  if (!known.has(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** Whole and fraction of `1,299.00`, `1.299,00`, `1 299,00`, `1'299.00`; undefined where two readings are possible. */
function split(number: string, digits: number): [whole: string, fraction: string] | undefined {
  const plain = number.replace(/['’ ](?=\d{3})/g, '');
  const grouped = (whole: string, sign: string): string | undefined => {
    const parts = whole.split(sign);
    const fits = parts.every((part, i) => (i === 0 ? /^\d{1,3}$/ : i === parts.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(part));
    return parts.length === 1 ? whole : fits ? parts.join('') : undefined;
  };
  if (!/^\d[\d.,]*\d$|^\d$/.test(plain)) return undefined;
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return [plain, ''];
  const sign = plain[last] ?? '';
  const other = sign === '.' ? ',' : '.';
  const [whole, fraction] = [plain.slice(0, last), plain.slice(last + 1)];
  if (whole.includes(sign)) {
    const all = plain.includes(other) ? undefined : grouped(plain, sign);
    return all === undefined ? undefined : [all, ''];
  }
  // Three digits after the only sign: 1,234 is grouped unless the currency has three of its own; 1.234 is either.
  if (fraction.length === 3 && !whole.includes(other)) {
    const all = sign === ',' && digits !== 3 ? grouped(plain, sign) : undefined;
    return all === undefined ? undefined : [all, ''];
  }
  const joined = grouped(whole, other);
  return joined === undefined ? undefined : [joined, fraction];
}

function minor(whole: string, fraction: string, digits: number): number | undefined {
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const amount = Number(whole + kept);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** A price as shown, in minor units. Null = shown empty. A range, a sign of several currencies, two possible readings: undefined. */
export function moneyIn(text: string, map: Meanings = {}): Money | null | undefined {
  const plain = plainText(text.normalize('NFKC'));
  if (plain === null) return null;
  const match = /^([-−]?)\s*([^\d\s.,'’-]*)\s*([-−]?)\s*(\d(?:[\d.,'’ ]*\d)?)\s*([^\d\s.,'’-]*)$/.exec(plain);
  if (!match) return undefined;
  const [, minus = '', front = '', minusInside = '', number = '', back = ''] = match;
  if ((front === '') === (back === '') || (minus && minusInside)) return undefined;
  const currency = currencyOf(front || back, map);
  const digits = currency === undefined ? undefined : minorDigits(currency);
  const parts = digits === undefined ? undefined : split(number, digits);
  const amount = parts && digits !== undefined ? minor(...parts, digits) : undefined;
  if (amount === undefined || currency === undefined) return undefined;
  return { amount: amount !== 0 && (minus || minusInside) ? -amount : amount, currency };
}

/** A decimal with a point, in minor units. A sign that means no one currency leaves it open which: `XXX`, in hundredths. */
export function decimalMoney(amount: string, sign: string | null): Money | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  const currency = (sign === null ? undefined : currencyOf(sign, {})) ?? 'XXX';
  const counted = match?.[2] === undefined ? undefined : minor(match[2], match[3] ?? '', minorDigits(currency) ?? 2);
  if (counted === undefined) return undefined;
  return { amount: match?.[1] && counted !== 0 ? -counted : counted, currency };
}

/** An integer of 10⁻ᵈ of the unit in minor units: a program may count in hundredths whatever the currency (¥12 as 1200). */
export function scaled(amount: number, currency: string, decimals: number | 'minor'): Money | undefined {
  const digits = minorDigits(currency);
  if (digits === undefined || !Number.isSafeInteger(amount)) return undefined;
  const factor = 10 ** (digits - (decimals === 'minor' ? digits : decimals));
  const exact = factor >= 1 ? amount * factor : amount / Math.round(1 / factor);
  return Number.isSafeInteger(exact) ? { amount: exact, currency } : undefined;
}
