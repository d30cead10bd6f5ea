import type { Noun } from './record.ts';

/** What tells that a field is not what it was: it stands elsewhere, it looks different, it says something different. */
export const driftSigns = ['where', 'looks', 'says'] as const;
export type DriftSign = (typeof driftSigns)[number];

/** A field that is not read where it was: its values are not recorded, and figures that count on it are suspect since then. */
export interface Drifted {
  /** Of the adapter's page; `<page>#<n>` where it is read from the page's n-th response. */
  page: string;
  noun: Noun;
  /** `variants.price` for a field of nested rows. */
  field: string;
  signs: DriftSign[];
  /** ISO UTC: when it was last read as usual, and when it was noticed. */
  lastGood: string;
  since: string;
}

/** How a field was found when all was well: the last few sights, newest last. */
export interface FieldHealth {
  /** Share of the rows in which it was found. */
  found: number[];
  /** Which of its anchors found it in most rows. */
  anchors: number[];
  /** What most of its values looked like. */
  looks: string[];
  /** Medians of its numbers. */
  medians: number[];
  /** It had many different values. */
  varied: boolean;
  /** ISO UTC. */
  lastGood: string;
  /** Sights as usual, one after another, while an alarm stands. */
  good: number;
}

/** What this device noticed of a page of a site. It is no part of the log. */
export interface PageHealth {
  /** `<origin> <page>`. */
  key: string;
  origin: string;
  /** Sights with rows enough to learn from. */
  sights: number;
  fields: Record<string, FieldHealth>;
  /** ISO UTC of the last sight, and of the last time the page was looked for in vain. */
  seenAt: string | null;
  missedAt: string | null;
}

/** `price` of `variants.price`. */
export const plainField = (field: string): string => field.split('.').at(-1) ?? field;

type Values = Record<string, unknown>;

/** A record's fields without those that drifted; of nested rows, with what was known of them before. */
export function withoutDrifted<F extends object>(fields: F, drifted: readonly string[], before: object = {}): F {
  const left = { ...fields } as Values;
  for (const path of drifted) {
    const [field = '', inner] = path.split('.');
    if (inner === undefined) delete left[field];
    else if (Array.isArray(left[field])) left[field] = withoutInner(left[field] as Values[], inner, (before as Values)[field]);
  }
  return left as F;
}

function withoutInner(rows: readonly Values[], name: string, before: unknown): Values[] {
  const old = new Map((Array.isArray(before) ? (before as Values[]) : []).map((row) => [row.id, row[name]]));
  return rows.map(({ [name]: _drifted, ...rest }) => (old.get(rest.id) === undefined ? rest : { ...rest, [name]: old.get(rest.id) }));
}
