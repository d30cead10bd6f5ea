import type { Observation, Raw, RawRow } from '@/lib/domain/observation';
import type { AdapterPage, Field, JsonField, Meanings, Table } from '@/lib/domain/platform';
import { several } from './read/several';
import { type ReadContext, readers } from './readers';

interface Reading {
  read: string;
  map?: Meanings;
}

/** How each field of a row is read: by the anchor that found it. */
export type Readings = ReadonlyMap<string, readonly Reading[]>;

const ofAnchors = (fields: Record<string, Field>): Readings => new Map(Object.entries(fields).map(([name, { anyOf }]) => [name, anyOf]));
const ofPaths = (fields: Record<string, JsonField>): Readings => new Map(Object.entries(fields).map(([name, field]) => [name, [field]]));
const idAlone: Readings = new Map([['id', [{ read: 'id' }]]]);

/** The recogniser has read the page already: its values only have to be taken over. */
const recognised: Readings = new Map(
  Object.entries({
    id: ['id'],
    name: ['text'],
    sku: ['text'],
    code: ['text'],
    state: ['text'],
    description: ['text'],
    categories: ['list'],
    mainPicture: ['flag'],
    live: ['flag'],
    enabled: ['flag'],
    read: ['flag'],
    answered: ['flag'],
    price: ['decimal'],
    total: ['decimal'],
    stock: ['stockParts'],
    startsAt: ['moment'],
    endsAt: ['moment'],
    placedAt: ['moment', 'relativeTime'],
    receivedAt: ['moment', 'relativeTime'],
  }).map(([name, reads]) => [name, reads.map((read) => ({ read }))]),
);

/** A file's cells have been read already, too; variants of a listing stand together in one value. */
const ofFile: Readings = new Map([
  ...recognised,
  ['description', [{ read: 'htmlText' }]],
  ['pictures', [{ read: 'count' }]],
  ['variants', [{ read: 'variants' }]],
  ['variantTotal', [{ read: 'count' }]],
]);

export interface PageReadings {
  rows: Readings;
  /** Of the nested rows of one field. */
  nested(field: string): Readings;
  /** Of the rows inside each row, by field. */
  parts: ReadonlyMap<string, Readings>;
}

/** How an observation of a page is read. */
export function readingsOf(observation: Observation, page: AdapterPage): PageReadings {
  if (observation.source === 'dom') {
    return {
      rows: ofAnchors((page.kind === 'list' ? page.table?.fields : page.form?.fields) ?? {}),
      nested: (field) => ofAnchors(page.nested?.[field]?.fields ?? {}),
      parts: new Map(),
    };
  }
  if (observation.source === 'recognised') return { rows: recognised, nested: () => recognised, parts: new Map() };
  if (observation.source === 'file') return { rows: ofFile, nested: () => ofFile, parts: new Map() };
  const response = page.responses[observation.response ?? 0];
  const fields = ofPaths(response?.fields ?? {});
  if (response?.nested) return { rows: idAlone, nested: () => fields, parts: new Map() };
  const parts = Object.entries(response?.parts ?? {}).map(([field, part]) => [field, ofPaths(part.fields)] as const);
  return { rows: fields, nested: () => new Map(), parts: new Map(parts) };
}

/** How the total of a table reads; JSON has a number. */
export function readTotal(raw: Raw | undefined, table: Table | undefined, now: Date): number | undefined {
  if (raw === undefined) return undefined;
  const value = readers.get(table?.total?.read ?? 'numberOf')?.(raw, { map: table?.total?.map, now });
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

export interface ReadRow {
  values: Record<string, unknown>;
  /** Fields that were worked out from "5m ago". */
  relative: Set<string>;
  /** Fields that were found and not understood. */
  unread: string[];
}

/** The values of a row. A field that isn't understood is left out: unknown, and named in `unread`. */
export function readRow(row: RawRow, readings: Readings, now: Date): ReadRow {
  const read: ReadRow = { values: {}, relative: new Set(), unread: [] };
  for (const [key, raw] of Object.entries(row)) {
    const [name = '', place = '0'] = key.split('@');
    const reading = readings.get(name)?.[Number(place)];
    const value = reading && understand(raw, reading, { map: reading.map, now });
    if (value === undefined) read.unread.push(name);
    else if (value !== several) read.values[name] = value;
    if (reading?.read === 'relativeTime') read.relative.add(name);
  }
  return read;
}

/** A reader that throws is a reader that didn't understand: the page's text is anybody's. */
function understand(raw: Raw, { read }: Reading, context: ReadContext): unknown {
  try {
    return readers.get(read)?.(raw, context);
  } catch {
    return undefined;
  }
}
