/** The five signs of the product, worst first. */
export const signKinds = ['blocks', 'weakens', 'improves', 'unknown', 'pass'] as const;
export type SignKind = (typeof signKinds)[number];

/** The sign of a verdict; null for what does not apply. */
export function signOf(verdict: { result: string; severity: string }): SignKind | null {
  if (verdict.result === 'fail') return verdict.severity as SignKind;
  return verdict.result === 'pass' || verdict.result === 'unknown' ? verdict.result : null;
}
