// Reading without trusting the page: a form's named inputs shadow its own members, in a content script's world too
// (<input name="textContent">). A shadowed text is no string, which is cheap to see; methods are taken from the prototypes.

/** A property of every element, as the browser defines it. */
function native(element: Element, name: string): unknown {
  for (let owner: object | null = Element.prototype; owner; owner = Object.getPrototypeOf(owner) as object | null) {
    const getter = Object.getOwnPropertyDescriptor(owner, name)?.get;
    if (getter) return getter.call(element);
  }
  return undefined;
}

export function query(document: Document, css: string): NodeListOf<Element> {
  return Document.prototype.querySelectorAll.call(document, css);
}

export function all(document: Document, css: string): Element[] {
  const list = query(document, css);
  const found: Element[] = [];
  // By index: an iterator over a node list costs as much as the query.
  for (let i = 0; i < list.length; i++) found.push(list[i] as Element);
  return found;
}

export function one(document: Document, css: string): Element | null {
  return Document.prototype.querySelector.call(document, css);
}

export function has(document: Document, css: string | undefined): boolean {
  return css !== undefined && one(document, css) !== null;
}

export function textOf(element: Element): string {
  const text: unknown = element.textContent;
  return typeof text === 'string' ? text : String(native(element, 'textContent') ?? '');
}

export function htmlOf(element: Element): string {
  const html: unknown = element.innerHTML;
  return typeof html === 'string' ? html : String(native(element, 'innerHTML') ?? '');
}

export const attributeOf = (element: Element, name: string): string | null => Element.prototype.getAttribute.call(element, name);
export const contains = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner);
export const closest = (element: Element, css: string): Element | null => Element.prototype.closest.call(element, css);
export const before = (element: Element): Element | null => native(element, 'previousElementSibling') as Element | null;
export const outer = (element: Element): Element | null => native(element, 'parentElement') as Element | null;
export const next = (element: Element): Element | null => native(element, 'nextElementSibling') as Element | null;

/** `inner` stands after `outer` in the document and outside of it. */
export function follows(outer: Node, inner: Node): boolean {
  const where = Node.prototype.compareDocumentPosition.call(outer, inner);
  return (where & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (where & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0;
}
