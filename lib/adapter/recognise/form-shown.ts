import { isLabel, labelText } from './control-label';
import { type Control, controlsIn, typedIn } from './fields';
import type { Finding } from './found';
import { fieldsOf } from './label';
import { leavesOf, linesOf } from './leaves';
import { isMeasure, measureOf } from './measure';
import type { DayOrder } from './moments';
import { pictureIn } from './read-cell';
import type { FormNoun } from './read-form';
import { around, attr, below, classOf, isInside, isShown, tagOf } from './surface';
import { plainWords, sideOf } from './words';

/** Values that are only shown beside their label: an id, what is held. */
export function readShown(
  elements: readonly Element[],
  noun: FormNoun,
  controls: readonly Control[],
  fields: Map<string, Finding>,
  inGrid: readonly Element[],
  order: DayOrder,
): void {
  for (const element of elements) {
    if (!isLabel(element) || inGrid.some((row) => isInside(element, row))) continue;
    const label = labelText(element);
    for (const { field, confidence } of fieldsOf(noun, label)) {
      if (fields.has(field) || !['id', 'held', 'stock', 'sku', 'name', 'price', 'code', 'startsAt', 'endsAt'].includes(field)) continue;
      const box = [...around(element)].slice(0, 3).find((at) => leavesOf(at).some((leaf) => !isInside(leaf.element, element)));
      if (!box || controls.some((control) => isInside(control.element, box)) || below(box).filter(isLabel).length > 2) continue;
      const text = linesOf(leavesOf(box).filter((leaf) => !isInside(leaf.element, element)))[0]?.text ?? '';
      const value = isMeasure(field) ? measureOf(text, field, order) : text.length < 60 ? text.replace(/^#/, '') : undefined;
      if (value !== undefined && value !== null && value !== '')
        fields.set(field, { value, reason: 'beside', label, confidence: confidence * 0.8, element: box });
    }
  }
}

/** "Status: Published", said once in the page. */
export function readSaidState(root: Element, fields: Map<string, Finding>, apart: (element: Element) => boolean): void {
  if (fields.has('live')) return;
  const told = linesOf(leavesOf(root)).flatMap(({ text, leaves: [first] }) => {
    const [, label = '', state = ''] = /^(\p{L}[\p{L} ]{2,20})[:：]\s*(\p{L}[\p{L} ]{1,14})/u.exec(text) ?? [];
    const side = state === '' ? undefined : sideOf('live', plainWords(state.split(/\s{2,}| (?=\p{Lu})/u)[0] ?? ''));
    const isState = fieldsOf('listing', label).some(({ field }) => field === 'live');
    return side && isState && first && isShown(first.element) && !apart(first.element) ? [{ side, label, element: first.element }] : [];
  });
  const [only] = told;
  if (only && told.every(({ side }) => side === only.side))
    fields.set('live', { value: only.side === 'yes', reason: 'beside', label: only.label, confidence: 0.8, element: only.element });
}

/** A word to press, and not to read: of a toolbar, of a menu. */
const isPressed = (element: Element): boolean =>
  [element, ...[...around(element)].slice(0, 3)].some(
    (at) => ['button', 'a'].includes(tagOf(at)) || /^(button|menuitem|tab|option)$/.test(attr(at, 'role') ?? ''),
  );

/** Pictures under a label or heading that names them; a place for pictures without any shows that there are none. */
export function readPictures(elements: readonly Element[], fields: Map<string, Finding>, inGrid: readonly Element[]): void {
  const titles = elements.filter(
    (element) =>
      (isLabel(element) ||
        /^h[1-6]$/.test(tagOf(element)) ||
        tagOf(element) === 'legend' ||
        (below(element).length < 3 && !isPressed(element)) ||
        /title|header/i.test(classOf(element))) &&
      !inGrid.some((row) => isInside(element, row)),
  );
  for (const title of titles) {
    const label = labelText(title);
    const [named] = fieldsOf('listing', label).filter(({ field }) => field === 'picture');
    if (!named) continue;
    for (const box of [...around(title)].slice(0, 4)) {
      if (['body', 'form', 'main'].includes(tagOf(box))) break;
      const isPlace = below(box).some(
        (at) => (tagOf(at) === 'input' && attr(at, 'type') === 'file') || /upload|dropzone|gallery|media|photo|image/i.test(classOf(at)),
      );
      const seen = pictureIn(box) ?? linkedPicture(box);
      const written = seen === null ? controlsIn(below(box)).filter(({ type }) => type === 'text') : [];
      const [path] = written.map(({ element }) => typedIn(element));
      if (written.length > 1 || (path && !isPicturePath(path))) return;
      if (seen === null && written.length === 0 && !isPlace) continue;
      const value = seen ?? (path ?? '') !== '';
      // A place without one is no proof while another may hold one.
      if (!value && fields.has('picture')) break;
      fields.set('picture', { value, reason: 'picture', label, confidence: seen === null ? 0.75 : 0.9, element: box });
      if (value) return;
      break;
    }
  }
}

export const isPicturePath = (text: string): boolean => /\.(jpe?g|png|webp|gif|avif|svg)(\?|$)/i.test(text);

/** A link to a file that is a picture. */
const linkedPicture = (box: Element): boolean | null =>
  below(box).some((at) => tagOf(at) === 'a' && isPicturePath(attr(at, 'href') ?? '')) ? true : null;
