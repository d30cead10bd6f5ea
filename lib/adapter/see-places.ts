import type { RawRow } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import { all, textOf } from './dom';
import type { Head, Seen } from './seen';

/** What a row says its record is: `ID: 123`, `ID：123`. */
export const idIn = (text: string): string | null => /\bID\s*[:：]\s*(\d{4,})/.exec(text)?.[1] ?? null;

/** Where the records of a page stand that is read by its responses alone. Rows that name none are placeholders. */
export function seePlaces(document: Document, places: AdapterPage['places'], head: Head): Seen {
  const rows: RawRow[] = [];
  const rowElements: Element[] = [];
  for (const element of places ? all(document, places.rows) : []) {
    const id = idIn(textOf(element));
    if (id === null) continue;
    rows.push({ id });
    rowElements.push(element);
  }
  return { ok: true, observation: { ...head, rows }, rowElements, fieldElements: new Map() };
}
