import type { Case } from '@/lib/domain/case';
import { bodyOf, type EventHead, type EventType, type LogEvent } from '@/lib/domain/event';
import { hashOf } from '@/lib/domain/hash';
import { type Listing, type Message, type Noun, subjectOf, subjectParts } from '@/lib/domain/record';
import type { Judged } from '@/lib/domain/verdict';
import { foldCase } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import type { CaseRow, Database, EventRow, RecordRow } from './database';
import { noteSight, recount, type TallyBook } from './recount';

/** Later than every deadline: cases without one sort last. */
const never = '9999';

/**
 * Folds one event, which is stored already, into the projections, inside the caller's transaction; counters are summed
 * in the book, which the caller closes. Events may arrive again and in another order: of records the later sight wins,
 * cases and ledgers are folded in the order of the log. An event from a newer program changes nothing.
 */
export async function project(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const { type } = event.head;
  const fold = Object.hasOwn(folds, type) ? folds[type] : undefined;
  if (fold) await fold(db, event, book);
}

/** Folded in the order of the log: to be folded again when one of them gets its number. */
export const inLogOrder: ReadonlySet<string> = new Set<EventType>(['case.opened', 'case.moved', 'ledger.loaded']);

type Fold = (db: Database, event: LogEvent, book: TallyBook) => Promise<unknown>;

const folds: Record<string, Fold> = {
  'shop.added': async (db, event) => {
    const body = bodyOf(event, 'shop.added');
    if (body) await db.shops.put({ id: event.head.subject, ...body });
  },
  'site.connected': async (db, event) => {
    const body = bodyOf(event, 'site.connected');
    if (!body || !event.head.shop) return;
    const { at, shop } = event.head;
    const known = await db.sites.get(body.origin);
    // Two members may have connected the same site before they shared a log: the later choice of shop stands.
    if (known && known.connectedAt > at) return;
    await db.sites.put({ ...body, shop, connectedAt: at, lastSeenAt: known?.lastSeenAt ?? null });
  },
  'site.disconnected': async (db, event) => {
    const body = bodyOf(event, 'site.disconnected');
    if (body) await db.sites.delete(body.origin);
  },
  'note.added': async (db, event) => {
    const body = bodyOf(event, 'note.added');
    const { id, at, shop = null } = event.head;
    if (body) await db.notes.put({ id, at, shop, text: body.text });
  },
  'record.seen': foldRecord,
  'verdict.turned': foldVerdicts,
  'page.seen': foldPage,
  'case.opened': foldCaseEvent,
  'case.moved': foldCaseEvent,
  'ledger.loaded': foldLedger,
};

/** The ledger is what the latest load says: its first event and those that the same device added to it. */
async function foldLedger(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const { head } = event;
  const shop = head.shop;
  if (!shop || !bodyOf(event, 'ledger.loaded')) return;
  const events = (await history(db, head.subject)).filter((each) => bodyOf(each, 'ledger.loaded') !== null);
  const first = events.findLastIndex((each) => bodyOf(each, 'ledger.loaded')?.adds !== true);
  const load = events.slice(Math.max(0, first)).filter((each) => each.device === events[first]?.device);
  if (!load.some(({ id }) => id === head.id)) return;
  // The next piece is added; anything else, out of order or again, writes the whole anew.
  const isNext = load.length > 1 && load.at(-1)?.id === head.id;
  if (!isNext) await db.ledger.where({ shop }).delete();
  for (const each of isNext ? [event] : load) {
    const rows = bodyOf(each, 'ledger.loaded')?.rows ?? [];
    await db.ledger.bulkPut(rows.map(([sku, quantity]) => ({ shop, sku, quantity })));
  }
  book.facts.delete(shop);
  book.anew.set(shop, head.at);
}

async function foldRecord(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'record.seen');
  const { head } = event;
  if (!body || !head.shop) return;
  const before = await db.records.get(head.subject);
  const row = copyOf(before ?? blankRecord(head.subject));
  for (const [field, value] of Object.entries(body.fields)) {
    if (isNewer(row, `field ${field}`, head)) Object.assign(row.fields, { [field]: value });
  }
  if (isNewer(row, 'url', head)) row.url = body.url;
  if (row.seenAt < head.at) row.seenAt = head.at;
  await db.records.put(row);
  await recount(db, book, before ?? null, row, head.at);
}

function blankRecord(subject: string): RecordRow {
  const { shop, noun, id } = subjectParts(subject);
  return { subject, shop, noun, id, fields: {}, seenAt: '', url: '', verdicts: {}, ruleSet: '', stamps: {} };
}

