import { bodyOf, type EventHead, type LogEvent } from '../domain/event.ts';
import { hashOf } from '../domain/hash.ts';
import { subjectOf, subjectParts } from '../domain/record.ts';
import { isAboutItsKind } from '../domain/subject.ts';
import type { Judged } from '../domain/verdict.ts';
import { foldOrdered, isOrdered } from './ordered.ts';
import { closeBook, noteSight, recount, type TallyBook } from './recount.ts';
import type { FoldStore, RecordRow } from './rows.ts';

/**
 * Folds one event, which is stored already, into the projections; counters are summed in the book, which the caller closes.
 * Events may arrive again and in another order: of records the later sight wins, cases, ledgers and sites are folded in
 * the order of the log. An event from a newer program changes nothing, and so does one about another kind of thing than its type's.
 */
export async function project(store: FoldStore, event: LogEvent, book: TallyBook): Promise<void> {
  const { head } = event;
  if (!isAboutItsKind(event)) return;
  // What a ledger turned is counted at its own moment, so that it does not matter which events came together.
  if (book.anew.size > 0 && !(head.type === 'ledger.loaded' && [...book.anew.values()].every((at) => at === head.at)))
    await closeBook(store, book);
  if (isOrdered(head.type)) await foldOrdered(store, head, book);
  else if (Object.hasOwn(folds, head.type)) await folds[head.type]?.(store, event, book);
}

type Fold = (store: FoldStore, event: LogEvent, book: TallyBook) => Promise<unknown>;

const folds: Record<string, Fold> = {
  'shop.added': async (store, event, book) => {
    const body = bodyOf(event, 'shop.added');
    if (body) await store.shops.put({ id: event.head.subject, ...body });
    book.facts.delete(event.head.subject);
  },
  'note.added': async (store, event) => {
    const body = bodyOf(event, 'note.added');
    const { id, at, shop = null } = event.head;
    if (body) await store.notes.put({ id, at, shop, text: body.text });
  },
  'record.seen': foldRecord,
  'verdict.turned': foldVerdicts,
  'page.seen': foldPage,
};

async function foldRecord(store: FoldStore, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'record.seen');
  const { head } = event;
  if (!body || !head.shop) return;
  const before = await store.records.get(head.subject);
  const row = copyOf(before ?? blankRecord(head.subject));
  for (const [field, value] of Object.entries(body.fields)) {
    if (!isNewer(row, `field ${field}`, head)) continue;
    Object.assign(row.fields, { [field]: value });
    noteSource(row, field, body.source === 'file');
  }
  if (isNewer(row, 'url', head)) row.url = body.url;
  if (row.seenAt < head.at) row.seenAt = head.at;
  await store.records.put(row);
  await recount(store, book, before ?? null, row, head.at);
}

function noteSource(row: RecordRow, field: string, isFile: boolean): void {
  const others = (row.fromFile ?? []).filter((each) => each !== field);
  const fields = isFile ? [...others, field].sort() : others;
  if (fields.length > 0) row.fromFile = fields;
  else delete row.fromFile;
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

async function foldVerdicts(store: FoldStore, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'verdict.turned');
  const { head } = event;
  if (!body || !head.shop) return;
  const before = await store.records.get(head.subject);
  const row = copyOf(before ?? blankRecord(head.subject));
  for (const { check, to, severity } of body.turned) {
    if (isNewer(row, `check ${check}`, head)) row.verdicts[check] = { ...to, severity } as Judged[string];
  }
  if (isNewer(row, 'ruleSet', head)) row.ruleSet = body.ruleSet;
  await store.records.put(row);
  await recount(store, book, before ?? null, row, head.at);
}

async function foldPage(store: FoldStore, event: LogEvent, book: TallyBook): Promise<void> {
  const body = bodyOf(event, 'page.seen');
  const { head } = event;
  if (!body || !head.shop) return;
  const shop = head.shop;
  const { noun, page, origin, rows, total, ids } = body;
  const key = `${shop}/${noun}/${page}`;
  const known = await store.sights.get(key);
  const hash = hashOf(ids);
  // Two of one moment: any rule will do that every device keeps.
  const isLatest = !known || `${known.at} ${known.hash}` <= `${head.at} ${hash}`;
  if (isLatest) await store.sights.put({ key, shop, noun, origin, page, at: head.at, rows, total, hash });
  await noteSight(store, book, shop, noun, head.at);
  const site = await store.sites.get(origin);
  if (site && (site.lastSeenAt ?? '') < head.at) await store.sites.put({ ...site, lastSeenAt: head.at });
  const seen = await store.recordsAt(ids.map((id) => subjectOf(shop, noun, id)));
  await store.putRecords(seen.flatMap((row) => (row && row.seenAt < head.at ? [{ ...row, seenAt: head.at }] : [])));
}
