import type { Table } from '@/lib/domain/platform';
import { readTotal } from './anchor';
import { readTable } from './columns';
import { has } from './dom';
import { type Head, isEmpty, type Seen, type SeenPlatform } from './seen';

/** What a list shows. */
export function seeList(document: Document, table: Table, platform: SeenPlatform, head: Head): Seen {
  const { rows, elements, lacks } = readTable(document, table);
  if (rows.length === 0 && !isEmpty(document, platform, table)) {
    return { ok: false, reason: has(document, platform.busy) ? 'loading' : 'rows-missing' };
  }
  if (lacks !== undefined) return { ok: false, reason: 'field-missing', field: lacks };
  const total = table.total && readTotal(document, table.total);
  return { ok: true, observation: { ...head, rows, total }, rowElements: elements, fieldElements: new Map() };
}
