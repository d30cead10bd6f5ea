import { attr, classOf, collapse, innerNodes, isElement, isForEarsOnly, isShown, outer, tagOf } from './surface';
import { isIn, plainWords } from './words';

/** A piece of text with the element that holds it. Pieces of one line stand beside each other on the page. */
export interface Leaf {
  text: string;
  element: Element;
  line: number;
  /** Nothing stands between it and the piece before it. */
  isGlued: boolean;
}

const blocks = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header li main nav ol p pre section table tbody td tfoot th thead tr ul br hr'.split(
    ' ',
  ),
);
const skipped = new Set(['option', 'datalist', 'select', 'textarea', 'input']);

/** Texts inside an element in the order of the page, but those of fields and of lists to choose from. */
export function leavesOf(root: Element, isLeftOut: (element: Element) => boolean = () => false): Leaf[] {
  const leaves: Leaf[] = [];
  let line = 0;
  let isOpen = true;
  const walk = (element: Element): void => {
    for (const node of innerNodes(element)) {
      if (isElement(node)) {
        if (skipped.has(tagOf(node)) || isLeftOut(node)) continue;
        const isBlock = blocks.has(tagOf(node));
        if (isBlock) [line, isOpen] = [line + 1, true];
        walk(node);
        if (isBlock) [line, isOpen] = [line + 1, true];
      } else if (node.nodeType === 3) {
        const raw = node.nodeValue ?? '';
        const text = collapse(raw);
        if (text !== '') leaves.push({ text, element, line, isGlued: !isOpen && !/^\s/.test(raw) });
        if (raw !== '') isOpen = /\s$/.test(raw);
      }
    }
  };
  walk(root);
  return leaves;
}

/** Whole lines: pieces that stand beside each other joined as they read. */
export function linesOf(leaves: readonly Leaf[]): { text: string; leaves: Leaf[] }[] {
  const lines = new Map<number, Leaf[]>();
  for (const leaf of leaves) lines.set(leaf.line, [...(lines.get(leaf.line) ?? []), leaf]);
  return [...lines.values()].map((parts) => ({ text: joined(parts), leaves: parts }));
}

/** Pieces as they read: a mark that ends a word stays with it, whatever element it stands in. */
const joined = (parts: readonly Leaf[]): string =>
  parts.reduce(
    (text, part, i) =>
      text +
      (i === 0 || (part.isGlued && (/^[.,;:!?)%»”’'。，；：！？）]/.test(part.text) || /\d[.,]$/.test(text))) ? '' : ' ') +
      part.text,
    '',
  );

/** All that an element says, joined; `null` = nothing. */
export const saidIn = (leaves: readonly Leaf[]): string => joined(leaves);

/** Struck through: what was, not what is. */
export function isStruck({ element }: Leaf, within: Element): boolean {
  for (let at: Element | null = element; at; at = outer(at)) {
    if (['s', 'del', 'strike'].includes(tagOf(at)) || /line-through|strike|original-?price|old-?price/.test(classOf(at))) return true;
    if (at === within) return false;
  }
  return false;
}

/** Painted where its cell is painted: a hidden column is a column, a hidden menu in it is none. */
export const isPainted = ({ element }: Leaf, within: Element): boolean => !isShown(within) || (isShown(element) && !isForEarsOnly(element));

/** A word to press, not to read. */
export function isAction({ text, element }: Leaf): boolean {
  const plain = plainWords(text);
  return (
    isIn('actions', plain) ||
    (tagOf(element) === 'button' && text.length < 3 && !/\d/.test(text)) ||
    /^[x×✕✖]$/i.test(text) ||
    attr(element, 'role') === 'menuitem'
  );
}
