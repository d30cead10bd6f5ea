import { rawOf } from '@/lib/adapter/anchor';
import { pageFor } from '@/lib/adapter/match';
import { isAlone, observe, type Seen } from '@/lib/adapter/observe';
import { recognisedPage } from '@/lib/adapter/recognised-pages';
import { isTaught } from '@/lib/domain/is-taught';
import type { BlindReason, RawRow } from '@/lib/domain/observation';
import type { AdapterPage } from '@/lib/domain/platform';
import { recognised } from '@/lib/domain/recognised';
import type { Recognition } from '@/lib/domain/recognition';
import type { SiteBrief } from '@/lib/extension/messages';
import type { Found } from '@/lib/layer/scene';
import type { StrangePage } from './strange-page';

/** A page that was seen. */
export interface Sight {
  page: AdapterPage;
  seen: Extract<Seen, { ok: true }>;
  /** Equal for sights that say the same, whenever they were had. */
  text: string;
  rows: ReadonlySet<Element>;
  /** The id that each row shows. */
  ids: readonly (string | null)[];
  /** What was recognised, where no adapter knows the page. */
  recognition?: Recognition;
  /** The page shows no more than where its records stand: what they are is known by its responses alone. */
  isAlone?: boolean;
}
export type Reading = Sight | { page: AdapterPage | null; reason: BlindReason; detail: string | null };

/** The page that the site's adapter knows at this address. */
export const pageAt = ({ pages }: SiteBrief): AdapterPage | null => pageFor(pages, location.href)?.page ?? null;

/** What the address and the document say now. */
export function readPage(brief: SiteBrief, strange: StrangePage): Reading {
  const { platform } = brief;
  const page = pageAt(brief);
  if (!page) return platform.id === recognised ? readStrange(strange, brief.lessons) : { page, reason: 'unknown-page', detail: null };
  const seen = observe(document, page, platform, location.href, new Date().toISOString());
  if (!seen.ok) return { page, reason: isTaught(page.id) ? taughtReason(seen.reason) : seen.reason, detail: seen.field ?? null };
  if (isTaught(page.id) && isBare(seen.observation.rows)) return { page, reason: 'adapter-broken', detail: null };
  return { ...sightOf(page, seen), isAlone: isAlone(page) };
}

/** Rows with their ids and nothing else. */
const isBare = (rows: readonly RawRow[]): boolean => rows.every((row) => Object.keys(row).every((key) => key.split('@')[0] === 'id'));

/** What a person taught holds no word for an empty list: where it finds nothing, it has to be taught again. */
const taughtReason = (reason: BlindReason): BlindReason =>
  reason === 'rows-missing' || reason === 'field-missing' ? 'adapter-broken' : reason;

function readStrange(strange: StrangePage, lessons: SiteBrief['lessons']): Reading {
  const sight = strange.see(lessons);
  if (!sight) return { page: null, reason: 'loading', detail: null };
  const page = recognisedPage(sight.page);
  if (!page || !sight.seen.ok) return { page, reason: sight.seen.ok ? 'unknown-page' : sight.seen.reason, detail: null };
  return { ...sightOf(page, sight.seen), recognition: sight.recognition };
}

function sightOf(page: AdapterPage, seen: Sight['seen']): Sight {
  const ids = seen.observation.rows.map((row) => {
    const raw = rawOf(row, 'id');
    return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : null;
  });
  return { page, seen, text: JSON.stringify({ ...seen.observation, at: '' }), rows: new Set(seen.rowElements), ids };
}

/** The same words in the same elements: nothing has to be drawn anew. */
export function isSameSight(a: Sight, b: Sight): boolean {
  const elements = ({ seen }: Sight): Element[] => [...seen.rowElements, ...seen.fieldElements.values()];
  const others = elements(b);
  return a.text === b.text && elements(a).every((each, i) => each === others[i]);
}

/** The elements beside what was read from them. */
export function foundOn(page: AdapterPage, seen: Sight['seen'], subjects: readonly (string | null)[]): Found<Element> {
  const fields = new Map<string, Element>();
  const parts: { element: Element; field: string; part: string }[] = [];
  for (const [name, element] of seen.fieldElements) {
    const [field = '', ...part] = name.split('/');
    if (part.length === 0) fields.set(name, element);
    else parts.push({ element: rowAround(element, page.nested?.[field]?.rows), field, part: part.join('/') });
  }
  const rows = seen.rowElements.map((element, i) => ({ element, subject: subjects[i] ?? null }));
  return { rows, fields, parts };
}

/** A row inside a form is given by the cell that names it; the badge stands at the row's end. */
function rowAround(cell: Element, rows: string | undefined): Element {
  return (rows !== undefined && Element.prototype.closest.call(cell, rows)) || cell;
}
