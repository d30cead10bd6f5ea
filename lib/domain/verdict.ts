import type { Rule } from './platform.ts';
import type { Noun, ShopRecord } from './record.ts';

export const results = ['pass', 'fail', 'unknown', 'na'] as const;
export type Result = (typeof results)[number];
export type Severity = Rule['severity'];

/** What a check says of one record. Texts are looked up by check id: `check.<id>.fail` (why), `.fix`, `.example`; params fill them. */
export type Verdict =
  | { result: 'pass' }
  | { result: 'fail'; params: Record<string, string | number> /** the part concerned, e.g. a variant id */; at?: string }
  | { result: 'unknown'; reason: UnknownReason }
  | { result: 'na' };

/** Why a check cannot tell; `unknown.<reason>` in the locale files says what would make it known. */
export const unknownReasons = ['not-seen-yet', 'not-shown', 'partly-shown', 'no-ledger', 'no-rule', 'drifted'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** A check: one file in lib/checks with its cases beside it. */
export interface Check<N extends Noun = Noun> {
  id: string;
  noun: N;
  /** Field of the record it judges; also where a jump goes. */
  field: string;
  judge(record: ShopRecord<N>, rule: Rule, facts: Facts): Verdict;
}

/** What a check may know besides the record. */
export interface Facts {
  /** SKU → quantity that the ledger file says; null = no ledger loaded for this shop. */
  ledger: ReadonlyMap<string, number> | null;
  now: string;
}

/** A verdict as screens and the log carry it. */
export type Finding = { subject: string; name: string | null; check: string; field: string; severity: Severity } & Verdict;

/** Verdicts of one record by check id, each with the severity its rule gave it. */
export type Judged = Record<string, Verdict & { severity: Severity }>;

/** A record with what was judged of it last. */
export interface JudgedRecord<N extends Noun = Noun> extends ShopRecord<N> {
  verdicts: Judged;
}
