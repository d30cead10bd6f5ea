import { isNothing } from './amounts';
import { isIn, plainWords, sideOf } from './words';

/** A day, or a day and a time, as the page says it and in its zone: `2026-11-24`, `2026-11-24T22:30`; how long ago: `-5m`, `-2h`, `-3d`. */
export type Moment = string;
/** Which of two numbers comes first where a page writes `03/04/2026`: only another row of the column can tell. */
export type DayOrder = 'day-first' | 'month-first' | null;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string): number => {
  const short = name.slice(0, 3).toLowerCase();
  const full = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  return full.some((month) => month === name.toLowerCase()) || name.length === 3 || name.toLowerCase() === 'sept'
    ? months.indexOf(short) + 1
    : 0;
};
const two = (value: number | string): string => String(value).padStart(2, '0');

const clock = String.raw`(?:[,T\s]+(?:at\s+)?(上午|下午|凌晨|早上|中午|晚上)?\s*(\d{1,2})[:h](\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?(?:\s*(?:Z|UTC|GMT)?(?:[+-]\d{2}:?\d{2})?)?)?`;
const shapes: readonly { pattern: RegExp; parts(match: RegExpExecArray, order: DayOrder): [number, number, number] | undefined }[] = [
  {
    pattern: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${clock}$`, 'i'),
    parts: ([, y, m, d]) => [Number(y), Number(m), Number(d)],
  },
  {
    pattern: new RegExp(`^(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日${clock}$`, 'i'),
    parts: ([, y, m, d]) => [Number(y), Number(m), Number(d)],
  },
  { pattern: new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${clock}$`, 'i'), parts: ([, d, m, y]) => [Number(y), Number(m), Number(d)] },
  {
    pattern: new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})${clock}$`, 'i'),
    parts: ([, a, b, y], order) =>
      order === 'day-first' ? [Number(y), Number(b), Number(a)] : order === 'month-first' ? [Number(y), Number(a), Number(b)] : undefined,
  },
  {
    pattern: new RegExp(`^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})(?:st|nd|rd|th)?[\\s-]([a-z]{3,9})\\.?,?[\\s-](\\d{4})${clock}$`, 'i'),
    parts: ([, d, m = '', y]) => [Number(y), monthOf(m), Number(d)],
  },
  {
    pattern: new RegExp(`^(?:[a-z]{3,9},?\\s+)?([a-z]{3,9})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})${clock}$`, 'i'),
    parts: ([, m = '', d, y]) => [Number(y), monthOf(m), Number(d)],
  },
  // en-US alone writes it so: nothing padded, a two-digit year last, AM in capitals.
  {
    pattern: /^([1-9]\d?)\/([1-9]\d?)\/(\d\d), ()(\d{1,2}):(\d{2})\s*([AP]M)$/,
    parts: ([, m, d, y]) => [2000 + Number(y), Number(m), Number(d)],
  },
];

/** A moment as it is written; null = empty. Undefined = not one, or one that can be read in two ways. */
export function momentOf(text: string, order: DayOrder = null): Moment | null | undefined {
  const plain = spelledOut(text.normalize('NFKC').replace(/\s+/g, ' ').trim());
  if (isNothing(plain)) return null;
  // What a field shows of itself while it is empty.
  if (/^[MDYhmsa\s/:.,-]+$/i.test(plain) && /mm/i.test(plain) && /dd/i.test(plain)) return null;
  const ago = agoOf(plain);
  if (ago !== undefined) return ago;
  for (const { pattern, parts } of shapes) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const day = parts(match, order ?? dayOrderIn([plain]));
    if (!day || !isDay(day)) return undefined;
    const [half, h, minute, mark] = match.slice(4);
    const date = `${day[0]}-${two(day[1])}-${two(day[2])}`;
    if (h === undefined || minute === undefined) return date;
    const hour = hourOf(Number(h), half, mark);
    return hour === undefined ? undefined : `${date}T${two(hour)}:${minute}`;
  }
  return undefined;
}

/** An hour in words or without its minutes: "Nov. 1, 2026, midnight", "9 a.m.". */
const spelledOut = (text: string): string =>
  text
    .replace(/,? (?:at )?midnight$/i, ', 12:00 am')
    .replace(/,? (?:at )?noon$/i, ', 12:00 pm')
    .replace(/(\d{4},? (?:at )?\d{1,2}) ?([ap]\.?m\.?)$/i, '$1:00 $2');

function hourOf(hour: number, half: string | undefined, mark: string | undefined): number | undefined {
  const isLate = /^p/i.test(mark ?? '') || half === '下午' || half === '晚上' || half === '中午';
  if (mark === undefined && !half) return hour < 24 ? hour : undefined;
  if (hour < 1 || hour > 12) return hour < 24 && half ? hour : undefined;
  return (hour % 12) + (isLate ? 12 : 0);
}

const isDay = ([y, m, d]: [number, number, number]): boolean =>
  y > 1990 && y < 2100 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();

/** What a column of dates says about its own order: a number above twelve can only be a day. Null = nothing says it. */
export function dayOrderIn(texts: readonly string[]): DayOrder {
  let order: DayOrder = null;
  if (texts.some((text) => /\bMM[/-]DD[/-]YYYY\b/i.test(text))) return 'month-first';
  if (texts.some((text) => /\bDD[/-]MM[/-]YYYY\b/i.test(text))) return 'day-first';
  for (const text of texts) {
    for (const [, a, b] of text.normalize('NFKC').matchAll(/(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}/g)) {
      const here: DayOrder = Number(a) > 12 ? 'day-first' : Number(b) > 12 ? 'month-first' : null;
      if (here === null) continue;
      if (order !== null && order !== here) return null;
      order = here;
    }
  }
  return order;
}

function agoOf(plain: string): string | undefined {
  if (isIn('now', plainWords(plain))) return '-0m';
  const match = /^(\d+|an?)\s*(\p{L}+?)\s*(ago|前|以前|之前)$/u.exec(plain.toLowerCase());
  if (!match) return undefined;
  const [, count = '', unit = '', mark = ''] = match;
  const side = sideOf('ago', unit);
  return side && isIn('agoMark', mark) ? `-${/^\d/.test(count) ? Number(count) : 1}${side}` : undefined;
}

/** Start and end written as one: `2026/11/11 00:00 ~ 2026/11/12 23:59`. Words for "no end" are an empty end. */
export function periodOf(text: string, order: DayOrder = null): { startsAt?: Moment | null; endsAt?: Moment | null } | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const parts = plain.split(/\s*(?:~|～|至|—|–|\s-\s|\bto\b|→|\buntil\b)\s*/).map((part) => part.trim());
  if (parts.length !== 2) return undefined;
  const [from = '', to = ''] = parts;
  const startsAt = momentOf(from, order);
  const endsAt = isIn('endless', plainWords(to)) ? null : momentOf(to, order);
  if (!startsAt || (endsAt === undefined && to !== '') || startsAt.startsWith('-')) return undefined;
  return endsAt === undefined ? undefined : { startsAt, endsAt };
}
