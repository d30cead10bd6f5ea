import { isValid, parse, startOfMinute, sub } from 'date-fns';
import { enUS } from 'date-fns/locale/en-US';
import { plainText } from './text';

const iso = (date: Date): string | undefined => (isValid(date) ? startOfMinute(date).toISOString() : undefined);

/** An instant with its zone, floored to the minute: what a page shows has no seconds, so what its JSON says has none either. */
export function isoMinute(text: string): string | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(plain)) return undefined;
  return iso(new Date(plain));
}

/** From 2000 to 2100, ms: seconds taken for milliseconds, or the other way round, fall outside. */
const [earliest, latest] = [946_684_800_000, 4_102_444_800_000];

/** A count since 1970 in units of so many ms, floored to the minute. Zero, which stands for "not set", is unknown. */
export function epochMinute(raw: unknown, unit: number): string | undefined {
  const count = typeof raw === 'string' && /^\d{9,14}$/.test(raw) ? Number(raw) : raw;
  const ms = typeof count === 'number' ? count * unit : Number.NaN;
  return ms >= earliest && ms <= latest ? iso(new Date(ms)) : undefined;
}

// Only forms that can be read in one way. A two-digit year first or last, a day before the month: other languages write
// the same figures in another order. en-US pads nothing and writes AM in capitals, which sets it apart.
const forms: readonly [RegExp, string][] = [
  [/^[1-9]\d?\/[1-9]\d?\/\d\d, [1-9]\d?:\d\d [AP]M$/, 'M/d/yy, h:mm a'],
  [/^[A-Z][a-z]{2} \d\d?, \d{4}, \d\d?:\d\d:\d\d [AP]M$/, 'MMM d, yyyy, h:mm:ss a'],
  [/^[A-Z][a-z]{2} \d\d?, \d{4}, \d\d?:\d\d:\d\d$/, 'MMM d, yyyy, H:mm:ss'],
  [/^\d\d? [A-Z][a-z]{2} \d{4}, \d\d?:\d\d:\d\d [AaPp][Mm]$/, 'd MMM yyyy, h:mm:ss a'],
  [/^\d\d? [A-Z][a-z]{2} \d{4}, \d\d?:\d\d:\d\d$/, 'd MMM yyyy, H:mm:ss'],
];

/** A date and time that can be read in one way only, in the zone of this browser; any other order of figures is unknown. */
export function localDateTime(text: string, now: Date): string | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  if (plain.includes('年')) return chineseDateTime(plain);
  const form = forms.find(([pattern]) => pattern.test(plain));
  return form ? iso(parse(plain, form[1], now, { locale: enUS })) : undefined;
}

/** The Chinese order, year first: `26/11/24 22:28`, `26/11/24 下午10:28`, `2026年11月14日 22:28:49`. */
export function chineseDateTime(text: string): string | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  const match = /^(?:(\d\d)\/(\d\d?)\/(\d\d?)|(\d{4})年(\d\d?)月(\d\d?)日) ?(上午|下午)?(\d\d?):(\d\d)(?::\d\d)?$/.exec(plain);
  if (!match) return undefined;
  const [, yy, m, d, yyyy, mm, dd, half, h = '', minute] = match;
  if (half && (Number(h) < 1 || Number(h) > 12)) return undefined;
  const hour = half ? (Number(h) % 12) + (half === '下午' ? 12 : 0) : Number(h);
  return iso(parse(`${yyyy ?? `20${yy}`}-${mm ?? m}-${dd ?? d} ${hour}:${minute}`, 'yyyy-M-d H:mm', new Date(0)));
}

/** `2026-11-24T22:30` or `2026-11-24`, which begins at midnight, in the zone of this browser. */
export function localMinute(text: string): string | undefined {
  const match = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.exec(text);
  return match ? iso(new Date(match[1] === undefined ? `${text}T00:00` : text)) : undefined;
}

const units: readonly [RegExp, 'minutes' | 'hours' | 'days'][] = [
  [/^(\d+) ?(?:m|min|mins|minute|minutes) ago$|^(\d+) ?分[钟鐘]前$/i, 'minutes'],
  [/^(\d+) ?(?:h|hr|hrs|hour|hours) ago$|^(\d+) ?小[时時]前$/i, 'hours'],
  [/^(\d+) ?(?:d|day|days) ago$|^(\d+) ?天前$/i, 'days'],
];

/** "5m ago" as an instant, worked out from now: no more exact than its unit. "Nov 14" has no time and is unknown. */
export function relativeTime(text: string, now: Date): string | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  if (/^(just now|now|刚刚|剛剛)$/i.test(plain)) return iso(now);
  for (const [pattern, unit] of units) {
    const match = pattern.exec(plain);
    const count = Number(match?.[1] ?? match?.[2]);
    if (match && count < 10_000) return iso(sub(now, { [unit]: count }));
  }
  return undefined;
}
