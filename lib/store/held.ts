import { bodyOf, type LogEvent } from '@/lib/domain/event';
import type { DayFigure } from '@/lib/domain/metric';
import { subjectOf } from '@/lib/domain/record';
import { inLogOrder, isOrdered } from '@/lib/fold/ordered';
import type { FoldStore } from '@/lib/fold/rows';
import type { Database, EventRow } from './database';
import { foldStore } from './fold-store';
import { HeldRows } from './held-rows';

/** Many events at once, and what they are folded into: read together, changed in hand, written together. */
export interface Held extends FoldStore {
  eventOf(id: string): PromiseLike<EventRow | undefined>;
  /** Stores an event, or another state of it. */
  keep(event: EventRow): void;
  drop(event: EventRow): void;
  /** What was kept and is not in the tables yet. */
  changed(): EventRow[];
  /** Puts all that changed into the tables: nothing of it is there before. */
  write(): Promise<void>;
}

/** A metric's days from one on, with the one before it. */
interface Days {
  from: string;
  rows: Map<string, DayFigure>;
  changed: Set<string>;
}

/**
 * The tables as the folds see them, inside the caller's transaction, for many events at once: those of `ids`, which are here, and those
 * that are `coming`. What they will need is read by a few requests, not by several for each. Whatever else is asked for is read then.
 */
export async function hold(db: Database, ids: readonly string[], coming: readonly LogEvent[]): Promise<Held> {
  const tables = foldStore(db);
  const events = new HeldRows(db.events, ({ id }) => id);
  const rows = {
    bases: new HeldRows(db.bases, ({ subject }) => subject),
    shops: new HeldRows(db.shops, ({ id }) => id),
    sites: new HeldRows(db.sites, ({ origin }) => origin),
    notes: new HeldRows(db.notes, ({ id }) => id),
    records: new HeldRows(db.records, ({ subject }) => subject),
    cases: new HeldRows(db.cases, ({ id }) => id),
    sights: new HeldRows(db.sights, ({ key }) => key),
    counters: new HeldRows(db.counters, ({ key }) => key),
  };
  /** Ids of the rows of a subject, of those subjects that are folded in the order of the log. */
  const tails = new Map<string, Set<string>>();
  const days = new Map<string, Days>();

  async function tailOf(subject: string): Promise<Set<string>> {
    const known = tails.get(subject);
    if (known) return known;
    await events.write();
    const found = await db.events.where('head.subject').equals(subject).toArray();
    for (const row of found) events.know(row);
    const ids = new Set(found.map(({ id }) => id));
    tails.set(subject, ids);
    return ids;
  }

  async function daysOf(shop: string, metric: string, from: string): Promise<Days> {
    const key = `${shop}/${metric}`;
    const known = days.get(key);
    if (known && known.from <= from) return known;
    await write();
    const before = await tables.dayBefore(shop, metric, from);
    const later = await tables.daysFrom(shop, metric, from);
    const fresh: Days = { from, rows: new Map([before ?? [], later].flat().map((row) => [row.day, row])), changed: new Set() };
    days.set(key, fresh);
    return fresh;
  }

  async function write(): Promise<void> {
    await events.write();
    for (const each of Object.values(rows)) await each.write();
    const changed = [...days.values()].flatMap((each) => [...each.changed].map((day) => each.rows.get(day) as DayFigure));
    for (const each of days.values()) each.changed.clear();
    if (changed.length > 0) await db.days.bulkPut(changed);
  }

  /** What is seldom asked for is asked of the tables, once they know all. */
  const written =
    <A extends unknown[], T>(ask: (...given: A) => PromiseLike<T>) =>
    async (...given: A): Promise<T> => {
      await write();
      return ask(...given);
    };

  await events.read([...ids, ...coming.map(({ head }) => head.id)]);
  const here = ids.map((id) => events.known(id));
  const ordered = [...here, ...coming].flatMap((event) => (event && isOrdered(event.head.type) ? [event.head.subject] : []));
  await Promise.all([
    rows.records.read(coming.flatMap(recordsOf)),
    rows.cases.read(ordered),
    rows.bases.read(ordered),
    ...[...new Set(ordered)].map(tailOf),
  ]);

  return {
    rules: tables.rules,
    ...rows,
    eventOf: (id) => events.get(id),
    keep(event) {
      void events.put(event);
      tails.get(event.head.subject)?.add(event.id);
    },
    drop(event) {
      void events.delete(event.id);
      tails.get(event.head.subject)?.delete(event.id);
    },
    changed: () => events.changes(),
    write,
    async tail(subject, base) {
      const own = [...(await tailOf(subject))].flatMap((id) => events.known(id) ?? []);
      return inLogOrder(own.filter(({ seq }) => seq === null || seq > (base?.seq ?? 0)));
    },
    async recordsAt(subjects) {
      await rows.records.read(subjects);
      return subjects.map((subject) => rows.records.known(subject));
    },
    async putRecords(changed) {
      for (const row of changed) void rows.records.put(row);
    },
    recordsOf: written(tables.recordsOf),
    casesOf: written(tables.casesOf),
    sightsAt: written(tables.sightsAt),
    ledgerOf: tables.ledgerOf,
    addLedger: tables.addLedger,
    clearLedger: tables.clearLedger,
    async daysFrom(shop, metric, day) {
      const { rows } = await daysOf(shop, metric, day);
      return [...rows.values()].filter((row) => row.day >= day).sort(byDay);
    },
    async dayBefore(shop, metric, day) {
      const { rows } = await daysOf(shop, metric, day);
      return [...rows.values()]
        .filter((row) => row.day < day)
        .sort(byDay)
        .at(-1);
    },
    async putDays(changed) {
      for (const row of changed) {
        const known = await daysOf(row.shop, row.metric, row.day);
        known.rows.set(row.day, row);
        known.changed.add(row.day);
      }
    },
  };
}

const byDay = (a: DayFigure, b: DayFigure): number => (a.day < b.day ? -1 : 1);

/** Records that folding this event reads. */
function recordsOf(event: LogEvent): string[] {
  const { type, subject, shop } = event.head;
  if (type === 'record.seen' || type === 'verdict.turned') return [subject];
  const page = bodyOf(event, 'page.seen');
  return page && shop ? page.ids.map((id) => subjectOf(shop, page.noun, id)) : [];
}
