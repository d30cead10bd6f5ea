import type { Lesson } from '@/lib/domain/lesson';
import type { RawRow } from '@/lib/domain/observation';
import { recognised } from '@/lib/domain/recognised';
import type { Recognition } from '@/lib/domain/recognition';
import type { Noun } from '@/lib/domain/record';
import { recognisedPage } from '../recognised-pages';
import type { Seen } from '../seen';
import type { Finding, Found, FoundRecord, Value } from './found';
import { recognise } from './recognise';
import type { Stretch } from './surface';
import { learn } from './words';

/** Names of fields as records have them, where a page's own word is another. */
const named: Record<string, string> = { picture: 'mainPicture' };
/** Worked out, or told apart, on the way. */
const notKept = new Set(['stock', 'held', 'available', 'variants', 'from', 'period']);

const json = (value: Value): RawRow[string] => value as RawRow[string];

function stockOf(fields: ReadonlyMap<string, { value: Value }>): RawRow[string] | undefined {
  const onHand = fields.get('stock')?.value;
  const held = fields.get('held')?.value;
  return typeof onHand === 'number' || typeof held === 'number' ? json({ onHand: onHand ?? null, held: held ?? null } as never) : undefined;
}

/** `receivedAt@1` is a time that was worked out from "5m ago": the reader of that name takes it. */
function rowOf({ fields }: FoundRecord): RawRow {
  const row: RawRow = {};
  for (const [field, { value }] of fields) {
    if (notKept.has(field)) continue;
    const ago = typeof value === 'string' ? /^-(\d+)([mhd])$/.exec(value) : null;
    if (ago && /At$/.test(field)) row[`${field}@1`] = `${ago[1]}${ago[2]} ago`;
    else row[named[field] ?? field] = json(value);
  }
  const stock = stockOf(fields);
  if (stock !== undefined) row.stock = stock;
  return row;
}

/** Rows of variants need an id of their own: the page's, else their code, else their name. */
function variantsOf(finding: Finding): RawRow[] {
  return (finding.value as Record<string, unknown>[]).flatMap((variant) => {
    const id = [variant.id, variant.sku, variant.name].find((one) => typeof one === 'string' && one !== '');
    if (typeof id !== 'string') return [];
    const { stock, ...rest } = variant;
    return [{ ...rest, id, ...(typeof stock === 'number' && { stock: { onHand: stock } }) } as RawRow];
  });
}

/** Of a conversation only what customers wrote is a message; it is answered where the shop wrote after it. */
function threadRows(records: readonly FoundRecord[]): { rows: RawRow[]; kept: FoundRecord[] } {
  const from = (record: FoundRecord | undefined): Value | undefined => record?.fields.get('from')?.value;
  const kept = records.filter((record) => from(record) === 'customer');
  const lastAnswer = records.findLastIndex((record) => from(record) === 'shop');
  return { kept, rows: kept.map((record) => ({ ...rowOf(record), answered: records.indexOf(record) < lastAnswer })) };
}

/** What was taken for which field, as far as any record shows it, and the labels that named none. */
function recognitionOf({ confidence, records, labels }: Found, noun: Noun): Recognition {
  const fields = new Map<string, Recognition['fields'][number]>();
  for (const record of records) {
    for (const [field, { label, reason, confidence: sure }] of record.fields) {
      if (field !== 'id' && !fields.has(field)) fields.set(field, { field, label: label.slice(0, 60), reason, confidence: sure });
    }
  }
  const used = new Set([...fields.values()].map(({ label }) => label));
  const unread = [...new Set(labels)].filter((label) => label !== '' && label.length <= 40 && !used.has(label));
  return { noun, confidence, fields: [...fields.values()], unread: unread.slice(0, 40) };
}

/** As much of a long list as a screen shows. */
const firstStretch: Stretch = { from: 0, to: 60 };

export interface RecognisedSight {
  page: string;
  seen: Seen;
  recognition: Recognition;
  /** The list goes on: what to look at next. */
  next: Stretch | null;
}

/** A page of a back office that nobody has mapped, as an adapter would have seen it; or why it cannot be seen. Of a long list one stretch. */
export function seeRecognised(
  document: Document,
  url: string,
  now: string,
  lessons: readonly Lesson[],
  stretch = firstStretch,
): RecognisedSight {
  learn(lessons);
  const { next, ...found } = recognise(document, url, stretch);
  const page = recognisedPage(found.kind);
  const recognition = recognitionOf(found, page?.noun ?? 'listing');
  const reason = document.readyState === 'loading' ? 'loading' : 'unknown-page';
  if (!page || found.records.length === 0) return { page: found.kind, seen: { ok: false, reason }, recognition, next: null };
  const thread = found.kind === 'message-thread' ? threadRows(found.records) : null;
  const records = thread?.kept ?? found.records;
  if (records.length === 0) return { page: found.kind, seen: { ok: false, reason }, recognition, next: null };
  const isNew = page.kind === 'form' && !records[0]?.fields.has('id');
  // A record that has no number yet is judged for the eye and kept nowhere.
  // Where nothing else tells orders apart, their number does.
  const numbered = (record: FoundRecord): RawRow => {
    const row = rowOf(record);
    return page.noun === 'order' && row.id === undefined && row.code !== undefined ? { ...row, id: row.code } : row;
  };
  const rows = isNew ? [{ ...rowOf(records[0] as FoundRecord), id: 'new' }] : (thread?.rows ?? records.map(numbered));
  const fieldElements = new Map<string, Element>();
  const [form] = page.kind === 'form' ? records : [];
  const variants = form?.fields.get('variants');
  for (const [field, { element }] of form?.fields ?? []) if (element) fieldElements.set(named[field] ?? field, element);
  return {
    page: found.kind,
    recognition,
    next,
    seen: {
      ok: true,
      observation: {
        platform: recognised,
        page: found.kind,
        url,
        at: now,
        source: 'recognised',
        account: '',
        rows,
        nested: variants ? { variants: { rows: variantsOf(variants) } } : {},
        unsaved: isNew,
      },
      rowElements: page.kind === 'list' ? records.flatMap(({ element }) => (element ? [element] : [])) : [],
      fieldElements,
    },
  };
}
