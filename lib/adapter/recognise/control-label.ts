import { type Control, choiceOf, controlsIn } from './fields';
import type { Reason } from './found';
import { fieldsOf, labelInName } from './label';
import { leavesOf, saidIn } from './leaves';
import { around, attr, below, beside, classOf, collapse, innerElements, isInside, outer, tagOf } from './surface';
import { isIn, plainWords } from './words';

/** A control with the words that a person reads as its label. */
export interface Labelled {
  control: Control;
  label: string;
  reason: Reason;
}

export const isLabel = (element: Element): boolean =>
  ['label', 'legend', 'dt', 'th'].includes(tagOf(element)) ||
  /(^|[\s_-])(label|form-label|field-label|control-label)([\s_-]|$)|__label/i.test(classOf(element));

/** Texts of a label without what only marks it; of one that is nothing but a button, the button's. */
export function labelText(element: Element, control?: Element): string {
  const said = (left: readonly string[]): string =>
    saidIn(
      leavesOf(
        element,
        (at) => at === control || left.includes(tagOf(at)) || /help|hint|tooltip|error|required-mark|sr-only/i.test(classOf(at)),
      ),
    )
      .replace(/\s*\*+\s*$/, '')
      .trim();
  return said(['small', 'button', 'ul', 'select']) || said(['small', 'ul', 'select']);
}

/** The label of a control: bound to it, around it, before it in its own row or box, else what stands inside it while it is empty. */
export function labelOf(control: Control, elements: readonly Element[], controls: readonly Control[]): Labelled {
  const { element } = control;
  const make = (label: string, reason: Reason): Labelled => ({ control, label: collapse(label), reason });
  const byIds = (attr(element, 'aria-labelledby') ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => elements.find((at) => attr(at, 'id') === id))
    .filter((at) => at !== undefined)
    .map((at) => labelText(at))
    .join(' ');
  const isPick = control.type === 'radios';
  if (byIds !== '' && !isPick) return make(byIds, 'label');
  const id = attr(element, 'id');
  const bound = !isPick && id ? elements.find((at) => tagOf(at) === 'label' && attr(at, 'for') === id && labelText(at) !== '') : undefined;
  if (bound) return make(labelText(bound), 'label');
  if (!isPick) {
    const wrapping = [...around(element)].slice(0, 4).filter((at) => tagOf(at) === 'label');
    const words = wrapping.map((at) => labelText(at, element)).find((text) => text !== '');
    if (words) return make(words, 'label');
    const named = attr(element, 'aria-label');
    if (named) return make(named, 'label');
  }
  const before = wordsBefore(control, controls);
  if (before) return make(before, 'beside');
  const name = attr(element, 'placeholder') ?? '';
  if (fieldsOf('listing', name).length + fieldsOf('campaign', name).length > 0) return make(name, 'place');
  return make(labelInName(attr(element, 'name') ?? attr(element, 'id') ?? ''), 'name');
}

/** Words that stand before a control in the smallest box that holds it and no other. */
export function wordsBefore(control: Control, controls: readonly Control[]): string {
  const { element } = control;
  const choice = control.type === 'radios' ? choiceOf(element) : null;
  const isOwn = (other: Control): boolean =>
    other.element === element ||
    isInside(other.element, element) ||
    isInside(element, other.element) ||
    (choice !== null && other.type === 'radios' && choiceOf(other.element) === choice) ||
    (other.type === 'choice' && control.type === 'choice') ||
    // Buttons and lists over a rich editor are its own.
    (control.type === 'rich' && tagOf(other.element) === 'button') ||
    other.type === 'tags';
  let words = '';
  for (const box of around(element)) {
    if (['form', 'body', 'table', 'tbody', 'main'].includes(tagOf(box)) && !isCellTable(box)) break;
    // The words around one button of a choice name that button, not the choice.
    if (control.type === 'radios' && tagOf(box) === 'label') continue;
    if (controls.some((other) => isInside(other.element, box) && !isOwn(other)))
      return nameOfCell(control, controls, isOwn, words) ?? words;
    const legend = tagOf(box) === 'fieldset' ? innerElements(box).find((at) => tagOf(at) === 'legend') : undefined;
    if (legend && words === '') return labelText(legend);
    const before = partsBefore(element, box).filter((part) => !isToolbar(part));
    const labels = before
      .filter(isLabel)
      .map((at) => labelText(at))
      .filter(saysSomething);
    // A real label is worth a longer way than words that only stand nearer.
    if (labels.length > 0) return labels.at(-1) ?? '';
    if (words !== '') continue;
    words =
      before
        .map((at) => labelText(at))
        .filter(saysSomething)
        .at(-1) ?? '';
    if (words === '' && tagOf(box) !== 'td')
      words =
        leavesOf(box)
          .filter((leaf) => leaf.element === box)
          .map(({ text }) => text)
          .find((text) => /\p{L}{2}/u.test(text) && saysSomething(text)) ?? '';
  }
  return words;
}

/** The cell before, or the term, where a line holds several names and values. Of several boxes in a cell it names the first, if nothing nearer does. */
function nameOfCell(
  { element }: Control,
  controls: readonly Control[],
  isOwn: (other: Control) => boolean,
  words: string,
): string | undefined {
  const cell = [...around(element)].find((at) => ['dd', 'td', 'form', 'body', 'table'].includes(tagOf(at)));
  if (!cell || !['dd', 'td'].includes(tagOf(cell))) return undefined;
  const before = beside(cell).before.at(-1);
  const others = controls.filter((other) => isInside(other.element, cell) && !isOwn(other));
  const isFirst = !others.some((other) => controls.indexOf(other) < controls.findIndex((one) => one.element === element));
  const isAlone = !others.some(({ type }) => type === 'text' || type === 'rich');
  if (!before || !isFirst || !(isAlone || words === '') || controlsIn(below(before)).length > 0) return undefined;
  const name = labelText(before);
  return saysSomething(name) ? name : undefined;
}

/** A table that one field stands in, with a mark of its language beside it. */
const isCellTable = (box: Element): boolean =>
  ['table', 'tbody'].includes(tagOf(box)) && below(box).filter((at) => tagOf(at) === 'tr').length < 2;
/** Words, not a sign of money nor the mark of a language. */
const saysSomething = (text: string): boolean =>
  text !== '' && text.length < 60 && /\p{L}/u.test(text) && !isIn('currencies', plainWords(text)) && !/^[A-Z]{2}(-[A-Z]{2})?$/.test(text);

/** Buttons over a rich editor; what they are called is no label. */
const isToolbar = (element: Element): boolean =>
  ['toolbar', 'menubar'].includes(attr(element, 'role') ?? '') || /tool-?bar|menu-?bar|tox-editor-header|cke_top/i.test(classOf(element));

/** What stands before an element inside a box: whole siblings of it and of those around it. */
function partsBefore(element: Element, box: Element): Element[] {
  const parts: Element[] = [];
  for (let at: Element | null = element; at && at !== box; at = outer(at)) {
    parts.unshift(...beside(at).before);
  }
  return parts;
}
