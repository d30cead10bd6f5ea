import type { Finding } from '@/lib/domain/verdict';

/** What was found, without of whom: most rows of a list have and lack the same. */
export type Told = Finding extends infer One ? (One extends Finding ? Omit<One, 'subject' | 'name'> : never) : never;

/** Findings of many records, each list of them once. */
export interface Packed {
  kinds: readonly (readonly Told[])[];
  /** For each row the record's name and which of the lists is its own; null where the row's record is not known. */
  rows: readonly (readonly [name: string | null, kind: number] | null)[];
}

/** Packs the findings of the records in these rows. A thousand rows travel as a few lists. */
export function packFindings(byRow: readonly (string | null)[], findings: readonly Finding[]): Packed {
  const told = new Map<string, { name: string | null; list: Told[] }>();
  for (const { subject, name, ...one } of findings) {
    const of = told.get(subject) ?? { name, list: [] };
    of.list.push(one);
    told.set(subject, of);
  }
  const kinds: Told[][] = [];
  const known = new Map<string, number>();
  const rows = byRow.map((subject) => {
    if (subject === null) return null;
    const { name, list } = told.get(subject) ?? { name: null, list: [] };
    const key = JSON.stringify(list);
    const kind = known.get(key) ?? kinds.push(list) - 1;
    known.set(key, kind);
    return [name, kind] as const;
  });
  return { kinds, rows };
}
