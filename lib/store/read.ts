import { TZDate } from '@date-fns/tz';
import { endOfDay, format, startOfDay, subDays } from 'date-fns';
import Dexie from 'dexie';
import { findingsOf, nameOf } from '@/lib/checks/judge';
import { type Drifted, plainField } from '@/lib/domain/drift';
import type { DayFigure, Figure, Metric } from '@/lib/domain/metric';
import { metricFacts } from '@/lib/fold/recount';
import type { CaseRow, RecordRow } from '@/lib/fold/rows';
import { metrics } from '@/lib/metrics/load';
import { taskOf } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import { database, getMeta } from './database';
import { foldStore } from './fold-store';
import { overdueOn } from './overdue';
import type { BehindRow, RejectedRow, ShopRow, SiteRow, SyncView, TaskRow, TodayView } from './view';

/** Today's checklist. Reads four index ranges of at most `shown` rows each, however long the log is; the rest is counted. */
export async function todayView(now: Date, shown = 50): Promise<TodayView> {
  const db = database();
  const byDue = (from: string, to: string) => db.cases.where('[isOpen+dueKey]').between([1, from], [1, to], true, false);
  const instant = now.toISOString();
  const tonight = endOfDay(now).toISOString();
  const settled = db.cases.where('[isOpen+movedAt]').between([0, startOfDay(now).toISOString()], [0, Dexie.maxKey]);
  const [overdue, today, later, done, overdueCount, todayCount, laterCount, doneCount, snoozed] = await Promise.all([
    byDue('', instant).limit(shown).toArray(),
    byDue(instant, tonight).limit(shown).toArray(),
    byDue(tonight, '￿').limit(shown).toArray(),
    settled.clone().reverse().limit(shown).toArray(),
    byDue('', instant).count(),
    byDue(instant, tonight).count(),
    byDue(tonight, '￿').count(),
    settled.count(),
    // Only what is snoozed is in this index: null cannot be.
    db.cases.where('[isOpen+snoozedUntil]').between([1, instant], [1, '￿'], false).count(),
  ]);
  const [overdueRows, todayRows, laterRows, doneRows] = await Promise.all([overdue, today, later, done].map(taskRows));
  return {
    overdue: overdueRows ?? [],
    today: todayRows ?? [],
    later: laterRows ?? [],
    done: doneRows ?? [],
    counts: { overdue: overdueCount, today: todayCount, later: laterCount, done: doneCount, snoozed },
  };
}

async function taskRows(rows: CaseRow[]): Promise<TaskRow[]> {
  const db = database();
  const records = await db.records.bulkGet(rows.map(({ about }) => about));
  const shops = new Map((await db.shops.toArray()).map((shop) => [shop.id, shop.name]));
  const origins = new Set(await db.sites.toCollection().primaryKeys());
  return rows.flatMap((row, index) => {
    const flow = flows.get(row.flow);
    if (!flow) return [];
    const record = records[index];
    return {
      id: row.id,
      flow: row.flow,
      verb: taskOf(flow, row)?.verb ?? 'reopen',
      clause: flow.clause,
      owner: flow.owner,
      due: row.snoozedUntil ?? row.due,
      shop: row.shop,
      shopName: row.shop ? (shops.get(row.shop) ?? null) : null,
      title: row.title,
      params: { ...row.params, name: (record && nameOf(record)) ?? row.params.name ?? '' },
      check: flow.opensOn.kind === 'verdict' ? row.cause : null,
      url: record?.url || reviewUrl(row, origins),
      state: row.state,
      evidence: row.evidence,
      movedAt: row.movedAt,
    };
  });
}

/** Where a page that was taught is looked at: on the site itself, and only where that is switched on here. */
function reviewUrl({ flow, about, params }: CaseRow, origins: ReadonlySet<string>): string | null {
  if (flow !== 'taught-page' || !origins.has(about) || typeof params.path !== 'string') return null;
  const url = URL.parse(params.path, about);
  return url?.origin === about ? url.href : null;
}