const copyOf = (row: RecordRow): RecordRow => ({
  ...row,
  fields: { ...row.fields },
  verdicts: { ...row.verdicts },
  stamps: { ...row.stamps },
});

/** True, and noted, where no later event has set this part of the record. Two of one moment: the device decides, and its counter. */
function isNewer(row: RecordRow, part: string, { at, device, n }: EventHead): boolean {
  const stamp = `${at} ${device} ${String(n).padStart(12, '0')}`;
  const known = Object.hasOwn(row.stamps, part) ? row.stamps[part] : '';
  if (known && known > stamp) return false;
  row.stamps[part] = stamp;
  return true;
}

async function foldVerdicts(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'verdict.turned');
  const { head } = event;
  if (!body || !head.shop) return;
  const before = await db.records.get(head.subject);
  const row = copyOf(before ?? blankRecord(head.subject));
  for (const { check, to, severity } of body.turned) {
    if (isNewer(row, `check ${check}`, head)) row.verdicts[check] = { ...to, severity } as Judged[string];
  }
  if (isNewer(row, 'ruleSet', head)) row.ruleSet = body.ruleSet;
  await db.records.put(row);
  await recount(db, book, before ?? null, row, head.at);
}

async function foldPage(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'page.seen');
  const { head } = event;
  if (!body || !head.shop) return;
  const shop = head.shop;
  const { noun, page, origin, rows, total, ids } = body;
  const key = `${shop}/${noun}/${page}`;
  const known = await db.sights.get(key);
  const hash = hashOf(ids);
  // Two of one moment: any rule will do that every device keeps.
  const isLatest = !known || `${known.at} ${known.hash}` <= `${head.at} ${hash}`;
  if (isLatest) await db.sights.put({ key, shop, noun, origin, page, at: head.at, rows, total, hash });
  await noteSight(db, book, shop, noun, head.at);
  await db.sites.where({ origin }).modify((site) => {
    if ((site.lastSeenAt ?? '') < head.at) site.lastSeenAt = head.at;
  });
  await db.records
    .where('subject')
    .anyOf(ids.map((id) => subjectOf(shop, noun, id)))
    .modify((row) => {
      if (row.seenAt < head.at) row.seenAt = head.at;
    });
}

async function foldCaseEvent(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  const id = event.head.subject;
  const events = await history(db, id);
  const flowId = events.map((each) => bodyOf(each, 'case.opened')?.flow).find((flow) => flow !== undefined);
  const flow = flowId === undefined ? undefined : flows.get(flowId);
  if (!flow) return;
  const after = events.reduce<Case | null>((kase, each) => foldCase(flow, kase, each), null);
  const before = await db.cases.get(id);
  if (!after) return;
  const row: CaseRow = { ...after, isOpen: after.open ? 1 : 0, dueKey: after.snoozedUntil ?? after.due ?? never };
  if (before && hashOf(before) === hashOf(row)) return;
  await db.cases.put(row);
  await recount(db, book, before ?? null, row, event.head.at);
}

/** All events about a subject in the order of the log: as the server numbered them, then what still waits here. */
export async function history(db: Database, subject: string): Promise<EventRow[]> {
  const events = await db.events.where('head.subject').equals(subject).toArray();
  return events.sort((a, b) => {
    if (a.seq !== null || b.seq !== null) return (a.seq ?? Number.MAX_SAFE_INTEGER) - (b.seq ?? Number.MAX_SAFE_INTEGER);
    if (a.device === b.device) return a.n - b.n;
    return a.head.at < b.head.at ? -1 : 1;
  });
}

/**
 * Fields after a new sight. Variants are joined by id, for a page may show only some of them; each keeps its place.
 * A time worked out from "5m ago" wanders: the first one stands until the page shows the exact one.
 */
export function mergeFields(noun: Noun, before: RecordRow['fields'], seen: RecordRow['fields']): RecordRow['fields'] {
  const merged = { ...before, ...seen };
  if (noun === 'message') return mergeTimes(before as Message, seen as Message, merged as Message);
  if (noun !== 'listing') return merged;
  const listing = merged as Listing;
  const old = (before as Listing).variants;
  const now = (seen as Listing).variants;
  if (!old || !now) return merged;
  const joined = new Map([...old, ...now].map((variant) => [variant.id, variant]));
  const total = listing.variantTotal ?? now.length;
  return { ...merged, variants: now.length >= total || joined.size > total ? now : [...joined.values()] };
}

function mergeTimes({ receivedAt, clock }: Message, seen: Message, merged: Message): Message {
  return receivedAt && seen.clock === 'relative' ? { ...merged, receivedAt, clock } : merged;
}
