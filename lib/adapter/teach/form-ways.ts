import { personal } from '@/lib/domain/taught-kinds';
import { all, attributeOf, closest, contains, textOf } from '../dom';
import { takeFrom, type Way } from './anchors';
import { beforeOf, childrenOf, namesOf, parentOf, stepsBetween, tagOf } from './names';

const words = (element: Element): string =>
  textOf(element)
    .replace(/\s+/g, ' ')
    .replace(/\s*[*：:]\s*$/, '')
    .trim();

/** The words before a control or value, as a person reads them. */
export function labelBefore(document: Document, element: Element): string {
  const id = attributeOf(element, 'id');
  const bound = id ? all(document, 'label').find((label) => attributeOf(label, 'for') === id) : undefined;
  if (bound) return words(bound).slice(0, 60);
  const around = closest(element, 'label');
  if (around && around !== element) {
    const own = childrenOf(around)
      .filter((one) => !contains(one, element))
      .map(words)
      .find((text) => text !== '');
    if (own) return own.slice(0, 60);
  }
  for (let at: Element | null = element, step = 0; at && step < 4 && tagOf(at) !== 'form'; at = parentOf(at), step++) {
    for (let before = beforeOf(at); before; before = beforeOf(before)) {
      const text = words(before);
      if (text !== '' && text.length <= 40) return text;
    }
  }
  return attributeOf(element, 'aria-label') ?? '';
}

/** Ways to one value of a form, none of which gives more than one element. */
export function formWays(document: Document, target: Element, field: string): Way[] {
  const { element, ways } = takeFrom(target, field);
  const found: string[] = [];
  const down: string[] = [];
  for (let at: Element | null = element; at && tagOf(at) !== 'html' && found.length < 12; at = parentOf(at)) {
    for (const name of namesOf(at).slice(0, 4)) {
      const css = [`${tagOf(at)}${name}`, ...down].join(' > ');
      const [first, second] = css.length <= 300 ? all(document, css) : [];
      if (first === element && !second) found.push(css);
    }
    if (tagOf(at) === 'body') found.push(['body', ...down].join(' > '));
    down.unshift(stepsBetween(parentOf(at) ?? at, at)[0] ?? tagOf(at));
    if (down.length > 9) break;
  }
  const fit = found.filter((css) => !personal.test(css) && css.split(' > ').length <= 10);
  const label = labelBefore(document, target);
  const read: Way[] = label !== '' && !personal.test(label) ? ways.map((way) => ({ label: [label], ...way })) : [];
  return [...read, ...ways.flatMap((way) => fit.map((css) => ({ css, ...way })))];
}

/** Where the form says again which record the address asked for: a form may still show the one before. */
export function formWaysToId(document: Document, url: string): Way[] {
  const { pathname, hash, search } = new URL(url);
  const parts = [...pathname.split('/'), ...(hash.slice(1).split('?')[0] ?? '').split('/'), ...new URLSearchParams(search).values()].filter(
    Boolean,
  );
  const ids = parts.filter((part) => /\d/.test(part)).toReversed();
  const ways: Way[] = [];
  for (const id of ids) {
    for (const one of all(document, 'input[type="hidden"], input[readonly], [data-id], form[action], [data-product-id], [data-goods-id]')) {
      if (tagOf(one) === 'input') {
        const [name] = namesOf(one);
        if (name && (one as HTMLInputElement).value === id) ways.push({ css: `input${name}`, get: 'value' });
      }
      for (const attribute of Element.prototype.getAttributeNames.call(one)) {
        const value = attributeOf(one, attribute) ?? '';
        const last = value.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
        if (/^data-|^action$/.test(attribute) && (value === id || last === id))
          ways.push({ css: `${tagOf(one)}[${attribute}]`, get: 'attribute', name: attribute });
      }
    }
    if (ways.length > 0) break;
  }
  return ways.filter(({ css }) => css !== undefined && !personal.test(css));
}
