import type { Finding, Reason, Value } from './found';
import type { Grid } from './grid';
import { fieldsOf, labelInName } from './label';
import type { LabelNoun } from './words';

export interface Placed {
  field: string;
  confidence: number;
}

const sayStatus = /^(product |listing )?(status|state|visibility)$|^(商品)?(状态|狀態)$/i;

/** Which field stands in which column. Two columns with the same claim leave the field open. */
export function fieldsByColumn(grid: Grid, noun: LabelNoun): (Placed | null)[] {
  const claims = grid.columns.map(({ label, key }) => {
    // "Status" says less than "Enabled" where both stand over columns.
    const named = fieldsOf(noun, label).map((one) =>
      sayStatus.test(label.trim()) && one.field !== 'state' ? { ...one, confidence: one.confidence * 0.9 } : one,
    );
    return named.length > 0 || label !== ''
      ? named
      : fieldsOf(noun, labelInName(key)).map((one) => ({ ...one, confidence: one.confidence * 0.9 }));
  });
  return claims.map((mine, at) => {
    const [claim] = mine;
    if (!claim) return null;
    const others = claims.filter((other, i) => i !== at && other[0]?.field === claim.field).map((other) => other[0]?.confidence ?? 0);
    const isBeaten =
      others.some((confidence) => confidence > claim.confidence) ||
      (others.some((confidence) => confidence === claim.confidence) && !isFirstName(claims, at, claim.field));
    return isBeaten ? null : { field: claim.field, confidence: claim.confidence };
  });
}

/** Of two columns that could be the name ("Product", "Name"), the first is. */
const isFirstName = (claims: readonly (readonly { field: string }[])[], at: number, field: string): boolean =>
  field === 'name' && claims.findIndex(([claim]) => claim?.field === field) === at;

export const finding = (value: Value, reason: Reason, label: string, confidence: number, element: Element | null): Finding => ({
  value,
  reason,
  label,
  confidence,
  element,
});