export const shops = (): Promise<ShopRow[]> => database().shops.toArray();
export const sites = (): Promise<SiteRow[]> => database().sites.toArray();

/** All figures of a shop. A figure about something that no page has shown yet is unknown: its coverage is 0 of 0. */
export async function figures(shop: string, now = new Date()): Promise<Figure[]> {
  const db = database();
  const seen = new Set((await db.sights.where({ shop }).toArray()).map(({ noun }) => noun));
  const ledgerSize = await db.ledger.where({ shop }).count();
  const overdue = await db.cases.where('[shop+isOpen+dueKey]').between([shop, 1, ''], [shop, 1, now.toISOString()]).count();
  const drifted = (await db.sites.where({ shop }).toArray()).flatMap((site) => site.drifted ?? []);
  const result: Figure[] = [];
  for (const metric of metrics.values()) {
    const counter = await db.counters.get(`${shop}/${metric.id}`);
    const tally = counter ?? { numerator: 0, denominator: 0, known: 0, all: 0 };
    // What a file told is known, though no page has shown it.
    const blind = metric.noun !== null && !seen.has(metric.noun) && tally.all === 0;
    const figure: Figure = {
      metric: metric.id,
      version: metric.version,
      unit: metric.unit,
      numerator: metric.id === 'overdue-tasks' ? overdue : tally.numerator,
      denominator: blind ? tally.denominator : denominatorOf(metric, tally),
      known: tally.known,
      // The ledger's SKUs are what there is to see; one that stands on two variants is seen twice.
      all: metric.id === 'stock-agreement' ? Math.max(ledgerSize, tally.all) : tally.all,
      rows: [],
    };
    const suspect = suspectIn(metric, drifted);
    if (suspect) figure.suspect = suspect;
    result.push(figure);
  }
  return result;
}

/** What a metric counts on and no page shows where it did, and the last time that all of it was read as usual. */
function suspectIn({ noun, reads }: Metric, drifted: readonly Drifted[]): Figure['suspect'] {
  const lost = drifted.filter((alarm) => alarm.noun === noun && reads.includes(plainField(alarm.field)));
  const [first] = lost.map(({ lastGood }) => lastGood).sort();
  return first === undefined ? undefined : { fields: [...new Set(lost.map(({ field }) => plainField(field)))], lastGood: first };
}

/** Subjects or case ids that a figure was counted from, those that need something first. */
export async function rowsOf(shop: string, metricId: string, now = new Date()): Promise<string[]> {
  const db = database();
  const metric = metrics.get(metricId);
  if (!metric) return [];
  const facts = await metricFacts(foldStore(db), shop);
  if (metric.of === 'record') {
    const rows = await db.records
      .where('[shop+noun]')
      .equals([shop, metric.noun ?? 'listing'])
      .toArray();
    const counted = rows.flatMap((row) => {
      const tally = metric.count(row, facts);
      return tally && tally.all > 0 ? [{ id: row.subject, tally }] : [];
    });
    const missing = ({ tally }: (typeof counted)[number]) =>
      metric.unit === 'share' ? tally.denominator - tally.numerator : tally.numerator;
    return counted.sort((a, b) => missing(b) - missing(a)).map(({ id }) => id);
  }
  const end = metricId === 'overdue-tasks' ? now.toISOString() : '￿';
  const rows = await db.cases.where('[shop+isOpen+dueKey]').between([shop, 1, ''], [shop, 1, end]).toArray();
  return rows.filter((row) => metric.count(row, facts)).map(({ id }) => id);
}

/** The last `days` days of the shop's own calendar, oldest first; null where nothing was known. */
export async function trend(shop: string, metricId: string, days: number, now = new Date()): Promise<(DayFigure | null)[]> {
  const db = database();
  const metric = metrics.get(metricId);
  const zone = (await db.shops.get(shop))?.timeZone ?? 'UTC';
  // By the calendar, not by 24 hours: the days on which clocks change have 23 or 25.
  const ends = Array.from({ length: days }, (_, index) => endOfDay(subDays(new TZDate(now, zone), days - 1 - index)));
  const calendar = ends.map((end) => ({
    day: format(end, 'yyyy-MM-dd'),
    end: new Date(Math.min(end.getTime(), now.getTime())).toISOString(),
  }));
  if (metricId === 'overdue-tasks') return overdueOn(db, shop, calendar);
  const rows = await db.days.bulkGet(calendar.map(({ day }): [string, string, string] => [shop, metricId, day]));
  return rows.map((row) => (row && metric ? { ...row, denominator: denominatorOf(metric, row) } : null));
}

