import type { DayFigure } from '../domain/metric.ts';
import { advance, inLogOrder, isOrdered } from './ordered.ts';
import { project } from './project.ts';
import { closeBook, newBook } from './recount.ts';
import type { Base, FoldRules, FoldStore, LedgerEntry, PlacedEvent, Projections, RecordRow } from './rows.ts';

class Shelf<T> {
  readonly rows = new Map<string, T>();
  private readonly keyOf: (row: T) => string;

  constructor(keyOf: (row: T) => string, rows: readonly T[] = []) {
    this.keyOf = keyOf;
    for (const row of rows) this.put(row);
  }

  get(key: string): Promise<T | undefined> {
    return Promise.resolve(this.rows.get(key));
  }

  put(row: T): Promise<void> {
    this.rows.set(this.keyOf(row), row);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.rows.delete(key);
    return Promise.resolve();
  }

  all(): T[] {
    return [...this.rows.values()];
  }
}

/**
 * Projections in memory, folded from events in the order of the log: the server's state of a scope, and the extension's while
 * it builds everything anew. The same folds as in the tables, so both come to the same.
 */
export class MemoryFold implements FoldStore {
  readonly rules: FoldRules;
  readonly bases;
  readonly shops;
  readonly sites;
  readonly notes;
  readonly records;
  readonly cases;
  readonly sights;
  readonly counters;
  private readonly ledgers = new Map<string, Map<string, LedgerEntry>>();
  private readonly days = new Map<string, DayFigure[]>();
  private readonly waiting = new Map<string, PlacedEvent[]>();
  private readonly book = newBook();

  constructor(rules: FoldRules, from: Partial<Projections> = {}) {
    this.rules = rules;
    this.bases = new Shelf((row) => row.subject, from.bases);
    this.shops = new Shelf((row) => row.id, from.shops);
    this.sites = new Shelf((row) => row.origin, from.sites);
    this.notes = new Shelf((row) => row.id, from.notes);
    this.records = new Shelf((row) => row.subject, from.records);
    this.cases = new Shelf((row) => row.id, from.cases);
    this.sights = new Shelf((row) => row.key, from.sights);
    this.counters = new Shelf((row) => row.key, from.counters);
    void this.addLedger(from.ledger ?? []);
    void this.putDays(from.days ?? []);
  }

  /** The next event of its scope by number. */
  async take(event: PlacedEvent, scope: string): Promise<void> {
    const before = this.bases.rows.get(event.head.subject);
    const base = advance(this.rules, before, [event], scope);
    if (base) await this.bases.put(base);
    const changesNothing = isOrdered(event.head.type) && base?.state === before?.state;
    if (!changesNothing) await project(this, event, this.book);
  }

  /** An event that others may still come before: it lies on top. */
  async lay(event: PlacedEvent): Promise<void> {
    const { subject } = event.head;
    this.waiting.set(subject, [...(this.waiting.get(subject) ?? []), event]);
    await project(this, event, this.book);
  }

  /** Every row, once all that was taken is counted. */
  async all(): Promise<Projections> {
    await closeBook(this, this.book);
    return {
      bases: this.bases.all(),
      shops: this.shops.all(),
      sites: this.sites.all(),
      notes: this.notes.all(),
      records: this.records.all(),
      cases: this.cases.all(),
      sights: this.sights.all(),
      counters: this.counters.all(),
      ledger: [...this.ledgers.values()].flatMap((rows) => [...rows.values()]),
      days: [...this.days.values()].flat(),
    };
  }

  async tail(subject: string, _base: Base | undefined): Promise<PlacedEvent[]> {
    return inLogOrder([...(this.waiting.get(subject) ?? [])]);
  }

  async recordsOf(shop: string): Promise<RecordRow[]> {
    return this.records.all().filter((row) => row.shop === shop);
  }

  async recordsAt(subjects: string[]): Promise<(RecordRow | undefined)[]> {
    return subjects.map((subject) => this.records.rows.get(subject));
  }

  async putRecords(rows: RecordRow[]): Promise<void> {
    for (const row of rows) this.records.rows.set(row.subject, row);
  }

  async casesOf(shop: string): Promise<Projections['cases']> {
    return this.cases.all().filter((row) => row.shop === shop);
  }

  async sightsAt(origin: string): Promise<Projections['sights']> {
    return this.sights.all().filter((row) => row.origin === origin);
  }

  async ledgerOf(shop: string): Promise<LedgerEntry[]> {
    return [...(this.ledgers.get(shop)?.values() ?? [])];
  }

  async addLedger(rows: LedgerEntry[]): Promise<void> {
    for (const row of rows) {
      const ledger = this.ledgers.get(row.shop) ?? new Map<string, LedgerEntry>();
      this.ledgers.set(row.shop, ledger.set(row.sku, row));
    }
  }

  async clearLedger(shop: string): Promise<void> {
    this.ledgers.delete(shop);
  }

  async daysFrom(shop: string, metric: string, day: string): Promise<DayFigure[]> {
    return this.daysOf(shop, metric).filter((row) => row.day >= day);
  }

  async dayBefore(shop: string, metric: string, day: string): Promise<DayFigure | undefined> {
    return this.daysOf(shop, metric).findLast((row) => row.day < day);
  }

  async putDays(rows: DayFigure[]): Promise<void> {
    for (const row of rows) {
      const days = this.daysOf(row.shop, row.metric).filter(({ day }) => day !== row.day);
      const later = days.findIndex(({ day }) => day > row.day);
      days.splice(later === -1 ? days.length : later, 0, row);
      this.days.set(`${row.shop}/${row.metric}`, days);
    }
  }

  private daysOf(shop: string, metric: string): DayFigure[] {
    return this.days.get(`${shop}/${metric}`) ?? [];
  }
}
