import type { Case, Flow } from '../domain/case.ts';
import type { Drifted } from '../domain/drift.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { DayFigure, Metric, Tally } from '../domain/metric.ts';
import type { Noun } from '../domain/record.ts';
import type { TaughtEntry } from '../domain/taught-entries.ts';
import type { JudgedRecord } from '../domain/verdict.ts';

/** An event with its place in the order of the log: the server's number, or null while it waits. */
export interface PlacedEvent extends LogEvent {
  seq: number | null;
}

export interface RecordRow extends JudgedRecord {
  ruleSet: string;
  /** Fields that a file told last; all others a page showed. Missing where there are none. */
  fromFile?: string[];
  /** By `field <name>`, `check <id>` and `url`: which event set it. The later one wins, in whatever order they arrive. */
  stamps: Record<string, string>;
}

export interface CaseRow extends Case {
  /** 1 or 0: booleans cannot be indexed. */
  isOpen: 0 | 1;
  /** Due, or a moment after all others; while snoozed, the end of the snooze. */
  dueKey: string;
}

export interface CounterRow extends Tally {
  key: string;
  shop: string;
  metric: string;
}

export interface SightRow {
  key: string;
  shop: string;
  noun: Noun;
  origin: string;
  page: string;
  at: string;
  rows: number;
  total: number | null;
  /** Hash of the records' ids, to tell another page of the list from the same one again. */
  hash: string;
}

/** What a person wrote into the log. Ids sort by time. */
export interface NoteRow {
  id: string;
  at: string;
  text: string;
  shop: string | null;
}

export interface ShopRow {
  id: string;
  name: string;
  colour: string;
  timeZone: string;
}

export interface SiteRow {
  origin: string;
  platform: string;
  /** '' = the site is one shop. */
  account: string;
  shop: string;
  connectedAt: string;
  /** Missing in a row of an older program. */
  lessons?: Lesson[];
  /** Fields that are not read where they were; missing where there is none. */
  drifted?: Drifted[];
  lastSeenAt: string | null;
}

export interface LedgerEntry {
  shop: string;
  sku: string;
  quantity: number;
}

/** A ledger as loaded last: by which device, in which events, and its rows. */
export interface Load {
  device: string;
  events: string[];
  rows: [sku: string, quantity: number][];
}

/** A site as its last event left it; null = disconnected. */
export interface Connection {
  site: Omit<SiteRow, 'lastSeenAt'> | null;
}

/** Pages of one site that people taught, oldest first. */
export interface Taught {
  pages: TaughtEntry[];
}

/**
 * What the events of one subject come to, up to a place in the log: those at or before `seq` are in it and need not be
 * at hand any more. Final: the log is complete up to there, so nothing can come in between.
 */
export interface Base {
  subject: string;
  scope: string;
  seq: number;
  state: Case | Load | Connection | Taught;
}

export interface FoldRules {
  flows: ReadonlyMap<string, Flow>;
  metrics: ReadonlyMap<string, Metric>;
}

/** All rows of the projections: what screens read, and the bases under them. */
export interface Projections {
  bases: Base[];
  shops: ShopRow[];
  sites: SiteRow[];
  notes: NoteRow[];
  records: RecordRow[];
  cases: CaseRow[];
  sights: SightRow[];
  counters: CounterRow[];
  ledger: LedgerEntry[];
  days: DayFigure[];
}

interface Rows<T> {
  get(key: string): PromiseLike<T | undefined>;
  put(row: T): PromiseLike<unknown>;
  delete(key: string): PromiseLike<unknown>;
}

/** Where folds keep their rows: tables in the extension, maps in memory on the server and while all is built anew. */
export interface FoldStore {
  rules: FoldRules;
  /** Events of a subject that its base does not hold, in the order of the log; those that wait come last. */
  tail(subject: string, base: Base | undefined): PromiseLike<PlacedEvent[]>;
  bases: Pick<Rows<Base>, 'get'>;
  shops: Rows<ShopRow>;
  sites: Rows<SiteRow>;
  notes: Rows<NoteRow>;
  /** By subject. */
  records: Rows<RecordRow>;
  recordsOf(shop: string): PromiseLike<RecordRow[]>;
  recordsAt(subjects: string[]): PromiseLike<(RecordRow | undefined)[]>;
  putRecords(rows: RecordRow[]): PromiseLike<unknown>;
  cases: Rows<CaseRow>;
  casesOf(shop: string): PromiseLike<CaseRow[]>;
  sights: Rows<SightRow>;
  sightsAt(origin: string): PromiseLike<SightRow[]>;
  counters: Rows<CounterRow>;
  ledgerOf(shop: string): PromiseLike<LedgerEntry[]>;
  addLedger(rows: LedgerEntry[]): PromiseLike<unknown>;
  clearLedger(shop: string): PromiseLike<unknown>;
  /** A metric's days from this one on, oldest first, and the one before it. */
  daysFrom(shop: string, metric: string, day: string): PromiseLike<DayFigure[]>;
  dayBefore(shop: string, metric: string, day: string): PromiseLike<DayFigure | undefined>;
  putDays(rows: DayFigure[]): PromiseLike<unknown>;
}
