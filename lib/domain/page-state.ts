import type { Drifted } from './drift.ts';
import type { BlindReason } from './observation.ts';
import type { Recognition } from './recognition.ts';
import type { Finding } from './verdict.ts';

/** What a tab shows right now, in the words of popup, panel and chip. */
export type PageState =
  | { kind: 'elsewhere' }
  | {
      kind: 'blind';
      reason: BlindReason;
      platform: string | null;
      /** The page that its address belongs to, where one does. */
      page?: string | null;
      detail: string | null;
      seenAt: string;
    }
  | {
      kind: 'seen';
      platform: string;
      page: string;
      shop: string;
      /** Rows read, and the page's own total where it shows one. */
      rows: number;
      total: number | null;
      /** Unsaved edits are judged for the eye and not recorded. */
      unsaved: boolean;
      findings: Finding[];
      seenAt: string;
      /** Fields that are not read where they were. */
      drifted?: Drifted[];
      /** Of a page that no adapter knows. */
      recognition?: Recognition;
      /** `hidden by page`: it keeps removing the layer, which has given in. */
      detail?: string | null;
    };

/** How many records need something, by the worst finding of each; clean = all passed. */
export interface Counts {
  blocks: number;
  weakens: number;
  improves: number;
  unknown: number;
  passed: number;
}

/** Findings counted by kind (not records). */
export function countFindings(findings: readonly Finding[]): Counts {
  const counts: Counts = { blocks: 0, weakens: 0, improves: 0, unknown: 0, passed: 0 };
  for (const finding of findings) {
    if (finding.result === 'fail') counts[finding.severity]++;
    else if (finding.result === 'unknown') counts.unknown++;
    else if (finding.result === 'pass') counts.passed++;
  }
  return counts;
}
