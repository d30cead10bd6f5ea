import type { Observation, RawRow } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import { type Fields, type Noun, nouns } from '@/lib/domain/record';
import { type Readings, type ReadRow, readingsOf, readRow, readTotal } from './read-row';

export interface ReadRecord {
  id: string;
  fields: Fields[Noun];
}

export interface Records {
  /** One for each id. */
  records: ReadRecord[];
  /** Id of the record in each row of the observation; null where the row gave none. */
  byRow: (string | null)[];
  /** The page's own total; null = it shows none. */
  total: number | null;
  /** What could not be read, by field and never by value. */
  problems: string[];
}

export interface ReadOptions {
  /** Keyed hash of a customer's address: 32 hex digits. The address itself goes no further. */
  customerHash(address: string): string;
}

/** Counts what was found and not understood: `price: 3 of 10 rows not understood`. */
function reportUnread(rows: readonly ReadRow[], prefix: string, problems: string[]): void {
  const counts = new Map<string, number>();
  for (const name of rows.flatMap((row) => row.unread)) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts) problems.push(`${prefix}${name}: ${count} of ${rows.length} rows not understood`);
}

/** Rows of a part that have an id. */
function wholeRows(field: string, read: readonly ReadRow[], problems: string[]): ReadRow[] {
  reportUnread(read, `${field}.`, problems);
  const whole = read.filter((row) => typeof row.values.id === 'string');
  if (whole.length < read.length) problems.push(`${field}: ${read.length - whole.length} of ${read.length} rows without an id`);
  return whole;
}

const partOf = ({ values: { owner: _owner, ...rest } }: ReadRow): Record<string, unknown> => ({ name: null, ...rest });

/** Takes the rows inside a row out of it, read: how many there are in all is not said. */
function takeParts(row: RawRow, parts: ReadonlyMap<string, Readings>, now: Date, problems: string[]): [RawRow, Record<string, unknown>] {
  const rest = { ...row };
  const values: Record<string, unknown> = {};
  for (const [field, readings] of parts) {
    const inner = rest[field];
    delete rest[field];
    if (!Array.isArray(inner)) continue;
    const read = inner.map((each) => readRow(each as RawRow, readings, now));
    const whole = wholeRows(field, read, problems);
    if (whole.length === read.length || whole.length > 0) values[field] = whole.map(partOf);
  }
  return [rest, values];
}

/** Variants of a listing, with how many there are; nothing where they are another record's. */
function nestedValues(observation: Observation, page: AdapterPage, id: string, now: Date, problems: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const { nested } = readingsOf(observation, page);
  for (const [field, { rows, total }] of Object.entries(observation.nested)) {
    const readings: Readings = nested(field);
    const read = rows.map((row) => readRow(row, readings, now));
    if (readings.has('owner') && read.some((row) => row.values.owner !== id)) {
      reportUnread(read, `${field}.`, problems);
      problems.push(`${field}: the rows belong to another record`);
      continue;
    }
    const whole = wholeRows(field, read, problems);
    values[field] = whole.map(partOf);
    const shown = readTotal(total, page.nested?.[field], now);
    if (field !== 'variants') continue;
    if (shown !== undefined) values.variantTotal = shown;
    else if (rows.length === 0 || whole.length < read.length) values.variantTotal = rows.length;
  }
  return values;
}

/** A message says who by a hash, and how exact its time is. */
function sealMessage({ values, relative }: ReadRow, { customerHash }: ReadOptions): Record<string, unknown> {
  const { customerAddress, ...rest } = values;
  if (typeof customerAddress === 'string' && customerAddress.includes('@'))
    rest.customer = customerHash(customerAddress.trim().toLowerCase());
  if (typeof rest.receivedAt === 'string') rest.clock = relative.has('receivedAt') ? 'relative' : 'exact';
  return rest;
}

/**
 * Records out of an observation, each valid for the page's noun. What is broken is left out and reported; nothing is thrown.
 * A field that wasn't seen or wasn't understood is absent.
 */
export function toRecords(observation: Observation, page: AdapterPage, options: ReadOptions): Records {
  const now = new Date(observation.at);
  const problems: string[] = [];
  const { rows: readings, parts } = readingsOf(observation, page);
  const split = observation.rows.map((row) => takeParts(row, parts, now, problems));
  const read = split.map(([row]) => readRow(row, readings, now));
  reportUnread(read, '', problems);
  const records = new Map<string, ReadRecord>();
  const byRow = read.map((row, i): string | null => {
    const { id, ...values } = page.noun === 'message' ? sealMessage(row, options) : row.values;
    if (typeof id !== 'string') {
      problems.push(`row ${i + 1}: no id`);
      return null;
    }
    if (records.has(id)) return id;
    const parsed = nouns[page.noun].safeParse({ ...values, ...split[i]?.[1], ...nestedValues(observation, page, id, now, problems) });
    if (!parsed.success) {
      problems.push(`row ${i + 1}: ${parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', ')} broken`);
      return null;
    }
    records.set(id, { id, fields: parsed.data });
    return id;
  });
  const total = readTotal(observation.total, page.table, now) ?? (page.kind === 'list' && observation.rows.length === 0 ? 0 : null);
  return { records: [...records.values()], byRow, total, problems };
}
