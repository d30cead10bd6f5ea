import { hashOf } from '../domain/hash.ts';
import type { FoldRules } from './rows.ts';

/** Raise it when a fold comes to something else than before. */
const version = 3;

/** Changes when the same log comes to something else: rows that were folded under another mark have to be folded again. */
export function foldMark({ flows, metrics }: FoldRules): string {
  const versions = [...metrics.values()].map((metric) => `${metric.id} ${metric.version}`).sort();
  const byId = [...flows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return hashOf([version, versions, byId]).slice(0, 16);
}
