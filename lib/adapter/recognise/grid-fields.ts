import type { Finding, Reason, Value } from './found';
import type { Grid } from './grid';
import { fieldsOf, labelInName } from './label';
import { textOf } from './surface';
import type { LabelNoun } from './words';

export interface Placed {
  field: string;
  confidence: number;
}

const sayStatus = /^(product |listing )?(status|state|visibility)$|^(商品)?(状态|狀態)$/i;

/** Which field stands in which column. Two columns with the same claim leave the field open. */
export function fieldsByColumn(grid: Grid, noun: LabelNoun): (Placed | null)[] {
  const claims = grid.columns.map(({ label, key }, at) => {
    if (label === '#') return isRunning(grid, at) ? [] : [{ field: noun === 'order' ? 'code' : 'id', confidence: 0.8 }];
    // "Status" says less than "Enabled" where both stand over columns.
    const named = fieldsOf(noun, label).map((one) =>
      sayStatus.test(label.trim()) && one.field !== 'state' ? { ...one, confidence: one.confidence * 0.9 } : one,
    );
    // "Product id" over names: the column leads to the product and shows what it is called.
    if (named[0]?.field === 'id' && /[\p{L}].*[\p{L}]{3}/u.test(label) && holdsPhrases(grid, at))
      return [{ field: 'name', confidence: 0.8 }];
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
      (others.some((confidence) => confidence === claim.confidence) &&
        !isFirstName(grid, claims, at, claim.field) &&
        !isPlaced(grid, claims, at));
    return isBeaten ? null : { field: claim.field, confidence: claim.confidence };
  });
}

/** 1, 2, 3 … count the rows of the page. */
const isRunning = ({ rows }: Grid, at: number): boolean =>
  rows.every(({ cells }, y) => (cells[at] ? textOf(cells[at]) : '') === String(y + 1));

/** Of several times of an order, the one when it was placed. */
function isPlaced(grid: Grid, claims: readonly (readonly { field: string }[])[], at: number): boolean {
  const says = (i: number): boolean =>
    claims[i]?.[0]?.field === 'placedAt' && /plac|order|下单|下單|訂購|订购/i.test(grid.columns[i]?.label ?? '');
  return says(at) && !claims.some((_, i) => i !== at && says(i));
}

/** Of two columns that could be the name ("Product", "Name"), the first is whose cells hold words ("Discount" may be 20 %). */
function isFirstName(grid: Grid, claims: readonly (readonly { field: string }[])[], at: number, field: string): boolean {
  if (field !== 'name') return false;
  const rivals = claims.flatMap(([claim], i) => (claim?.field === field ? [i] : []));
  return (rivals.find((i) => holdsWords(grid, i)) ?? rivals[0]) === at;
}

const holdsPhrases = ({ rows }: Grid, at: number): boolean => {
  const some = rows.slice(0, 12);
  return some.filter(({ cells }) => /\p{L}{2}[\p{L},.]* \p{L}{2}/u.test(cells[at] ? textOf(cells[at]) : '')).length * 2 > some.length;
};

function holdsWords({ rows }: Grid, at: number): boolean {
  const some = rows.slice(0, 12);
  return some.filter(({ cells }) => /\p{L}{3}|\p{Script=Han}{2}/u.test(cells[at] ? textOf(cells[at]) : '')).length * 2 > some.length;
}

export const finding = (value: Value, reason: Reason, label: string, confidence: number, element: Element | null): Finding => ({
  value,
  reason,
  label,
  confidence,
  element,
});
