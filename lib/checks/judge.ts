import { withoutDrifted } from '@/lib/domain/drift';
import type { Rules } from '@/lib/domain/platform';
import type { Noun, ShopRecord } from '@/lib/domain/record';
import type { Check, Facts, Finding, Judged, Verdict } from '@/lib/domain/verdict';

const files = import.meta.glob<Check>(['./*.ts', '!./judge.ts', '!./variants.ts', '!./campaign-state.ts', '!./shown-text.ts'], {
  eager: true,
  import: 'default',
});

/** All checks by id, found by glob: a new file is a new check. */
export const checks: ReadonlyMap<string, Check> = new Map(Object.values(files).map((check) => [check.id, check]));

/**
 * Every check of the record's noun that the platform has a rule for. A check that throws says unknown and stops no other.
 * What a check says only because of a field that drifted is unknown: the page may say something else by now.
 */
export function judge(record: ShopRecord, rules: Rules, facts: Facts, drifted: readonly string[] = []): Judged {
  const judged = judgeAll(record, rules, facts);
  if (drifted.length === 0) return judged;
  const without = judgeAll({ ...record, fields: withoutDrifted(record.fields, drifted) }, rules, facts);
  for (const [check, verdict] of Object.entries(without)) {
    const { severity } = verdict;
    const isLost = verdict.result === 'unknown' && judged[check]?.result !== 'unknown';
    if (isLost) judged[check] = { result: 'unknown', reason: 'drifted', severity };
  }
  return judged;
}

function judgeAll(record: ShopRecord, rules: Rules, facts: Facts): Judged {
  const judged: Judged = {};
  for (const rule of rules.rules) {
    const check = checks.get(rule.check);
    if (!check || check.noun !== record.noun) continue;
    judged[check.id] = { ...judgeOne(check, record, rule, facts), severity: rule.severity };
  }
  return judged;
}

function judgeOne(check: Check, record: ShopRecord, rule: Rules['rules'][number], facts: Facts): Verdict {
  try {
    return check.judge(record, rule, facts);
  } catch (error) {
    console.error(`check ${check.id}`, error instanceof Error ? error.message : 'failed');
    return { result: 'unknown', reason: 'not-shown' };
  }
}

/** Judged verdicts as findings, worst first. */
export function findingsOf(record: Pick<ShopRecord, 'subject' | 'noun' | 'fields'>, judged: Judged): Finding[] {
  const name = nameOf(record);
  return Object.entries(judged).map(([id, verdict]) => ({
    ...verdict,
    subject: record.subject,
    name,
    check: id,
    field: checks.get(id)?.field ?? '',
  }));
}

/** What a person would call the record; null for messages, which are named by time and a short id. */
export function nameOf(record: { noun: Noun; fields: ShopRecord['fields'] }): string | null {
  if (record.noun === 'message') return null;
  const fields: { name?: string | null; code?: string | null } = record.fields as never;
  return fields.name ?? fields.code ?? null;
}
