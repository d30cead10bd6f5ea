import { attributeOf } from '../dom';
import { isGenerated, isLook, isState } from '../selector-lint';

/** A name that a selector can hold without an escape. */
const plain = /^[A-Za-z_][\w-]*$/;
/** Attributes by which programs tell their own parts apart, the most telling first; a `data-` of any other name comes after them. */
const telling = [
  'data-testid',
  'data-test',
  'data-field',
  'data-column',
  'data-col',
  'data-key',
  'data-name',
  'data-role',
  'itemprop',
  'name',
];
const counted = /^data-(v-|reactid|index|row-?index|row-?key|colindex|id$|.*-id$)/;

// A form's named inputs shadow its own members: they are taken from the prototypes, as in lib/adapter/dom.ts.
function member<T>(owner: object, name: string): (of: Node) => T {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get as (this: Node) => T;
  return (of) => get.call(of);
}
export const tagOf = member<string>(Element.prototype, 'localName');
export const parentOf = member<Element | null>(Node.prototype, 'parentElement');
export const beforeOf = member<Element | null>(Element.prototype, 'previousElementSibling');
const firstOf = member<Element | null>(Element.prototype, 'firstElementChild');
const nextOf = member<Element | null>(Element.prototype, 'nextElementSibling');
export const nodesOf = member<NodeListOf<ChildNode>>(Node.prototype, 'childNodes');

/** Does this value stand for the part, or for the record that it shows? A number tells records apart. */
const isOfPart = (value: string): boolean => /^[A-Za-z][\w .:/-]{0,50}$/.test(value) && !/\d{2}/.test(value) && !isGenerated(value);

/** Simple selectors that name an element and will in the next release, the best first. */
export function namesOf(element: Element): string[] {
  const found: { rank: number; css: string }[] = [];
  for (const name of Element.prototype.getAttributeNames.call(element)) {
    const value = attributeOf(element, name) ?? '';
    const rank = telling.indexOf(name);
    if (rank < 0 && !(/^data-[a-z][\w-]*$/.test(name) && !counted.test(name))) continue;
    if (isOfPart(value)) found.push({ rank: rank < 0 ? 20 : rank, css: `[${name}="${value}"]` });
    else if (rank < 0 && value !== '') found.push({ rank: 30, css: `[${name}]` });
  }
  const id = attributeOf(element, 'id') ?? '';
  if (plain.test(id) && !/\d/.test(id) && !isGenerated(id)) found.push({ rank: 5.5, css: `#${id}` });
  for (const name of classesOf(element)) found.push({ rank: 25, css: `.${name}` });
  return found.sort((a, b) => a.rank - b.rank).map(({ css }) => css);
}

/** Classes that say what an element is: not how it looks, nor the state that it is in. */
export const classesOf = (element: Element): string[] =>
  (attributeOf(element, 'class') ?? '')
    .split(/\s+/)
    .filter((name) => plain.test(name) && name.length > 2 && !isGenerated(name) && !isLook(name) && !isState(name));

export const childrenOf = (element: Element): Element[] => {
  const found: Element[] = [];
  for (let at = firstOf(element); at; at = nextOf(at)) found.push(at);
  return found;
};

/** A step down: the tag, and its place among its like where there are several. */
function stepTo(element: Element): string {
  const tag = tagOf(element);
  const parent = parentOf(element);
  const alike = parent ? childrenOf(parent).filter((one) => tagOf(one) === tag) : [element];
  return alike.length > 1 ? `${tag}:nth-of-type(${alike.indexOf(element) + 1})` : tag;
}

/** Steps from an element around down to this one; [] = itself. Without classes: those change, the order of columns seldom. */
export function stepsBetween(outer: Element, inner: Element): string[] {
  const steps: string[] = [];
  for (let at: Element | null = inner; at && at !== outer; at = parentOf(at)) steps.unshift(stepTo(at));
  return steps;
}

/** The element at the same steps below another one. */
export function follow(outer: Element, steps: readonly string[]): Element | null {
  let at: Element | null = outer;
  for (const step of steps) {
    const [, tag = '', place = '1'] = /^([\w-]+)(?::nth-of-type\((\d+)\))?$/.exec(step) ?? [];
    at = at ? (childrenOf(at).filter((one) => tagOf(one) === tag)[Number(place) - 1] ?? null) : null;
  }
  return at;
}
