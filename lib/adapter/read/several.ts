/** Seen and understood to be more than one value: no one value, and no fault of the reader. */
export const several = Symbol('several');

/** The value that all are; `several` where they differ, undefined where one is not understood, null where there is none. */
export function oneOf(values: readonly unknown[]): unknown {
  if (values.length === 0) return null;
  if (values.includes(undefined)) return undefined;
  return new Set(values.map((value) => JSON.stringify(value))).size === 1 ? values[0] : several;
}
