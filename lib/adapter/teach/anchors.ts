import type { Anchor } from '@/lib/domain/platform';
import { personal } from '@/lib/domain/taught-kinds';
import { all, attributeOf, closest, contains, textOf } from '../dom';
import { childrenOf, namesOf, parentOf, stepsBetween, tagOf } from './names';
import type { RowsFound } from './rows';

/** An anchor without its reader: what it gives is understood later. */
export type Way = Pick<Anchor, 'css' | 'header' | 'label' | 'get' | 'name'>;

/** What of an element is its value. */
export function takeFrom(element: Element, field: string): { element: Element; ways: Pick<Way, 'get' | 'name'>[] } {
  const tag = tagOf(element);
  if (field === 'mainPicture') {
    const picture = tag === 'img' ? element : (all(element.ownerDocument, 'img').find((one) => contains(element, one)) ?? element);
    return { element: picture, ways: [{ get: 'present' }] };
  }
  if (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)) return { element, ways: [{ get: 'checked' }] };
  if (tag === 'input' || tag === 'textarea' || tag === 'select') return { element, ways: [{ get: 'value' }] };
  const ways: Pick<Way, 'get' | 'name'>[] = [];
  if (['live', 'enabled', 'read'].includes(field))
    for (const name of ['aria-checked', 'aria-pressed']) if (attributeOf(element, name) !== null) ways.push({ get: 'attribute', name });
  if (tag === 'time' && attributeOf(element, 'datetime') !== null) ways.push({ get: 'attribute', name: 'datetime' });
  return { element, ways: [...ways, { get: field === 'categories' ? 'texts' : 'text' }] };
}

/** The words over a column. */
export function headerOver(document: Document, rows: RowsFound, row: Element, cell: Element): string | null {
  if (rows.headers === null) return null;
  const place = childrenOf(row).indexOf(cell);
  if (place < 0) return null;
  let column = 0;
  const first = all(document, rows.headers)[0];
  const line = first && (parentOf(first) as Element);
  for (const header of line ? childrenOf(line) : []) {
    if (column === place) return textOf(header).replace(/\s+/g, ' ').trim() || null;
    column += header instanceof HTMLTableCellElement ? header.colSpan : 1;
  }
  return null;
}

/** Where in its cell a value stands: by a name, by its tag, or (undefined) it is all that the cell says. */
function withinCell(cell: Element, element: Element): (string | undefined)[] {
  if (cell === element) return [undefined];
  const [name] = namesOf(element);
  return [...(name ? [name] : []), tagOf(element), undefined];
}

/**
 * Ways to find this value in each row, what people read first: the words over its column; then names that programs give their parts, its own and those
 * around it; then the way through the tags.
 */
export function waysTo(document: Document, rows: RowsFound, row: Element, target: Element, field: string): Way[] {
  const { element, ways } = takeFrom(target, field);
  const steps = stepsBetween(row, element);
  const cell = childrenOf(row).find((one) => contains(one, element)) ?? row;
  const header = headerOver(document, rows, row, cell);
  const found: Pick<Way, 'css' | 'header'>[] = [];
  if (header !== null && header.length <= 60 && !personal.test(header))
    for (const css of withinCell(cell, element)) found.push({ header: [header], ...(css && { css }) });
  if (element === row) found.push({});
  const down: string[] = [];
  for (let at: Element | null = element; at && at !== row; at = parentOf(at)) {
    for (const name of namesOf(at).slice(0, 3)) found.push({ css: [name.startsWith('[') ? name : tagOf(at) + name, ...down].join(' > ') });
    down.unshift(stepsBetween(parentOf(at) as Element, at)[0] ?? '*');
  }
  if (steps.length > 0) found.push({ css: [rows.css, ...steps].join(' > ') });
  const fit = found.filter(({ css }) => css === undefined || (css.length <= 300 && !personal.test(css)));
  return ways.flatMap((way) => fit.map((where) => ({ ...where, ...way })));
}

/** Ways to an id that a row may carry without showing it. */
export function waysToId(row: Element): Way[] {
  const ways: Way[] = [];
  const idLike = /^data-(.*-)?(id|key|no|code|sku|spu|num|number)$/;
  for (const name of Element.prototype.getAttributeNames.call(row)) if (idLike.test(name)) ways.push({ get: 'attribute', name });
  const inside = all(row.ownerDocument, '*').filter((one) => one !== row && contains(row, one));
  for (const one of inside.slice(0, 400)) {
    for (const name of Element.prototype.getAttributeNames.call(one))
      if (idLike.test(name)) ways.push({ css: `${tagOf(one)}[${name}]`, get: 'attribute', name });
    if (tagOf(one) === 'a') {
      const href = attributeOf(one, 'href') ?? '';
      if (/^(#|javascript:|mailto:|tel:)/i.test(href) || href === '') continue;
      const stem = /^[^?#"\\,<>{}]*\//.exec(href)?.[0] ?? '';
      const query = /^[^#"\\,<>{}]*\?(?:[^#"\\,<>{}]*&)?[\w-]+=/.exec(href)?.[0] ?? '';
      for (const start of [stem, query])
        if (start !== '' && start.length <= 80) ways.push({ css: `a[href^="${start}"]`, get: 'attribute', name: 'href' });
    }
    if (one instanceof HTMLInputElement && one.type === 'checkbox' && !/^(on|1|true|)$/.test(one.value))
      ways.push({ css: 'input[type="checkbox"]', get: 'value' });
  }
  const seen = new Set<string>();
  return ways.filter((way) => !seen.has(JSON.stringify(way)) && seen.add(JSON.stringify(way))).slice(0, 12);
}

/** May it be read at all? Not what one signs in or pays with, and not what says who somebody is. */
export function isPrivate(element: Element): boolean {
  const control = closest(element, 'input, textarea, select');
  if (!control) return false;
  if (control instanceof HTMLInputElement && ['password', 'email', 'tel', 'file', 'hidden'].includes(control.type)) return true;
  return ['name', 'id', 'autocomplete', 'placeholder', 'aria-label'].some((name) => personal.test(attributeOf(control, name) ?? ''));
}
