import type { RawRow } from '@/lib/domain/observation';
import type { Field } from '@/lib/domain/platform';
import { keyOf, rawOf, readAnchor } from './anchor';
import { one } from './dom';
import type { Params } from './match';
import { rowKey } from './row-key';

/** The fields of a form; `places` gets the page's own element of each, to mark and to focus. */
export function readForm(document: Document, fields: Readonly<Record<string, Field>>, places: Map<string, Element>): RawRow {
  const row: RawRow = {};
  for (const [name, { anyOf, jumpTo }] of Object.entries(fields)) {
    let place = jumpTo ? one(document, jumpTo) : null;
    for (const [i, anchor] of anyOf.entries()) {
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

/** A form may still show the record that was open before: its own id decides. */
export function showsRecord(row: RawRow, { id }: Params): boolean {
  const raw = rawOf(row, 'id');
  return id === undefined || (typeof raw === 'string' && rowKey(raw) === id);
}
