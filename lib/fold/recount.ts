// Each from its own file: all of date-fns would cost every start of the server a second.
import { TZDate } from '@date-fns/tz/date';
import { format } from 'date-fns/format';
import type { MetricFacts, Tally } from '../domain/metric.ts';
import type { Noun } from '../domain/record.ts';
import type { CaseRow, FoldStore, RecordRow } from './rows.ts';

const parts = ['numerator', 'denominator', 'known', 'all'] as const;
const nothing: Tally = { numerator: 0, denominator: 0, known: 0, all: 0 };

/** What a run of events changes in the counters: summed up while they are folded, written once at its end. */
export interface TallyBook {
  /** By counter and day. */
  changes: Map<string, { shop: string; metric: string; days: Map<string, Tally> }>;
  facts: Map<string, ShopFacts>;
  /** Shops to count anew, with the moment: a ledger changes the share of rows that did not change themselves. */
  anew: Map<string, string>;
}

interface ShopFacts extends MetricFacts {
  timeZone: string;
}

export const newBook = (): TallyBook => ({ changes: new Map(), facts: new Map(), anew: new Map() });

const plus = (a: Tally, b: Tally): Tally => combined(a, b, 1);
const minus = (a: Tally, b: Tally): Tally => combined(a, b, -1);
function combined(a: Tally, b: Tally, sign: 1 | -1): Tally {
  const [numerator, denominator, known, all] = parts.map((part) => a[part] + sign * b[part]) as [number, number, number, number];
  return { numerator, denominator, known, all };
}

/** Notes one row that changed: its old share goes off, its new share on. Screens read counters, not rows. */
export async function recount(
  store: FoldStore,
  book: TallyBook,
  before: RecordRow | CaseRow | null,
  after: RecordRow | CaseRow | null,
  at: string,
): Promise<void> {
  const row = after ?? before;
  if (!row?.shop) return;
  const shop = row.shop;
  const facts = await factsIn(store, book, shop);
  const of = 'subject' in row ? 'record' : 'case';
  for (const metric of store.rules.metrics.values()) {
    if (metric.of !== of) continue;
    const off = (before && metric.count(before, facts)) ?? nothing;
    const on = (after && metric.count(after, facts)) ?? nothing;
    if (parts.every((part) => off[part] === on[part])) continue;
    note(book, shop, metric.id, dayOf(at, facts.timeZone), minus(on, off));
  }
}

/** Notes that something was seen: the day has its value then, even where nothing changed. */
export async function noteSight(store: FoldStore, book: TallyBook, shop: string, noun: Noun, at: string): Promise<void> {
  const { timeZone } = await factsIn(store, book, shop);
  for (const metric of store.rules.metrics.values()) {
    if (metric.noun === null || metric.noun === noun) note(book, shop, metric.id, dayOf(at, timeZone), nothing);
  }
}

function note(book: TallyBook, shop: string, metric: string, day: string, change: Tally): void {
  const key = `${shop}/${metric}`;
  const known = book.changes.get(key) ?? { shop, metric, days: new Map<string, Tally>() };
  known.days.set(day, plus(known.days.get(day) ?? nothing, change));
  book.changes.set(key, known);
}

/** Writes the book and empties it: each counter once, and the days' values beside it. */
export async function closeBook(store: FoldStore, book: TallyBook): Promise<void> {
  for (const { shop, metric, days } of book.changes.values()) {
    for (const [day, change] of days) await addTo(store, shop, metric, day, change);
  }
  for (const [shop, at] of book.anew) await recountShop(store, shop, at);
  for (const part of [book.changes, book.facts, book.anew]) part.clear();
}

/** Counts everything of a shop anew. */
async function recountShop(store: FoldStore, shop: string, at: string): Promise<void> {
  const facts = await shopFacts(store, shop);
  const records = await store.recordsOf(shop);
  const cases = await store.casesOf(shop);
  for (const metric of store.rules.metrics.values()) {
    const rows = metric.of === 'record' ? records : cases;
    const sum = rows.reduce((tally, row) => plus(tally, metric.count(row, facts) ?? nothing), nothing);
    const counter = (await store.counters.get(`${shop}/${metric.id}`)) ?? nothing;
    await addTo(store, shop, metric.id, dayOf(at, facts.timeZone), minus(sum, counter));
  }
}

/**
 * Adds to a counter and to the day's last value, which is what the trend shows. What is heard later of an older day
 * belongs to that day and to those that followed: so all devices come to the same trend.
 */
async function addTo(store: FoldStore, shop: string, metric: string, day: string, change: Tally): Promise<void> {
  const key = `${shop}/${metric}`;
  const counter = (await store.counters.get(key)) ?? nothing;
  await store.counters.put({ key, shop, metric, ...plus(counter, change) });
  const later = await store.daysFrom(shop, metric, day);
  if (later[0]?.day !== day) later.push({ ...((await store.dayBefore(shop, metric, day)) ?? nothing), shop, metric, day });
  await store.putDays(later.map((row) => ({ ...plus({ ...row, denominator: row.denominator ?? 0 }, change), shop, metric, day: row.day })));
}

async function factsIn(store: FoldStore, book: TallyBook, shop: string): Promise<ShopFacts> {
  const known = book.facts.get(shop) ?? (await shopFacts(store, shop));
  book.facts.set(shop, known);
  return known;
}

async function shopFacts(store: FoldStore, shop: string): Promise<ShopFacts> {
  return { ...(await metricFacts(store, shop)), timeZone: (await store.shops.get(shop))?.timeZone ?? 'UTC' };
}

export async function metricFacts(store: Pick<FoldStore, 'rules' | 'ledgerOf'>, shop: string): Promise<MetricFacts> {
  const gap = store.rules.flows.get('listing-gap')?.opensOn;
  const rows = await store.ledgerOf(shop);
  return {
    required: gap?.kind === 'verdict' ? gap.checks : [],
    ledger: rows.length ? new Map(rows.map(({ sku, quantity }) => [sku, quantity])) : null,
  };
}

/** YYYY-MM-DD of an instant in a time zone. */
export function dayOf(at: string, zone: string): string {
  return format(new TZDate(at, zone), 'yyyy-MM-dd');
}
