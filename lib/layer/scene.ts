import type { BlindReason } from '@/lib/domain/observation';
import type { Told } from './packed';

/** Something on the page that findings stand beside: a row of a list, a row inside a form, or a field. */
export interface Spot<E = Element> {
  element: E;
  subject: string;
  /** Fields of the record that stand here; none for a row that is a whole record. */
  fields: readonly string[];
  /** Part of the record, for a row inside a form. */
  part: string | null;
  findings: readonly Told[];
}

/** All that the layer shows. */
export interface Scene<E = Element> {
  kind: 'loading' | 'seen' | 'blind';
  reason: BlindReason | null;
  findings: readonly Told[];
  /** In the page's order, top to bottom. */
  rows: readonly Spot<E>[];
  fields: readonly Spot<E>[];
}

export const emptyScene: Scene<never> = { kind: 'loading', reason: null, findings: [], rows: [], fields: [] };

/** What was found on the page: elements beside the ids that were read from them at that moment. */
export interface Found<E> {
  /** Rows of a list with the subject of each; null where the row's record is not known (yet). */
  rows: readonly { element: E; subject: string | null }[];
  /** Fields of a form that shows one record. */
  fields: ReadonlyMap<string, E>;
  /** Rows inside the form, with the part of the record each stands for. */
  parts: readonly { element: E; field: string; part: string }[];
}

/** Puts each finding beside the element that shows what it is about. A row whose record is not known gets nothing. */
export function sceneOf<E>(found: Found<E>, of: (subject: string) => readonly Told[], form: string | null): Scene<E> {
  const seen = { kind: 'seen', reason: null } as const;
  if (form === null) {
    const rows = found.rows.flatMap(({ element, subject }) =>
      subject === null ? [] : [{ element, subject, fields: [], part: null, findings: of(subject) }],
    );
    const subjects = new Set(rows.map(({ subject }) => subject));
    return { ...seen, findings: [...subjects].flatMap((subject) => [...of(subject)]), rows, fields: [] };
  }
  const own = of(form);
  const partOf = (finding: Told): string | null => (finding.result === 'fail' ? (finding.at ?? null) : null);
  const shown = new Set(found.parts.map(({ field, part }) => `${field} ${part}`));
  const rows = found.parts.map(({ element, field, part }) => ({
    element,
    subject: form,
    fields: [field],
    part,
    findings: own.filter((finding) => finding.field === field && partOf(finding) === part),
  }));
  // One control may stand for two fields: the button that adds pictures, for the first of them and for their number.
  const places = new Map<E, string[]>();
  for (const [field, element] of found.fields) places.set(element, [...(places.get(element) ?? []), field]);
  const fields = [...places].map(([element, names]) => ({
    element,
    subject: form,
    fields: names,
    part: null,
    findings: own.filter((finding) => names.includes(finding.field) && !shown.has(`${finding.field} ${partOf(finding)}`)),
  }));
  return { ...seen, findings: own, rows, fields };
}
