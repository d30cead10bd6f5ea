import { isNothing } from './amounts';
import type { Value } from './found';
import type { GridRow } from './grid';
import { fieldsOf } from './label';
import { isPainted, leavesOf, linesOf } from './leaves';
import { isMeasure, measureOf } from './measure';
import { periodOf } from './moments';
import type { LabelNoun } from './words';

/** Values that stand beside their own label inside a row: "SKU: X". */
export function labelled(row: GridRow, noun: LabelNoun): Map<string, { text: string; label: string; element: Element }> {
  const found = new Map<string, { text: string; label: string; element: Element }>();
  const note = (label: string, text: string, element: Element): void => {
    for (const { field, confidence } of fieldsOf(noun, label))
      if (confidence >= 0.85 && !found.has(field)) found.set(field, { text, label, element });
  };
  for (const place of [...row.loose, ...row.cells.filter((cell) => cell !== null)]) {
    for (const { text, leaves } of linesOf(leavesOf(place).filter((leaf) => isPainted(leaf, place)))) {
      const isOne = leaves.filter(({ text: part }) => /[:：]/.test(part)).length < 2;
      const whole = isOne && /^([^:：]{1,24})[:：]\s*(.*)$/.exec(text);
      if (whole && whole[1] !== undefined && leaves[0]) note(whole[1], (whole[2] ?? '').split(/\s[|·]\s/)[0] ?? '', leaves[0].element);
      leaves.forEach((leaf, i) => {
        const alone = /^([^:：]{1,24})[:：]\s*(.+)$/.exec(leaf.text);
        if (alone?.[1] !== undefined && leaves.length > 1) note(alone[1], alone[2] ?? '', leaf.element);
        const label = leaf.text.split(/\s/).at(-1) ?? '';
        const next = leaves[i + 1];
        if (next && fieldsOf(noun, leaf.text.replace(/^[^\p{L}]+/u, '')).length > 0)
          note(leaf.text.replace(/^[^\p{L}]+/u, ''), next.text, next.element);
        else if (next && label !== leaf.text && /[\u4e00-\u9fff]/.test(label)) note(label, next.text, next.element);
      });
    }
  }
  return found;
}

/** A text that stands beside a label, as the field means it. */
export function valuesOfText(text: string, field: string): [string, Value][] {
  if (text.length > 80) return [];
  if (['sku', 'code', 'id', 'state'].includes(field))
    return isNothing(text) ? (field === 'id' ? [] : [[field, null]]) : [[field, codeOf(text) ?? '']];
  if (field === 'period') return Object.entries(periodOf(text) ?? {});
  const value = isMeasure(field) ? measureOf(text, field) : undefined;
  // A line may begin with a label and go on elsewhere: no moment after it does not say that there is none.
  return value === undefined || (value === null && /At$/.test(field)) ? [] : [[field, value]];
}

/** A number as it is quoted: without its mark. */
export const codeOf = (text: string | null | undefined): string | null | undefined =>
  typeof text === 'string' ? text.replace(/^(#|no\.?\s|№)\s*/i, '').trim() || null : text;
