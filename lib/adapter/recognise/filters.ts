import { controlsIn, pressWords } from './fields';
import { attr, below, classOf, tagOf } from './surface';
import { isIn } from './words';

/** Bars to search and filter with. Their fields ask; they tell nothing of a record. */
function isFilter(element: Element): boolean {
  const tag = tagOf(element);
  const names = `${classOf(element)} ${attr(element, 'id') ?? ''} ${attr(element, 'name') ?? ''} ${attr(element, 'action') ?? ''}`;
  if (
    attr(element, 'role') === 'search' ||
    (tag !== 'body' && /(^|[\s_/-])(search|filters?|query)([\s_.-]|$)|searchform|filterform|search-|-search|-filter/i.test(names))
  )
    return true;
  if (tag === 'form' && attr(element, 'method')?.toLowerCase() === 'get') return true;
  const buttons = below(element).filter((at) => tagOf(at) === 'button' || (tagOf(at) === 'input' && attr(at, 'type') === 'submit'));
  const words = buttons.map(pressWords);
  return words.some((word) => isIn('filters', word)) && !words.some((word) => isIn('saves', word));
}

/** Bars with a button to search and several fields, the smallest of them. */
export function filtersIn(elements: readonly Element[]): Element[] {
  return elements.filter((element) => {
    if (!['form', 'div', 'section', 'fieldset', 'p', 'tr'].includes(tagOf(element)) || !isFilter(element)) return false;
    const inside = below(element);
    const controls = controlsIn(inside).length;
    return controls > 0 && controls < 30 && inside.every((at) => tagOf(at) !== 'table' || below(at).length < 60);
  });
}
