import type { Raw } from '@/lib/domain/observation';
import type { Meanings } from '@/lib/domain/platform';
import { decimalMoney, moneyIn, scaled } from './read/money';
import { numberIn, wholeNumber } from './read/number';
import { oneOf } from './read/several';
import { stockInBrackets, stockInParts, stockInTexts } from './read/stock';
import { plainText, textOfHtml } from './read/text';
import { chineseDateTime, epochMinute, isoMinute, localDateTime, localMinute, relativeTime } from './read/time';
import { variantsIn } from './read/variants';
import { countOf, priceOf } from './recognise/amounts';
import { momentOf } from './recognise/moments';
import { rowKey } from './row-key';

export interface ReadContext {
  map?: Meanings;
  /** When the page was seen: what "5m ago" counts from. */
  now: Date;
}

/** Raw value → value. Undefined = not understood, which is unknown; null = seen and empty; `several` = more than one value. Never a guess. */
export type Reader = (raw: Raw, context: ReadContext) => unknown;

/** A reader of texts: null stays null, anything else isn't understood. */
const ofText =
  (read: (text: string, context: ReadContext) => unknown): Reader =>
  (raw, context) =>
    raw === null ? null : typeof raw === 'string' ? read(raw, context) : undefined;

const isWhole = (raw: Raw): raw is number => typeof raw === 'number' && Number.isSafeInteger(raw);

/** A reader of whole numbers, or of texts that hold one. */
const ofNumber =
  (read: (text: string) => number | null | undefined): Reader =>
  (raw, context) =>
    isWhole(raw) ? raw : ofText(read)(raw, context);

function parts(raw: Raw): Readonly<Record<string, Raw>> | undefined {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? raw : undefined;
}

const allTexts = (raw: Raw): raw is string[] => Array.isArray(raw) && raw.every((item) => typeof item === 'string');

/** A counted amount `{amount, currency}`. */
const counted =
  (decimals: number | 'minor'): Reader =>
  (raw) => {
    const { amount, currency } = parts(raw) ?? {};
    if (amount === null) return null;
    return typeof amount === 'number' && typeof currency === 'string' ? scaled(amount, currency, decimals) : undefined;
  };

/** A price out of all that a page gives for one thing: where they differ it is a range, and no one price. */
const onePrice =
  (read: (raw: Raw, context: ReadContext) => unknown): Reader =>
  (raw, context) => {
    if (raw === null) return null;
    const all = Object.values(parts(raw) ?? (Array.isArray(raw) ? raw : [raw])).filter((each) => each !== null);
    return oneOf(all.map((each) => read(each, context)));
  };

/** Looks a label, or a code that is a number, up in the adapter's closed table. */
function mapped(text: string, { map }: ReadContext): string | boolean | null | undefined {
  const plain = plainText(text);
  if (plain === null) return null;
  return map && Object.hasOwn(map, plain) ? map[plain] : undefined;
}

