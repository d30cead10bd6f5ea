import Dexie, { type Table } from 'dexie';
import type { PageHealth } from '@/lib/domain/drift';
import type { LogEvent, RejectCode } from '@/lib/domain/event';
import type { DayFigure } from '@/lib/domain/metric';
import type { SegmentHead } from '@/lib/domain/segment';
import type { Base, CaseRow, CounterRow, LedgerEntry, NoteRow, RecordRow, ShopRow, SightRow, SiteRow } from '@/lib/fold/rows';
import type { Meta } from './meta';

/** An event with what the server added, once it has. */
export interface EventRow extends LogEvent {
  id: string;
  device: string;
  n: number;
  seq: number | null;
  receivedAt: string | null;
  scope: string | null;
  /** The server's MAC over head and seq: proof of what it took. */
  receipt: string | null;
}

/** A segment without its events, which lie beside it: the chain is checked without reading them. */
export interface SegmentRow extends SegmentHead {
  /** By seq, of this device's own events. */
  receipts: Record<string, string>;
}

export interface PayloadRow {
  scope: string;
  index: number;
  /** Canonical JSON of the events, UTF-8: not packed, so that a transaction can read it without waiting. */
  payload: Uint8Array<ArrayBuffer>;
}

/** What one member wrote on one day (UTC), out of one segment: read without the segment, which it can be made from again. */
export interface SpanRow {
  member: string;
  /** Days since 1970. */
  day: number;
  scope: string;
  index: number;
  /** Gzip of the events' JSON, and its SHA-256 in hex. */
  packed: Uint8Array<ArrayBuffer>;
  checksum: string;
}

/** What still has to go up. `first`: the server must know whose log it was before anything else. */
export interface OutboxRow {
  n: number;
  id: string;
  first: 0 | 1;
}

export interface RejectedEvent {
  id: string;
  event: LogEvent;
  code: RejectCode;
  message: string;
}

/** What watching a site took of this computer, by day. */
export interface CostRow {
  origin: string;
  /** YYYY-MM-DD of this computer's calendar. */
  day: string;
  looks: number;
  /** Time of its pages that reading and drawing took. */
  ms: number;
}

export class Database extends Dexie {
  /** The tail: what is not sealed yet. */
  events!: Table<EventRow, string>;
  segments!: Table<SegmentRow, [string, number]>;
  payloads!: Table<PayloadRow, [string, number]>;
  spans!: Table<SpanRow, [string, number, string, number]>;
  /** Segments whose spans are all there. */
  spanned!: Table<{ scope: string; index: number }, [string, number]>;
  bases!: Table<Base, string>;
  outbox!: Table<OutboxRow, number>;
  rejected!: Table<RejectedEvent, string>;
  records!: Table<RecordRow, string>;
  cases!: Table<CaseRow, string>;
  counters!: Table<CounterRow, string>;
  days!: Table<DayFigure, [string, string, string]>;
  ledger!: Table<LedgerEntry, [string, string]>;
  notes!: Table<NoteRow, string>;
  shops!: Table<ShopRow, string>;
  sites!: Table<SiteRow, string>;
  sights!: Table<SightRow, string>;
  /** Of this device alone, and of no log: how pages were, and what looking at them took. */
  health!: Table<PageHealth, string>;
  costs!: Table<CostRow, [string, string]>;
  meta!: Table<{ key: string; value: unknown }, string>;

  /** An old page of ours keeps the database from its upgrade. */
  isBlocked = false;

  constructor(name = 'shop-loupe') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.on('blocked', () => {
      this.isBlocked = true;
    });
    this.version(1).stores({
      events: 'id, [device+n], seq, head.subject',
      outbox: 'n, first',
      rejected: 'id',
      records: 'subject, [shop+noun]',
      cases: 'id, about, [isOpen+dueKey], [shop+isOpen+dueKey], [isOpen+movedAt], [isOpen+snoozedUntil]',
      counters: 'key, shop',
      days: '[shop+metric+day]',
      ledger: '[shop+sku], shop',
      notes: 'id',
      shops: 'id',
      sites: 'origin, shop',
      sights: 'key, shop',
      meta: 'key',
    });
    // Rows stay as they are; the browser makes the new index from them.
    this.version(2).stores({
      events: 'id, [device+n], [scope+seq], head.subject',
      segments: '[scope+index]',
      payloads: '[scope+index]',
      bases: 'subject, scope',
    });
    // What lies in segments already gets its spans by and by.
    this.version(3).stores({
      events: 'id, [device+n], [scope+seq], head.subject, [head.by+head.at]',
      spans: '[member+day+scope+index], [scope+index]',
      spanned: '[scope+index]',
    });
    this.version(4).stores({
      health: 'key, origin',
      costs: '[origin+day]',
    });
  }
}

let open: Database | null = null;

/** The one database of this context, opened on first use. */
export function database(): Database {
  open ??= new Database();
  return open;
}

/** For tests, and for what was made beside it: another database takes its place. */
export function takeDatabase(other: Database): void {
  open = other;
}

/** The database was closed under us (worker slept, browser took the backing store away): worth one reopening. */
export function wasClosed(error: unknown): boolean {
  return error instanceof Error && (error.name === 'DatabaseClosedError' || error.name === 'InvalidStateError');
}

/** Runs once more on a fresh connection when the old one was closed under us. */
export async function reopening<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!wasClosed(error)) throw error;
    open?.close();
    open = null;
    return work();
  }
}

export async function getMeta<K extends keyof Meta>(key: K): Promise<Meta[K] | null> {
  return ((await database().meta.get(key))?.value as Meta[K] | undefined) ?? null;
}

export async function setMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
  await database().meta.put({ key, value });
}

/** Made on first use, and once: whoever asks at the same moment gets the same. */
export async function metaOnce<K extends keyof Meta>(key: K, make: () => NonNullable<Meta[K]>): Promise<NonNullable<Meta[K]>> {
  const known = await getMeta(key);
  if (known) return known;
  const { meta } = database();
  return database().transaction('rw', meta, async () => {
    const meanwhile = await getMeta(key);
    if (meanwhile) return meanwhile;
    const fresh = make();
    await setMeta(key, fresh);
    return fresh;
  });
}
