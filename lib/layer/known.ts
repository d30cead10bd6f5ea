import type { Finding } from '@/lib/domain/verdict';

/**
 * What has been said of the records of a page, by the id that a row shows at this moment: whatever element a row stands in by now, it
 * gets the findings of its own record or none.
 */
export function knownFindings() {
  const subjects = new Map<string | null, string>();
  const findings = new Map<string, Finding[]>();
  return {
    /** Takes an answer: the record in each row, by the id that the row showed, and what was found of these records. */
    learn(ids: readonly (string | null)[], byRow: readonly (string | null)[], found: readonly Finding[]): void {
      for (const [i, subject] of byRow.entries()) {
        if (subject === null) continue;
        const id = ids[i] ?? null;
        if (id !== null) subjects.set(id, subject);
        findings.set(subject, []);
      }
      for (const finding of found) findings.get(finding.subject)?.push(finding);
    },
    subjectOf: (id: string | null): string | null => subjects.get(id) ?? null,
    of: (subject: string): readonly Finding[] => findings.get(subject) ?? [],
    forget(): void {
      subjects.clear();
      findings.clear();
    },
  };
}
