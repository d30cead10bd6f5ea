import type { Observation, Raw, RawRow } from '@/lib/domain/observation';
import type { AdapterPage, JsonField, Response } from '@/lib/domain/platform';
import { matchPage } from './match';
import { pick, segmentsOf, walk } from './paths';
import { rowKey } from './row-key';

/** Where a response was seen. */
export interface JsonSource {
  platform: string;
  page: AdapterPage;
  /** Index in `page.responses`. */
  response: number;
  /** What the response says of whose it is, else what the page shows (`accountOf`). */
  account: string | null;
}

const mostRows = 10_000;

/** Of several places the first that is not empty; empty where all that are there are. */
function firstOf(item: unknown, paths: readonly string[]): Raw | undefined {
  const found = paths.map((path) => pick(item, path)).filter((raw) => raw !== undefined);
  return found.find((raw) => raw !== null) ?? found[0];
}

function rawOf(item: unknown, { path }: JsonField): Raw | undefined {
  if (typeof path === 'string') return pick(item, path);
  if (Array.isArray(path)) return firstOf(item, path);
  const parts: Record<string, Raw> = {};
  for (const [name, each] of Object.entries(path)) {
    const part = pick(item, each);
    if (part !== undefined) parts[name] = part;
  }
  return Object.keys(parts).length > 0 ? parts : undefined;
}

function rowOf(item: unknown, { fields, parts = {} }: Pick<Response, 'fields' | 'parts'>): RawRow {
  const row: RawRow = {};
  for (const [name, field] of Object.entries(fields)) {
    const raw = rawOf(item, field);
    if (raw !== undefined) row[name] = raw;
  }
  for (const [name, part] of Object.entries(parts)) {
    const list = walk(item, segmentsOf(part.items));
    if (Array.isArray(list)) row[name] = list.slice(0, mostRows).map((each: unknown) => rowOf(each, part));
  }
  return row;
}

/** The one record that nested rows belong to; undefined where they belong to several or to none. */
function ownerOf(rows: readonly RawRow[]): Raw | undefined {
  const owner = rows[0]?.owner;
  return rows.every((row) => row.owner === owner) ? owner : undefined;
}

/** A form's responses count only for the record that the page is about: a late one may be of the record before. */
function belongs(id: Raw | undefined, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return (typeof id === 'string' || typeof id === 'number') && rowKey(String(id)) === wanted;
}

/**
 * The observation in a pruned response, or null where it isn't one of this page: another shape, another address, another record.
 * The payload comes out of the page's world: any shape at all. Never throws. `at` is ISO UTC, `url` the page's address.
 */
export function fromJson(
  { platform, page, response: index, account }: JsonSource,
  payload: unknown,
  at: string,
  url: string,
): Observation | null {
  const response = page.responses[index];
  const params = matchPage(page, url);
  if (!response || !params) return null;
  const items = walk(payload, segmentsOf(response.items));
  if (items === null || typeof items !== 'object') return null;
  const list: unknown[] = Array.isArray(items) ? items : [items];
  const rows = list.slice(0, mostRows).map((item) => rowOf(item, response));
  const total = response.total === undefined ? undefined : pick(payload, response.total);
  const head = { platform, page: page.id, url, at, source: 'json' as const, response: index, account, unsaved: false };
  const wanted = page.kind === 'form' ? params.id : undefined;
  if (response.nested) {
    const id = ownerOf(rows);
    if (id === undefined || !belongs(id, wanted)) return null;
    return { ...head, rows: [{ id }], nested: { [response.nested]: { rows, total } } };
  }
  if (page.kind === 'form' && (rows.length !== 1 || !belongs(rows[0]?.id, wanted))) return null;
  return { ...head, rows, total, nested: {} };
}
