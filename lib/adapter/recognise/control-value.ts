import { isNothing, priceOf } from './amounts';
import { isLabel, type Labelled } from './control-label';
import { chosenIn, controlAt, isOn, ownWords, radiosWith, typedIn } from './fields';
import type { Value } from './found';
import type { Named } from './label';
import { isPainted, leavesOf } from './leaves';
import { isMeasure, measureOf } from './measure';
import type { DayOrder } from './moments';
import { around, below, collapse, outer, textOf } from './surface';
import { pageNames, plainWords, sideOf } from './words';

/** What a control holds, as the field means it. */
export function heldBy({ control, label }: Labelled, named: Named, elements: readonly Element[], order: DayOrder): Value | undefined {
  const { element, type } = control;
  const { field } = named;
  if (field === 'live' || field === 'enabled') {
    if (type === 'switch') return isOn(element);
    const words =
      type === 'radios'
        ? radiosWith(element, elements)
            .filter((one) => one.isOn)
            .map((one) => ownWords(one.element, elements))
        : type === 'choice'
          ? chosenIn(element)
          : type === 'tags'
            ? besideBox(element)
            : [];
    const sides = new Set(words.map((word) => sideOf(field, plainWords(word))));
    const [side] = sides;
    return sides.size === 1 && side !== undefined ? side === 'yes' : undefined;
  }
  if (field === 'categories' || field === 'picture') return undefined;
  if (field === 'description') return type === 'rich' ? richText(element) : type === 'text' ? htmlText(typedIn(element)) : undefined;
  if (type !== 'text') return field === 'name' && type === 'rich' ? collapse(textOf(element)) || null : undefined;
  const typed = collapse(typedIn(element));
  if (field === 'price') return typed === '' ? null : (priceOf(`${typed} ${currencyBy(element, label)}`.trim()) ?? priceOf(typed));
  if (isMeasure(field)) return measureOf(typed, field, order);
  // "Discount" is a name where words stand in it; else it says how much.
  if (field === 'name' && !/\p{L}/u.test(typed) && pageNames.some(({ name }) => name === plainWords(label))) return undefined;
  return isNothing(typed) && typed !== '/' ? null : typed;
}

/** What a list to choose from shows as chosen, beside the box that it is searched with. */
function besideBox(element: Element): string[] {
  for (const box of [...around(element)].slice(0, 4)) {
    if (below(box).some((at) => isLabel(at) || (at !== element && controlAt(at)?.type === 'text'))) return [];
    const said = leavesOf(box).filter((leaf) => isPainted(leaf, box) && /\p{L}/u.test(leaf.text));
    if (said.length > 0) return said.map(({ text }) => text);
  }
  return [];
}

/** A sign of money in the same box as a field, or in its label. */
function currencyBy(element: Element, label: string): string {
  const parent = outer(element);
  const grand = parent && outer(parent);
  const near = [parent, grand].flatMap((box) => (box && textOf(box).length < 12 ? [textOf(box)] : []));
  return (
    [...near, label]
      .map((text) => /[\p{Sc}]|US\$|NT\$|HK\$|\b[A-Z]{3}\b/u.exec(text.replace(/[*:：]/g, ' '))?.[0] ?? '')
      .find((sign) => sign !== '' && sign !== 'SKU') ?? ''
  );
}

const richText = (element: Element): string | null =>
  collapse(leavesOf(element).reduce((text, leaf) => text + (leaf.isGlued ? '' : ' ') + leaf.text, '')) || null;

/** The words of what may be markup: read as a document that is never shown and runs nothing. */
function htmlText(text: string): string | null {
  if (!/<\w+[^>]*>/.test(text)) return collapse(text) || null;
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  return richText(body);
}