const table = {
  /** As it is: JSON that needs no reading. */
  asIs: (raw) => raw,
  /** An id: a string, or a number short enough to be exact. */
  id: (raw) => (isWhole(raw) ? String(raw) : typeof raw === 'string' ? raw.trim() || undefined : undefined),
  /** The id at the end of an address. */
  lastSegment: ofText((text) => rowKey(text) || undefined),
  /** The id at the end of an address's query: `42` of `edit.php?tab=1&id=42`. */
  lastParam: ofText((text) => [...new URLSearchParams(/\?([^#]*)/.exec(text)?.[1] ?? '').values()].at(-1) || undefined),
  /** Whose it is: `17` of `/products/17/variants/33`. */
  ownerSegment: ofText((text) => text.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-3)),
  text: (raw, context) => (isWhole(raw) ? String(raw) : ofText(plainText)(raw, context)),
  htmlText: ofText(textOfHtml),
  /** Texts of a list, without the empty ones; none = an empty list. */
  list: (raw) => (raw === null ? [] : allTexts(raw) ? raw.map(plainText).filter((item) => item !== null) : undefined),
  integer: ofNumber((text) => (plainText(text) === null ? null : wholeNumber(text))),
  numberOf: ofNumber(numberIn),
  /** How many: a number counted on the page, or the length of a list; none = 0. */
  count: (raw) => (raw === null ? 0 : Array.isArray(raw) ? raw.length : isWhole(raw) && raw >= 0 ? raw : undefined),
  /** Whether there is one. */
  presence: (raw) => (typeof raw === 'boolean' ? raw : typeof raw === 'number' ? undefined : raw !== null && raw !== ''),
  /** Yes or no; words by the adapter's table. */
  flag: (raw, context) => (typeof raw === 'boolean' ? raw : ofText(mapped)(isWhole(raw) ? String(raw) : raw, context)),
  map: (raw, context) => ofText(mapped)(isWhole(raw) ? String(raw) : raw, context),
  money: ofText((text, { map }) => moneyIn(text, map)),
  /** `¥ 1.00`, or both ends of a range. */
  moneyOrRange: ofText((text, { map }) =>
    text.length > 100 ? undefined : oneOf(text.split(/[~～至]| [-–—] /).map((each) => moneyIn(each, map))),
  ),
  /** Decimals of a currency that the page does not name: each `12.90`; two that differ are a range. */
  onePrice: onePrice((raw) => (typeof raw === 'string' || typeof raw === 'number' ? decimalMoney(String(raw), null) : undefined)),
  /** 分: hundredths of a yuan; two that differ are a range. */
  oneFen: onePrice((raw) =>
    isWhole(raw) || (typeof raw === 'string' && /^\d+$/.test(raw)) ? scaled(Number(raw), 'CNY', 'minor') : undefined,
  ),
  /** A decimal with a point and the sign beside it, if there is one. */
  decimal: (raw) => {
    if (raw === null) return null;
    const { amount, currency } = parts(raw) ?? {};
    return typeof amount === 'string' && (typeof currency === 'string' || currency === null) ? decimalMoney(amount, currency) : undefined;
  },
  /** A price with or without its sign; one that says no single currency leaves it open. */
  shownPrice: ofText((text) => {
    const price = priceOf(text);
    return price && decimalMoney(price.amount, price.currency);
  }),
  minorUnits: counted('minor'),
  hundredths: counted(2),
  /** Stock as the page shows it: one text, or one for each location. */
  stockTexts: (raw) => {
    const texts = raw === null ? [] : typeof raw === 'string' ? [raw].filter((text) => plainText(text) !== null) : raw;
    return allTexts(texts) ? stockInTexts(texts) : undefined;
  },
  /** One quantity: what is there to sell. */
  onHand: (raw) => {
    const onHand = typeof raw === 'string' ? wholeNumber(raw) : raw;
    return onHand === undefined ? undefined : stockInParts({ onHand });
  },
  /** How many there are, as people write it: `12`, `12 pcs`, `库存 12`. */
  shownCount: ofText((text) => {
    const onHand = countOf(text);
    return typeof onHand === 'number' ? { onHand, held: null, locked: null, inTransit: null } : undefined;
  }),
  /** `In stock (12)`, in any language: the number in brackets behind a state. A state alone says no quantity. */
  bracketedStock: ofText(stockInBrackets),
  stockParts: (raw) => {
    const quantities = parts(raw);
    return quantities && stockInParts(quantities);
  },
  /** Variants that stand together in one value. */
  variants: (raw) => (Array.isArray(raw) ? variantsIn(raw) : undefined),
  isoMinute: ofText(isoMinute),
  /** Seconds, or milliseconds, since 1970: as a number or a text of digits. */
  epochSeconds: (raw) => (raw === null ? null : epochMinute(raw, 1000)),
  epochMillis: (raw) => (raw === null ? null : epochMinute(raw, 1)),
  /** A day and time as the page writes them: in the zone of this browser. */
  moment: ofText(localMinute),
  /** A day, or a day and a time, in any form that can be read in one way; how long ago is not one. */
  shownMoment: ofText((text) => {
    const moment = momentOf(text);
    return moment && (moment.startsWith('-') ? undefined : localMinute(moment));
  }),
  localDateTime: ofText((text, { now }) => localDateTime(text, now)),
  chineseDateTime: ofText(chineseDateTime),
  relativeTime: ofText((text, { now }) => relativeTime(text, now)),
} satisfies Record<string, Reader>;

/** All readers by the name that adapters use. */
export const readers: ReadonlyMap<string, Reader> = new Map(Object.entries(table));
