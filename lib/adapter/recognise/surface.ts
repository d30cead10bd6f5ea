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
let page: Element[] = [];
const places = new Map<Element, Place>();
const nodesIn = new Map<Element, readonly Node[]>();
const shown = new Map<Element, boolean>();

/**
 * Takes the page in once, so that what is inside what is a question of two numbers, and runs with it. The page cannot change in the
 * meantime, and nothing of it is kept after.
 */
export function withPage<T>(root: Element, run: (elements: Element[]) => T): T {
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
    shown.clear();
  }
}

/** What stands inside, as it is shown: a shadow root instead of the host's own children, a frame's body inside its frame. */
export function innerNodes(element: Element): readonly Node[] {
  let nodes = nodesIn.get(element);
  if (!nodes) {
    nodes = readNodes(element);
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

/** Does the browser paint it? */
export function isShown(element: Element): boolean {
  const known = shown.get(element);
  if (known !== undefined) return known;
  const check = (Element.prototype as { checkVisibility?: (options: object) => boolean }).checkVisibility;
  const isPainted = check ? check.call(element, { visibilityProperty: true }) : true;
  if (page.length > 0) shown.set(element, isPainted);
  return isPainted;
}

/** Is it there for screen readers alone? Its words are real, and yet no part of a name. */
export function isForEarsOnly(element: Element): boolean {
  if (/(^|[\s_-])(sr-only|visually-?hidden|screen-reader(-text)?|vh|assistive)([\s_-]|$)/i.test(classOf(element))) return true;
  // Without a class or a style of its own nothing can have made it so small.
  if (classOf(element) === '' && attr(element, 'style') === null) return false;
  const { width, height } = Element.prototype.getBoundingClientRect.call(element);
  return width <= 1 && height <= 1 && (width > 0 || height > 0);
}
