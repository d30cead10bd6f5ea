/** One thing that a platform does to its page overnight. */
export interface Mutation {
  id: string;
  /** Are the words over columns and beside boxes as they were? */
  keepsLabels: boolean;
  /** It takes values away: what nothing shows any more is no value missed. */
  takesAway?: 'rows' | 'column';
  /** Is what the page shows now something else: no record at all? */
  leavesNothing?: boolean;
  /** Changes the page; false = it has nothing that this could change. */
  apply(body: HTMLElement, kind: string): boolean;
}

export const within = (root: ParentNode, css: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(css)];

/** Changes each; false = there was none. */
export function each(elements: readonly HTMLElement[], change: (element: HTMLElement, index: number) => void): boolean {
  elements.forEach(change);
  return elements.length > 0;
}

export function made(tag: string, text = '', className = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Its pieces of text that say something. */
export function textsIn(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeValue?.trim() && !['SCRIPT', 'STYLE'].includes(node.parentElement?.tagName ?? '')) found.push(node as Text);
  return found;
}

/** The same element by another name: everything in it moves along. */
export function renamed(element: HTMLElement, tag: string): HTMLElement {
  const other = document.createElement(tag);
  for (const { name, value } of element.attributes) if (name !== 'for') other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}
