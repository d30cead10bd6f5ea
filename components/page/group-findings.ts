import { type Counts, countFindings } from '@/lib/domain/page-state';
import type { Finding } from '@/lib/domain/verdict';
import { type SignKind, signKinds, signOf } from '@/lib/layer/sign-kind';

export interface FieldGroup {
  field: string;
  /** The worst that stands in it. */
  worst: SignKind;
  counts: Counts;
  /** Subjects with something to do or something unseen, worst first. */
  subjects: { subject: string; name: string | null; findings: Finding[] }[];
}

const rank = (finding: Finding) => signKinds.indexOf(signOf(finding) ?? 'pass');
const worstOf = (findings: readonly Finding[]) =>
  signKinds[findings.reduce((worst, finding) => Math.min(worst, rank(finding)), signKinds.length - 1)] ?? 'pass';

function bucket<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const buckets = new Map<string, T[]>();
  for (const item of items) {
    const own = buckets.get(key(item));
    if (own) own.push(item);
    else buckets.set(key(item), [item]);
  }
  return buckets;
}

/** Findings by field, worst field first; in it by subject. What does not apply (`na`) is nobody's business. */
export function groupFindings(findings: readonly Finding[]): FieldGroup[] {
  const known = findings.filter(({ result }) => result !== 'na');
  const groups = [...bucket(known, ({ field }) => field)].map(([field, own]): FieldGroup => {
    const open = own.filter(({ result }) => result !== 'pass').sort((a, b) => rank(a) - rank(b));
    const subjects = [...bucket(open, ({ subject }) => subject)].map(([subject, list]) => ({
      subject,
      name: list[0]?.name ?? null,
      findings: list,
    }));
    return { field, worst: worstOf(own), counts: countFindings(own), subjects };
  });
  return groups.sort((a, b) => signKinds.indexOf(a.worst) - signKinds.indexOf(b.worst) || b.subjects.length - a.subjects.length);
}
