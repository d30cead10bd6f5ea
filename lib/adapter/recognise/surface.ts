// The page as one tree: through open shadow roots and frames of its own origin. Members are taken from the prototypes, for a form's
// named inputs shadow its own.

import { attributeOf } from '../dom';

/** A property as the browser defines it. */
export const getter = (proto: object, name: string) => {
  const read = Object.getOwnPropertyDescriptor(proto, name)?.get;
  return (element: unknown): unknown => read?.call(element);
};
const nodeParent = getter(Node.prototype, 'parentNode');
const childList = getter(Node.prototype, 'childNodes');
const elementText = getter(Node.prototype, 'textContent');
const shadowOf = getter(Element.prototype, 'shadowRoot');
const frameDocument = getter(HTMLIFrameElement.prototype, 'contentDocument');
const slotted = typeof HTMLSlotElement === 'undefined' ? null : HTMLSlotElement.prototype.assignedNodes;

export const attr = attributeOf;
export const tagOf = (element: Element): string => element.localName;
export const classOf = (element: Element): string => attr(element, 'class') ?? '';
export const textOf = (element: Node): string => collapse(String(elementText(element) ?? ''));
export const collapse = (text: string): string => text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();

const opaque = new Set(['script', 'style', 'template', 'noscript', 'head', 'object', 'canvas', 'svg', 'video', 'audio']);

/** Where an element stands in the page that was taken in: from its own number to that of the last one inside it. */
interface Place {
  at: number;
  end: number;
  parent: Element | null;
}
/** Of a run of elements beside each other that is longer than any page a person reads at once, one stretch is taken in, after the first few. */
export interface Stretch {
  from: number;
  to: number;
}
const longRun = 120;
/** By these a long list is known for what it is, whichever stretch of it is read. */
const firstFew = 20;
/** All of it, however long. */
export const whole: Stretch = { from: 0, to: Number.POSITIVE_INFINITY };

let page: Element[] = [];
let taken: Stretch = whole;
/** Where something was left out: how long the run is. */
const cut = new Map<Element, number>();
const places = new Map<Element, Place>();
const nodesIn = new Map<Element, readonly Node[]>();
/** What was worked out of the page's elements, to be forgotten with it. */
const remembered: Map<Element, unknown>[] = [];
/** Classes of which an element is large enough to be read. */
const seen = new Set<string>();

/**
 * Takes the page in once, but for what a stretch leaves out of long runs, so that what is inside what is a question of two numbers, and runs with it. The page cannot change in the
 * meantime, and nothing of it is kept after.
 */
export function withPage<T>(root: Element, stretch: Stretch, run: (elements: Element[]) => T): T {
  taken = stretch;
  const take = (element: Element, parent: Element | null): void => {
    const place: Place = { at: page.length, end: 0, parent };
    page.push(element);
    places.set(element, place);
    for (const inner of innerElements(element)) take(inner, element);
    place.end = page.length;
  };
  try {
    take(root, outer(root));
    return run(page.slice(1));
  } finally {
    page = [];
    places.clear();
    nodesIn.clear();
    for (const known of remembered) known.clear();
    seen.clear();
    cut.clear();
    taken = whole;
  }
}

/** How many stand in an element of which not all was taken in; 0 = all was. */
export const runIn = (parent: Element | null): number => (parent && cut.get(parent)) ?? 0;
export const isCut = (): boolean => cut.size > 0;

function stretchOf(parent: Element, nodes: readonly Node[]): readonly Node[] {
  if (nodes.length <= longRun || taken === whole) return nodes;
  const elements = nodes.filter(isElement);
  if (elements.length <= longRun) return nodes;
  cut.set(parent, elements.length);
  return elements.filter((_, at) => at < firstFew || (at >= taken.from && at < taken.to));
}

/** What stands inside, as it is shown: a shadow root instead of the host's own children, a frame's body inside its frame. */
export function innerNodes(element: Element): readonly Node[] {
  let nodes = nodesIn.get(element);
  if (!nodes) {
    nodes = stretchOf(element, readNodes(element));
    if (page.length > 0) nodesIn.set(element, nodes);
  }
  return nodes;
}

