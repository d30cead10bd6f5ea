import type { Observation, RawRow } from '@/lib/domain/observation';
import type { AdapterPage, Field } from '@/lib/domain/platform';
import { keyOf, missingIn, rawOf, readAnchor, readTotal } from './anchor';
import { readTable } from './columns';
import { closest, has, one } from './dom';
import { matchPage } from './match';
import { rowKey } from './row-key';
import { type Head, isEmpty, type Seen, type SeenPlatform } from './seen';

type Places = Map<string, Element>;

function readForm(document: Document, fields: Readonly<Record<string, Field>>, places: Places): RawRow {
  const row: RawRow = {};
  for (const [name, { anyOf, jumpTo, notWhile }] of Object.entries(fields)) {
    let place = jumpTo ? one(document, jumpTo) : null;
    for (const [i, anchor] of has(document, notWhile) ? [] : anyOf.entries()) {
      const { value, element } = readAnchor(document, anchor);
      if (value === undefined) continue;
      row[keyOf(name, i)] = value;
      place ??= element ?? null;
      break;
    }
    if (place) places.set(name, place);
  }
  return row;
}

/** Tables inside a form. One that isn't there yet, or lacks what is required, is left out: unknown, not empty. */
function readNested(document: Document, page: AdapterPage, platform: SeenPlatform, places: Places): Observation['nested'] {
  const nested: Observation['nested'] = {};
  for (const [name, table] of Object.entries(page.nested ?? {})) {
    const marks: Element[] = [];
    const { rows, elements, lacks } = readTable(document, table, marks);
    const whole = table.jumpTo ? one(document, table.jumpTo) : elements[0] && closest(elements[0], 'table');
    if (whole) places.set(name, whole);
    if (lacks !== undefined || (rows.length === 0 && !isEmpty(document, platform, table))) continue;
    nested[name] = { rows, total: table.total && readTotal(document, table.total) };
    for (const [i, row] of rows.entries()) {
      const id = rawOf(row, 'id');
      const mark = marks[i] ?? elements[i];
      if (typeof id === 'string' && mark) places.set(`${name}/${rowKey(id)}`, mark);
    }
  }
  return nested;
}

/** What a form shows. It may still show the record that was open before: its own id against the address decides. */
export function seeForm(document: Document, page: AdapterPage, platform: SeenPlatform, head: Head): Seen {
  const { form } = page;
  const params = matchPage(page, head.url);
  if (!form) return { ok: false, reason: 'adapter-broken' };
  if (!params) return { ok: false, reason: 'unknown-page' };
  if (!has(document, form.ready)) return { ok: false, reason: 'loading' };
  const places: Places = new Map();
  const row = readForm(document, form.fields, places);
  const field = missingIn(row, form.fields);
  if (field) return { ok: false, reason: 'field-missing', field };
  const id = rawOf(row, 'id');
  if (params.id !== undefined && (typeof id !== 'string' || rowKey(id) !== params.id)) return { ok: false, reason: 'loading' };
  const nested = readNested(document, page, platform, places);
  const observation = { ...head, rows: [row], nested, unsaved: has(document, page.unsaved) };
  return { ok: true, observation, rowElements: [], fieldElements: places };
}
