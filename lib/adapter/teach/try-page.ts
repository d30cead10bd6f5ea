import type { NamedField } from '@/lib/domain/lesson-steps';
import type { AdapterPage } from '@/lib/domain/platform';
import { keyOf } from '../anchor';
import { observe, type SeenPlatform } from '../observe';
import { meaningOf, shownAs } from './meaning';

export interface TriedPage {
  ok: boolean;
  rows: number;
  fields: NamedField[];
  elements: Element[];
}

/** What a page that somebody taught gives here and now, field by field: for whoever has to say whether it is right. */
export function tryPage(document: Document, page: AdapterPage, platform: SeenPlatform, url: string, now: Date): TriedPage {
  const seen = observe(document, page, platform, url, now.toISOString());
  const rows = seen.ok ? seen.observation.rows : [];
  const own = page.kind === 'list' ? page.table?.fields : page.form?.fields;
  const fields = Object.entries(own ?? {}).map(([field, { anyOf }]): NamedField => {
    const values = rows.map((row) => {
      const at = anyOf.findIndex((_anchor, i) => row[keyOf(field, i)] !== undefined);
      const raw = row[keyOf(field, at)];
      const anchor = anyOf[at];
      return raw === undefined || !anchor ? null : { value: meaningOf(raw, anchor, now) };
    });
    const found = values.filter((value) => value !== null);
    const firsts = found.map(({ value }) => value).filter((value) => value !== undefined && value !== null);
    return {
      field,
      label: anyOf[0]?.header?.[0] ?? '',
      found: found.length,
      rows: rows.length,
      unread: found.filter(({ value }) => value === undefined).length,
      ways: anyOf.length,
      firsts: firsts.slice(0, 3).map((value) => shownAs(value).slice(0, 60)),
    };
  });
  return { ok: seen.ok, rows: rows.length, fields, elements: seen.ok ? [...seen.rowElements, ...seen.fieldElements.values()] : [] };
}
