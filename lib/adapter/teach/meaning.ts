import type { Raw } from '@/lib/domain/observation';
import type { Anchor } from '@/lib/domain/platform';
import { plainText } from '../read/text';
import { readers } from '../readers';
import { plainWords, sideOf } from '../recognise/words';

/** How a field's value can be written on a page, the surest first. */
const waysToRead: Record<string, readonly string[]> = {
  id: ['id', 'lastSegment', 'lastParam'],
  name: ['text'],
  sku: ['text'],
  code: ['text'],
  state: ['text'],
  description: ['text'],
  categories: ['list'],
  price: ['money', 'shownPrice'],
  total: ['money', 'shownPrice'],
  stock: ['shownCount'],
  mainPicture: ['presence'],
  live: ['flag'],
  enabled: ['flag'],
  read: ['flag'],
  startsAt: ['isoMinute', 'shownMoment'],
  endsAt: ['isoMinute', 'shownMoment'],
  placedAt: ['isoMinute', 'shownMoment', 'relativeTime'],
  receivedAt: ['isoMinute', 'shownMoment', 'relativeTime'],
};

export type Understanding = Pick<Anchor, 'read' | 'map'>;

/** Words that say yes or no, as far as a dictionary knows them; a word that it does not know stays unknown. */
function mapOf(field: string, raws: readonly Raw[]): Record<string, boolean> {
  const map: Record<string, boolean> = {};
  for (const raw of raws) {
    const word = typeof raw === 'string' ? plainText(raw) : null;
    if (word === null || word.length > 60) continue;
    const side = word === 'true' || word === 'false' ? (word === 'true' ? 'yes' : 'no') : sideOf(field as 'live', plainWords(word));
    if (side === 'yes' || side === 'no') map[word] = side === 'yes';
  }
  return map;
}

/** What a raw value means by a reader; undefined = not understood. */
export function meaningOf(raw: Raw, { read, map }: Understanding, now: Date): unknown {
  try {
    return readers.get(read)?.(raw, { map, now });
  } catch {
    return undefined;
  }
}

/** The reader that understands most of these values, and all else being equal the surest; null = none understands any. */
export function understand(field: string, raws: readonly Raw[], now: Date): Understanding | null {
  let best: { how: Understanding; count: number } | null = null;
  for (const read of waysToRead[field] ?? []) {
    const map = read === 'flag' ? mapOf(field, raws) : undefined;
    const how = map && Object.keys(map).length > 0 ? { read, map } : { read };
    const count = raws.filter((raw) => {
      const value = meaningOf(raw, how, now);
      return value !== undefined && value !== null;
    }).length;
    if (count > (best?.count ?? 0)) best = { how, count };
  }
  return best?.how ?? null;
}

/** A value as the panel shows it. */
export function shownAs(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { amount, currency, onHand } = value as { amount?: number; currency?: string; onHand?: number };
    if (typeof amount === 'number' && currency) return `${currency === 'XXX' ? '' : `${currency} `}${(amount / 100).toFixed(2)}`;
    if (typeof onHand === 'number') return String(onHand);
  }
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return new Date(value).toLocaleString();
  return value === true ? '✓' : value === false ? '✗' : String(value ?? '');
}
