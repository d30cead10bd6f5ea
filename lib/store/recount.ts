import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { MetricFacts, Tally } from '@/lib/domain/metric';
import type { Noun } from '@/lib/domain/record';
import { metrics } from '@/lib/metrics/load';
import { flows } from '@/lib/playbook/load';
import type { CaseRow, Database, RecordRow } from './database';

const gap = flows.get('listing-gap')?.opensOn;
const required = gap?.kind === 'verdict' ? gap.checks : [];
const parts = ['numerator', 'denominator', 'known', 'all'] as const;
const nothing: Tally = { numerator: 0, denominator: 0, known: 0, all: 0 };

/** What one transaction changes in the counters: summed up while events are folded, written once at its end. */
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
  db: Database,
  book: TallyBook,
  before: RecordRow | CaseRow | null,
  after: RecordRow | CaseRow,
  at: string,
): Promise<void> {
  const shop = after.shop;
  if (!shop) return;
  const facts = await factsIn(db, book, shop);
  const of = 'subject' in after ? 'record' : 'case';
  for (const metric of metrics.values()) {
    if (metric.of !== of) continue;
    const off = (before && metric.count(before, facts)) ?? nothing;
    const on = metric.count(after, facts) ?? nothing;
    if (parts.every((part) => off[part] === on[part])) continue;
    note(book, shop, metric.id, dayOf(at, facts.timeZone), minus(on, off));
  }
}

/** Notes that something was seen: the day has its value then, even where nothing changed. */
export async function noteSight(db: Database, book: TallyBook, shop: string, noun: Noun, at: string): Promise<void> {
  const { timeZone } = await factsIn(db, book, shop);
  for (const metric of metrics.values()) {
    if (metric.noun === null || metric.noun === noun) note(book, shop, metric.id, dayOf(at, timeZone), nothing);
  }
}

function note(book: TallyBook, shop: string, metric: string, day: string, change: Tally): void {
  const key = `${shop}/${metric}`;
  const known = book.changes.get(key) ?? { shop, metric, days: new Map<string, Tally>() };
  known.days.set(day, plus(known.days.get(day) ?? nothing, change));
  book.changes.set(key, known);
}

/** Writes the book: each counter once, and the days' values beside it. */
export async function closeBook(db: Database, book: TallyBook): Promise<void> {
  for (const { shop, metric, days } of book.changes.values()) {
    if (!book.anew.has(shop)) for (const [day, change] of days) await addTo(db, shop, metric, day, change);
  }
  for (const [shop, at] of book.anew) await recountShop(db, shop, at);
}

/** Counts everything of a shop anew. */
async function recountShop(db: Database, shop: string, at: string): Promise<void> {
  const facts = await shopFacts(db, shop);
  const records = await db.records.where('[shop+noun]').between([shop, ''], [shop, '￿']).toArray();
  const cases = await db.cases.filter((row) => row.shop === shop).toArray();
  for (const metric of metrics.values()) {
    const rows = metric.of === 'record' ? records : cases;
    const sum = rows.reduce((tally, row) => plus(tally, metric.count(row, facts) ?? nothing), nothing);
    const counter = (await db.counters.get(`${shop}/${metric.id}`)) ?? nothing;
    await addTo(db, shop, metric.id, dayOf(at, facts.timeZone), minus(sum, counter));
  }
}

/**
 * Adds to a counter and to the day's last value, which is what the trend shows. What is heard later of an older day
 * belongs to that day and to those that followed: so all devices come to the same trend.
 */
async function addTo(db: Database, shop: string, metric: string, day: string, change: Tally): Promise<void> {
  const key = `${shop}/${metric}`;
  const counter = (await db.counters.get(key)) ?? nothing;
  await db.counters.put({ key, shop, metric, ...plus(counter, change) });
  const later = await db.days.where('[shop+metric+day]').between([shop, metric, day], [shop, metric, '￿']).toArray();
  if (later[0]?.day !== day) {
    const before = await db.days.where('[shop+metric+day]').between([shop, metric, ''], [shop, metric, day]).last();
    later.push({ ...(before ?? nothing), shop, metric, day });
  }
  await db.days.bulkPut(
    later.map((row) => ({ ...plus({ ...row, denominator: row.denominator ?? 0 }, change), shop, metric, day: row.day })),
  );
}

async function factsIn(db: Database, book: TallyBook, shop: string): Promise<ShopFacts> {
  const known = book.facts.get(shop) ?? (await shopFacts(db, shop));
  book.facts.set(shop, known);
  return known;
}

async function shopFacts(db: Database, shop: string): Promise<ShopFacts> {
  return { ...(await metricFacts(db, shop)), timeZone: (await db.shops.get(shop))?.timeZone ?? 'UTC' };
}

export async function metricFacts(db: Database, shop: string): Promise<MetricFacts> {
  const rows = await db.ledger.where({ shop }).toArray();
  return { required, ledger: rows.length ? new Map(rows.map(({ sku, quantity }) => [sku, quantity])) : null };
}

/** YYYY-MM-DD of an instant in a time zone. */
export function dayOf(at: string, zone: string): string {
  return format(new TZDate(at, zone), 'yyyy-MM-dd');
}
