import { z } from 'zod';
import { checks } from '@/lib/checks/judge';
import type { Rule } from '@/lib/domain/platform';
import { type Noun, type ShopRecord, subjectOf } from '@/lib/domain/record';
import { type Check, type Facts, unknownReasons, type Verdict } from '@/lib/domain/verdict';

const kinds = ['pass', 'fail', 'na', ...unknownReasons.map((reason) => `unknown:${reason}` as const)] as const;

const verdict = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('pass') }),
  z.strictObject({ result: z.literal('fail'), params: z.record(z.string(), z.union([z.string(), z.number()])), at: z.string().optional() }),
  z.strictObject({ result: z.literal('unknown'), reason: z.enum(unknownReasons) }),
  z.strictObject({ result: z.literal('na') }),
]);

/** `lib/checks/<id>.cases.json`: every kind of verdict the check can give, and examples of each. */
const CaseFile = z.strictObject({
  gives: z.array(z.enum(kinds)).min(2),
  cases: z
    .array(
      z.strictObject({
        title: z.string().min(3),
        fields: z.record(z.string(), z.json()),
        values: z.record(z.string(), z.number()).default({}),
        facts: z
          .strictObject({ ledger: z.record(z.string(), z.int()).nullable().default(null), now: z.iso.datetime().optional() })
          .optional(),
        expect: verdict,
      }),
    )
    .min(5),
});
export type CaseFile = z.infer<typeof CaseFile>;

const files = import.meta.glob<unknown>('../../lib/checks/*.cases.json', { eager: true, import: 'default' });

/** Case files by check id. A broken one throws, naming itself. */
export const caseFiles: ReadonlyMap<string, CaseFile> = new Map(
  Object.entries(files).map(([path, file]) => {
    const id = path.replace(/^.*\/|\.cases\.json$/g, '');
    const parsed = CaseFile.safeParse(file);
    if (!parsed.success) throw new Error(`lib/checks/${id}.cases.json: ${z.prettifyError(parsed.error)}`);
    return [id, parsed.data];
  }),
);

export const now = '2026-11-24T10:00:00.000Z';

export function recordOf(noun: Noun, fields: object): ShopRecord {
  return { subject: subjectOf('shop', noun, '1'), shop: 'shop', noun, id: '1', fields, seenAt: now, url: 'https://shop.example/1' };
}

export function ruleOf(check: string, values: Record<string, number>): Rule {
  return { check, severity: 'weakens', values, source: 'test', confidence: 'house', date: '2026-11-24', reviewBy: '2027-11-24' };
}

/** What a check says of these fields. */
export function said(check: Check, fields: object, values: Record<string, number>, facts: Partial<Facts> = {}): Verdict {
  return check.judge(recordOf(check.noun, fields), ruleOf(check.id, values), { ledger: null, now, ...facts });
}

export function checkOf(id: string): Check {
  const check = checks.get(id);
  if (!check) throw new Error(`lib/checks/${id}.ts is missing, but its cases are there.`);
  return check;
}

export const kindOf = (verdict: Verdict): string => (verdict.result === 'unknown' ? `unknown:${verdict.reason}` : verdict.result);
