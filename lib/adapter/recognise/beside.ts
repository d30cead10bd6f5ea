import { isNothing } from './amounts';
import { controlAt, controlsIn, isOn, typedIn } from './fields';
import type { Value } from './found';
import type { GridRow } from './grid';
import { fieldsOf } from './label';
import { isPainted, leavesOf, linesOf } from './leaves';
import { isMeasure, measureOf } from './measure';
import { periodOf } from './moments';
import { attr, below, beside, innerElements, isInside, outer, tagOf, textOf } from './surface';
import { type LabelNoun, plainWords, sideOf } from './words';

/** What stands beside its own label. */
interface Beside {
  text: string;
  label: string;
  element: Element;
}

/** Values that stand beside their own label inside a row: "SKU: X". */
export function labelled(row: GridRow, noun: LabelNoun): Map<string, Beside> {
  const found = new Map<string, Beside>();
  const note = (label: string, text: string, element: Element): void => {
    for (const { field, confidence } of fieldsOf(noun, label))
      if (confidence >= 0.85 && !found.has(field) && valuesOfText(text, field).length > 0) found.set(field, { text, label, element });
  };
  for (const place of [...row.loose, ...row.cells.filter((cell) => cell !== null)]) {
    for (const { text, leaves } of linesOf(leavesOf(place).filter((leaf) => isPainted(leaf, place)))) {
      const isOne = leaves.filter(({ text: part }) => /[:：]/.test(part)).length < 2;
      const whole = isOne && /^([^:：]{1,24})[:：]\s*(.*)$/.exec(text);
      if (whole && whole[1] !== undefined && leaves[0]) note(whole[1], firstOf(whole[2] ?? ''), leaves[0].element);
      leaves.forEach((leaf, i) => {
        const alone = /^([^:：]{1,24})[:：]\s*(.+)$/.exec(leaf.text);
        if (alone?.[1] !== undefined && leaves.length > 1) note(alone[1], firstOf(alone[2] ?? ''), leaf.element);
        const label = leaf.text.split(/\s/).at(-1) ?? '';
        const next = leaves[i + 1];
        if (next && fieldsOf(noun, leaf.text.replace(/^[^\p{L}]+/u, '')).length > 0)
          note(leaf.text.replace(/^[^\p{L}]+/u, ''), next.text, next.element);
        else if (next && label !== leaf.text && /[\u4e00-\u9fff]/.test(label)) note(label, next.text, next.element);
        const dashed = /^(\p{L}[\p{L} ]{0,20}) [-–] (.+)$/u.exec(leaf.text);
        if (dashed?.[1] !== undefined) note(dashed[1], dashed[2] ?? '', leaf.element);
        const counted = /^(-?\d[\d,]*) (\p{L}[\p{L} ]{2,16})$/u.exec(leaf.text);
        if (counted?.[2] !== undefined) note(counted[2], counted[1] ?? '', leaf.element);
        const [, name = '', code = ''] = codeAfterName.exec(leaf.text) ?? [];
        if (code !== '' && fieldsOf(noun, name).some(({ field }) => field === 'sku' || field === 'code')) note(name, code, leaf.element);
      });
    }
    for (const { label, text, element } of pairsIn(place)) note(label, text, element);
  }
  return found;
}

/** Up to where a line goes on with something else: "BK-04 | new", "BK-04 Shelf: A3". */
const firstOf = (text: string): string => text.split(/\s[|·•/,]\s|\s(?=[\p{L} ]{1,16}[:：])/u)[0] ?? '';

/** "SKU TT-02": a name and something that is no word. */
const codeAfterName = /^(\p{L}[\p{L} ]{1,20}?)\s#?([\p{L}\d]*[\d\-_][\p{L}\d\-_./]*)$/u;

/** A name and its value, each in an element of its own: a term and what it is, a pair of boxes, a box or a word that says what it is. */
function pairsIn(place: Element): Beside[] {
  return below(place).flatMap((element): Beside[] => {
    if (tagOf(element) === 'input') {
      const [box] = controlsIn([element]);
      return box?.type === 'text' ? [{ label: attr(element, 'aria-label') ?? '', text: typedIn(element), element }] : [];
    }
    const isOuter = outer(element) && controlAt(outer(element) as Element)?.type !== 'switch';
    if (controlAt(element)?.type === 'switch' && isOuter) {
      const before = leavesOf(outer(element) as Element).filter((leaf) => !isInside(leaf.element, element))[0];
      return before ? [{ label: before.text, text: isOn(element) ? 'yes' : 'no', element }] : [];
    }
    const title = attr(element, 'title');
    if (title && textOf(element) !== '') return [{ label: title, text: textOf(element), element }];
    const inner = innerElements(element);
    if (tagOf(element) === 'dt') {
      const [value] = beside(element).after;
      return value && tagOf(value) === 'dd' ? [{ label: textOf(element), text: saidBy(value), element: value }] : [];
    }
    const [first, second] = inner;
    return first && second && inner.length === 2 && textOf(first).length < 24 && textOf(element).startsWith(textOf(first))
      ? [{ label: textOf(first), text: saidBy(second), element: second }]
      : [];
  });
}

function saidBy(place: Element): string {
  const boxes = controlsIn(below(place)).filter(({ type }) => type === 'text');
  const [box] = boxes;
  if (box) return boxes.length === 1 ? typedIn(box.element) : '?';
  return linesOf(leavesOf(place).filter((leaf) => isPainted(leaf, place)))[0]?.text ?? '';
}

/** A text that stands beside a label, as the field means it. */
export function valuesOfText(text: string, field: string): [string, Value][] {
  if (text.length > 80) return [];
  if (['sku', 'code', 'id', 'state'].includes(field))
    return isNothing(text) ? (field === 'id' ? [] : [[field, null]]) : [[field, codeOf(text) ?? '']];
  if (field === 'period') return Object.entries(periodOf(text) ?? {});
  if (field === 'live' || field === 'enabled') {
    const side = sideOf(field, plainWords(text));
    return side === undefined ? [] : [[field, side === 'yes']];
  }
  const value = isMeasure(field) ? measureOf(text, field) : undefined;
  // A line may begin with a label and go on elsewhere: no moment after it does not say that there is none.
  return value === undefined || (value === null && /At$/.test(field)) ? [] : [[field, value]];
}

/** A number as it is quoted: without its mark. */
export const codeOf = (text: string | null | undefined): string | null | undefined =>
  typeof text === 'string' ? (/^#\s?(\S+)\s/.exec(text)?.[1] ?? text.replace(/^(#|no\.?\s|№)\s*/i, '')).trim() || null : text;
