import type { Told } from './packed';
import { type SignKind, signKinds, signOf } from './sign-kind';

/** One part of a badge: a sign and how often. `unknown` and `pass` carry no number: how many cannot be told is no news. */
export interface Part {
  kind: SignKind;
  count: number;
}

/** The findings of one row or field as signs, worst first. */
export function partsOf(findings: readonly Told[]): Part[] {
  const counts = new Map<SignKind, number>();
  for (const finding of findings) {
    const kind = signOf(finding);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return signKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count ? [{ kind, count }] : [];
  });
}

/** What a badge shows: the failures, a mere "?" where something cannot be told, and the check only for one who asked to see all. */
export function badgeParts(parts: readonly Part[], showAll: boolean): Part[] {
  const told = parts.filter((part) => part.kind !== 'pass');
  return told.length > 0 || !showAll ? told : [...parts];
}

export const isGap = (finding: Told): boolean => finding.result === 'fail';
