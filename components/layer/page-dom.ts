import type { Box } from '@/lib/layer/box';

/*
 * The page's elements are touched through the prototypes only: in a form, `form.parentNode` or `form.children` may be an input
 * of that name, in our world too.
 */
const element = Element.prototype;
const parentNode = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get as (this: Node) => Node | null;
const childNodes = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes')?.get as (this: Node) => NodeListOf<ChildNode>;

export const pageBox = (of: Element): Box => element.getBoundingClientRect.call(of);

export const isRendered = (box: Box): boolean => box.right > box.left || box.bottom > box.top;

export const matches = (of: Element, selector: string): boolean => element.matches.call(of, selector);

export const contains = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner);

export const childrenOf = (of: Node): NodeListOf<ChildNode> => childNodes.call(of);

/** The parent, out of a shadow root too. */
export function parentOf(of: Node): Element | null {
  const parent = parentNode.call(of);
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/**
 * Is the element what one sees at this point? Covered by a drawer or a sticky header of the page, a tag beside it would lie over what
 * it is not about. `reach`: how many steps up a neighbour may be found, for controls are often drawn by a sibling over the real field.
 */
export function isUncovered(of: Element, x: number, y: number, ours: Element, reach = 0): boolean {
  const root = Node.prototype.getRootNode.call(of);
  let hit = (root instanceof ShadowRoot ? root : document).elementFromPoint(x, y);
  if (hit === ours || (hit && contains(of, hit))) return true;
  for (let step = 0; hit && step <= reach; step++, hit = parentOf(hit)) if (contains(hit, of)) return true;
  return false;
}

/** Things of the page that a person operates. */
export const controls =
  'a,button,input,select,textarea,summary,[role=button],[role=link],[role=tab],[role=switch],[role=checkbox],[contenteditable=true]';

/**
 * Does a control of the page show within the box? Looks at points in a zigzag, for in a long table each look takes long. What of ours
 * lies there must not be seen meanwhile.
 */
export function coversControl({ left, top, right, bottom }: Box): boolean {
  for (let x = left + 2, isLow = false; x < right; x += 36, isLow = !isLow) {
    const hit = document.elementFromPoint(x, isLow ? bottom - 8 : top + 8);
    if (hit && element.closest.call(hit, controls)) return true;
  }
  return false;
}