/** A count has none, unless there is something to count and nothing of it was known: then it is unknown, not 0. */
function denominatorOf({ unit }: Metric, { denominator, known, all }: Pick<DayFigure, 'denominator' | 'known' | 'all'>): number | null {
  return unit === 'share' || (known === 0 && all > 0) ? denominator : null;
}

/** What stands behind a figure: records, or the records that cases are about. */
export async function behind(rows: string[]): Promise<BehindRow[]> {
  const db = database();
  const cases = await db.cases.bulkGet(rows);
  const subjects = rows.map((id, index) => cases[index]?.about ?? id);
  const records = await db.records.bulkGet(subjects);
  return subjects.map((subject, index) => behindRow(subject, records[index] ?? null, cases[index] ?? null));
}

function fileShare(record: RecordRow | null): BehindRow['fromFile'] {
  if (!record?.fromFile) return null;
  return record.fromFile.length === Object.keys(record.fields).length ? 'all' : 'some';
}

function behindRow(subject: string, record: RecordRow | null, kase: CaseRow | null): BehindRow {
  const findings = record ? findingsOf(record, record.verdicts) : [];
  return {
    subject,
    name: kase?.title ?? (record && nameOf(record)),
    url: record?.url || null,
    seenAt: record?.seenAt ?? null,
    fromFile: fileShare(record),
    findings: kase ? findings.filter(({ check }) => check === kase.cause) : findings,
  };
}

export async function syncView(): Promise<SyncView> {
  const db = database();
  const [api, mark, pending, rejected] = await Promise.all([getMeta('api'), getMeta('sync'), db.outbox.count(), db.rejected.count()]);
  if (!api) return { kind: 'alone', pending };
  if (!api.token || mark?.outcome === 'signed-out') return { kind: 'signed-out', pending, rejected };
  if (mark?.outcome === 'blocked-by-browser') return { kind: 'blocked-by-browser', pending, rejected };
  if (mark?.retry.failures)
    return { kind: 'offline', pending, nextTry: mark.retry.nextTry ?? '', rejected, problem: mark.problem ?? mark.outcome ?? '' };
  if (pending > 0) {
    const oldest = await db.outbox.orderBy('n').first();
    const event = oldest && (await db.events.get(oldest.id));
    return { kind: 'waiting', pending, since: event?.head.at ?? '', rejected };
  }
  return mark?.lastAt ? { kind: 'synced', at: mark.lastAt, pending: 0, rejected } : { kind: 'syncing', pending, rejected };
}

export async function rejectedRows(): Promise<RejectedRow[]> {
  const rows = await database().rejected.toArray();
  return rows.map(({ id, event, code, message }) => ({ id, type: event.head.type, at: event.head.at, code, message }));
}

/** How many SKUs each shop's ledger holds. */
export async function ledgerSizes(): Promise<{ shop: string; rows: number }[]> {
  const db = database();
  const ids = await db.shops.toCollection().primaryKeys();
  return Promise.all(ids.map(async (shop) => ({ shop, rows: await db.ledger.where({ shop }).count() })));
}

/** What people wrote into the log, newest first; the last 500. */
export async function notes(): Promise<{ id: string; at: string; text: string; shopName: string | null }[]> {
  const db = database();
  const names = new Map((await db.shops.toArray()).map(({ id, name }) => [id, name]));
  const rows = await db.notes.orderBy('id').reverse().limit(500).toArray();
  return rows.map(({ id, at, text, shop }) => ({ id, at, text, shopName: names.get(shop ?? '') ?? null }));
}
