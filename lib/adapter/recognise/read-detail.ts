import { labelText } from './control-label';
import { controlsIn } from './fields';
import { readCategories } from './form-categories';
import { readPictures } from './form-shown';
import { readVariants } from './form-variants';
import type { Finding, Value } from './found';
import type { Grid } from './grid';
import { fieldsOf } from './label';
import { isAction, leavesOf, linesOf } from './leaves';
import { isMeasure, measureOf } from './measure';
import { type DayOrder, dayOrderIn } from './moments';
import { nounOf } from './page-noun';
import type { FormNoun, FoundForm } from './read-form';
import { attr, below, innerElements, isShown, outer, tagOf, textOf } from './surface';
import { isIn, plainWords, sideOf } from './words';

const readable = new Set(['description', 'sku', 'price', 'stock', 'held', 'code', 'name', 'startsAt', 'endsAt']);

/** A record's own page on which nothing is edited: its heading is its name, its values stand beside or under their labels. */
export function readDetail(root: Element, noun: FormNoun, grids: readonly Grid[], apart: (element: Element) => boolean): FoundForm | null {
  const outside = below(root).filter((element) => !apart(element) && !grids.some((grid) => grid.element === element));
  const heading = outside.find((element) => tagOf(element) === 'h1' && isShown(element) && textOf(element) !== '');
  if (!heading) return null;
  const fields = new Map<string, Finding>();
  const order = dayOrderIn(leavesOf(root).map(({ text }) => text));
  readPairs(outside, noun, fields, order);
  const title = labelText(heading);
  if (nounOf(title) === null && !isIn('actions', plainWords(title)) && fields.get('code')?.value !== title)
    fields.set('name', { value: title, reason: 'place', label: '', confidence: 0.75, element: heading });
  readState(heading, noun, fields);
  if (noun === 'listing') {
    const inGrid = grids.map(({ element }) => element);
    readPictures(outside, fields, inGrid);
    readCategories(outside, fields, inGrid);
    readVariants(grids, fields);
  }
  const others = [...fields.keys()].filter((field) => !['name', 'picture'].includes(field)).length;
  return (fields.has('name') || fields.has('code')) && others >= 2 ? { fields, element: root, labels: [] } : null;
}

/** Labels with their values: two boxes of one line, or one over the other. Two that say different things leave the field open. */
function readPairs(elements: readonly Element[], noun: FormNoun, fields: Map<string, Finding>, order: DayOrder): void {
  const rivals = new Set<string>();
  for (const place of elements) {
    const [label, value, ...more] = innerElements(place);
    if (!label || !value || more.length > 1 || textOf(label).length > 40 || controlsIn(below(place)).length > 0) continue;
    if (below(label).length > 2 || /^h[1-6]$/.test(tagOf(label)) || attr(label, 'href') !== null) continue;
    for (const { field, confidence } of fieldsOf(noun, labelText(label))) {
      if (!readable.has(field) || confidence < 0.9) continue;
      const lines = linesOf(leavesOf(value).filter((leaf) => !isAction(leaf)));
      const text = (field === 'description' ? lines : lines.slice(0, 1)).map((line) => line.text).join(' ');
      const read: Value | undefined = isMeasure(field) ? measureOf(text, field, order) : /^[-–—]?$/.test(text) ? null : text;
      if (read === undefined || (read === null && field !== 'description')) continue;
      const known = fields.get(field);
      if (known && JSON.stringify(known.value) !== JSON.stringify(read)) rivals.add(field);
      fields.set(field, { value: read, reason: 'beside', label: labelText(label), confidence: confidence * 0.85, element: value });
    }
  }
  for (const field of rivals) fields.delete(field);
}

/** The word beside the heading that says whether it is on. */
function readState(heading: Element, noun: FormNoun, fields: Map<string, Finding>): void {
  const pair = noun === 'listing' ? 'live' : 'enabled';
  const line = outer(heading);
  for (const box of [line, line && outer(line)]) {
    const sides = new Set(
      (box ? leavesOf(box) : [])
        .filter((leaf) => leaf.text.length < 20)
        .map(({ text }) => sideOf(pair, plainWords(text)))
        .filter(Boolean),
    );
    if (sides.size > 1) return;
    if (sides.size === 1) {
      fields.set(pair, { value: sides.has('yes'), reason: 'words', label: '', confidence: 0.75, element: box });
      return;
    }
  }
}
