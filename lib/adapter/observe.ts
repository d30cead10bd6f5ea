import type { BlindReason, Observation, Raw, RawRow } from '@/lib/domain/observation';
import type { AdapterPage, Platform, Table } from '@/lib/domain/platform';
import { missingIn, rawOf, readTotal } from './anchor';
import { readTable } from './columns';
import { closest, has, one, textOf } from './dom';
import { readForm, showsRecord } from './form';
import { matchRoute } from './match';
import { rowKey } from './row-key';

/** What of a platform a content script needs in order to see. */
export type SeenPlatform = Pick<Platform, 'id' | 'signature' | 'signedIn' | 'account'> & Partial<Pick<Platform, 'signedOut' | 'busy'>>;

export type Seen =
  | {
      ok: true;
      observation: Observation;
      /** The row elements of a list, aligned with `observation.rows`; empty for a form. */
      rowElements: Element[];
      /** The page's own element to mark and focus, by field; `variants` and `variants/<id>` for nested tables and their rows. */
      fieldElements: Map<string, Element>;
    }
  | { ok: false; reason: BlindReason /** The required field that was not found. */; field?: string };

/** Account or channel as the page shows it; '' = the site is one shop, null = it cannot be told. */
export function accountOf(document: Document, { account }: Pick<Platform, 'account'>): string | null {
  const shown = account.css ? one(document, account.css) : null;
  if (!shown) return account.absent === 'site' ? '' : null;
  const label = textOf(shown).replace(/\s+/g, ' ').trim();
  if (account.map && Object.hasOwn(account.map, label)) return account.map[label] ?? null;
  return label || null;
}

function whyBlind(document: Document, platform: SeenPlatform): BlindReason | null {
  if (!has(document, platform.signature)) return document.readyState === 'loading' ? 'loading' : 'not-this-platform';
  if (has(document, platform.signedIn)) return null;
  return platform.signedOut && !has(document, platform.signedOut) ? 'loading' : 'signed-out';
}

/** No rows and nothing that says so: the page may be loading or have changed. That is never an empty list. */
function isEmpty(document: Document, platform: SeenPlatform, table: Table): boolean {
  return has(document, table.empty) && !has(document, platform.busy);
}

type List = { rows: RawRow[]; elements: Element[]; total: Raw | undefined } | Extract<Seen, { ok: false }>;

function readList(document: Document, platform: SeenPlatform, table: Table): List {
  const { rows, elements, lacks } = readTable(document, table);
  if (rows.length === 0 && !isEmpty(document, platform, table)) {
    return { ok: false, reason: has(document, platform.busy) ? 'loading' : 'rows-missing' };
  }
  if (lacks !== undefined) return { ok: false, reason: 'field-missing', field: lacks };
  return { rows, elements, total: readTotal(document, table) };
}

/** Tables inside a form. One that isn't there yet, or lacks what is required, is left out: unknown, not empty. */
function readNested(document: Document, platform: SeenPlatform, page: AdapterPage, places: Map<string, Element>): Observation['nested'] {
  const nested: Observation['nested'] = {};
  for (const [name, table] of Object.entries(page.nested ?? {})) {
    const marks: Element[] = [];
    const { rows, elements, lacks } = readTable(document, table, marks);
    const whole = table.jumpTo ? one(document, table.jumpTo) : elements[0] && closest(elements[0], 'table');
    if (whole) places.set(name, whole);
    if (lacks !== undefined || (rows.length === 0 && !isEmpty(document, platform, table))) continue;
    nested[name] = { rows, total: readTotal(document, table) };
    for (const [i, row] of rows.entries()) {
      const id = rawOf(row, 'id');
      const mark = marks[i] ?? elements[i];
      if (typeof id === 'string' && mark) places.set(`${name}/${rowKey(id)}`, mark);
    }
  }
  return nested;
}

function see(document: Document, page: AdapterPage, platform: SeenPlatform, url: string, now: string): Seen {
  const blind = whyBlind(document, platform);
  if (blind) return { ok: false, reason: blind };
  const account = accountOf(document, platform);
  if (account === null) return { ok: false, reason: 'unknown-shop' };
  const head = { platform: platform.id, page: page.id, url, at: now, source: 'dom' as const, account, nested: {}, unsaved: false };
  if (page.kind === 'list') {
    if (!page.table) return { ok: false, reason: 'adapter-broken' };
    const list = readList(document, platform, page.table);
    if ('ok' in list) return list;
    const { rows, elements, total } = list;
    return { ok: true, observation: { ...head, rows, total }, rowElements: elements, fieldElements: new Map() };
  }
  const { form } = page;
  const params = matchRoute(page.route, url);
  if (!params) return { ok: false, reason: 'unknown-page' };
  if (!form) return { ok: false, reason: 'adapter-broken' };
  if (!has(document, form.ready)) return { ok: false, reason: 'loading' };
  const places = new Map<string, Element>();
  const row = readForm(document, form.fields, places);
  const field = missingIn(row, form.fields);
  if (field) return { ok: false, reason: 'field-missing', field };
  if (!showsRecord(row, params)) return { ok: false, reason: 'loading' };
  const nested = readNested(document, platform, page, places);
  const observation = { ...head, rows: [row], nested, unsaved: has(document, page.unsaved) };
  return { ok: true, observation, rowElements: [], fieldElements: places };
}

/**
 * What the page shows now, as raw values, or why it cannot be seen. Reads only; never throws.
 * `now` is ISO UTC. One query of the document per anchor, whatever the number of rows.
 */
export function observe(document: Document, page: AdapterPage, platform: SeenPlatform, url: string, now: string): Seen {
  try {
    return see(document, page, platform, url, now);
  } catch {
    return { ok: false, reason: 'adapter-broken' };
  }
}