function readNodes(element: Element): readonly Node[] {
  const tag = tagOf(element);
  if (opaque.has(tag)) return [];
  if (tag === 'iframe') {
    const body = bodyOf(element);
    return body ? [body] : [];
  }
  if (tag === 'slot' && slotted) {
    const nodes = slotted.call(element as HTMLSlotElement, { flatten: true });
    if (nodes.length > 0) return nodes;
  }
  const root = shadowOf(element) as ShadowRoot | null;
  return Array.from((root ? childList(root) : childList(element)) as NodeListOf<Node>);
}

/** Null for a frame of another origin: it is not ours to look into. */
function bodyOf(frame: Element): Element | null {
  try {
    return (frameDocument(frame) as Document | null)?.body ?? null;
  } catch {
    return null;
  }
}

export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const innerElements = (element: Element): Element[] => innerNodes(element).filter(isElement);

/** Those that stand beside an element in the one around it. */
export function beside(element: Element): { before: Element[]; after: Element[] } {
  const parent = outer(element);
  const all = parent ? innerElements(parent) : [];
  const at = all.indexOf(element);
  return at < 0 ? { before: [], after: [] } : { before: all.slice(0, at), after: all.slice(at + 1) };
}

/** The element around, out of shadow roots and frames. */
export function outer(element: Element): Element | null {
  const place = places.get(element);
  if (place) return place.parent;
  const parent = nodeParent(element) as Node | null;
  if (!parent) return null;
  if (isElement(parent)) return parent;
  if (parent.nodeType === 11) return (parent as ShadowRoot).host ?? null;
  return parent.nodeType === 9 ? (((parent as Document).defaultView?.frameElement as Element | null) ?? null) : null;
}

/** Those around, the nearest first. */
export function* around(element: Element): Generator<Element> {
  for (let at = outer(element); at; at = outer(at)) yield at;
}

export function isInside(inner: Element, whole: Element): boolean {
  if (inner === whole) return true;
  const [a, b] = [places.get(inner), places.get(whole)];
  if (a && b) return a.at > b.at && a.at < b.end;
  for (const at of around(inner)) if (at === whole) return true;
  return false;
}

/** All elements below, in the order of the page. */
export function below(root: Element): Element[] {
  const place = places.get(root);
  if (place) return page.slice(place.at + 1, place.end);
  const found: Element[] = [];
  const walk = (element: Element): void => {
    for (const inner of innerElements(element)) {
      found.push(inner);
      walk(inner);
    }
  };
  walk(root);
  return found;
}

/** A question about an element that is worked out once while the page is taken in. */
export function oncePerPage<T>(answer: (element: Element) => T): (element: Element) => T {
  const known = new Map<Element, T>();
  remembered.push(known);
  return (element) => {
    if (page.length === 0) return answer(element);
    const before = known.get(element);
    if (before !== undefined || known.has(element)) return before as T;
    const now = answer(element);
    known.set(element, now);
    return now;
  };
}

const checkVisibility = (Element.prototype as { checkVisibility?: (options: object) => boolean }).checkVisibility;

/** Does the browser paint it? */
export const isShown = oncePerPage((element) => !checkVisibility || checkVisibility.call(element, { visibilityProperty: true }));

/** Is it there for screen readers alone? Its words are real, and yet no part of a name. */
export function isForEarsOnly(element: Element): boolean {
  if (/(^|[\s_-])(sr-only|visually-?hidden|screen-reader(-text)?|vh|assistive)([\s_-]|$)/i.test(classOf(element))) return true;
  const own = attr(element, 'style') === null ? classOf(element) : null;
  // Without a class or a style of its own nothing can have made it so small; what one class does not, it does nowhere.
  if (own === '' || (own !== null && seen.has(own))) return false;
  const { width, height } = Element.prototype.getBoundingClientRect.call(element);
  if (own !== null && width > 1 && height > 1 && page.length > 0) seen.add(own);
  return width <= 1 && height <= 1 && (width > 0 || height > 0);
}
