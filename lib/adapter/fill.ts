import type { Raw, RawRow } from '@/lib/domain/observation';
import type { Anchor } from '@/lib/domain/platform';
import { contains, follows, textOf } from './dom';
import { type Taker, takerOf } from './gather';

/** Elements in document order. */
export type List = NodeListOf<Element> | readonly Element[];

/** Visits each element with the index of its row; what stands outside the rows is passed over. Rows and elements: one walk. */
export function zip(list: List, elements: readonly Element[], visit: (row: number, element: Element) => void): void {
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const element = list[i] as Element;
    let row = elements[at];
    while (row && !contains(row, element) && follows(row, element)) row = elements[++at];
    if (row && contains(row, element)) visit(at, element);
  }
}

/**
 * The usual column: one element in each row. This runs for every cell of a page that somebody is waiting for, and for the first
 * time: a plain loop, and no call in it that can be spared. False where a row has none or several; what it filled in is right all the same.
 */
function fillOneEach(list: List, elements: readonly Element[], rows: readonly RawRow[], key: string, take: Taker): boolean {
  const inside = Node.prototype.contains;
  const texts = take === textOf;
  for (let i = 0; i < rows.length; i++) {
    const element = list[i] as Element;
    if (!inside.call(elements[i] as Element, element)) return false;
    const text: unknown = texts ? element.textContent : undefined;
    const value = typeof text === 'string' ? text : take(element, undefined);
    if (value === undefined) return false;
    (rows[i] as RawRow)[key] = value;
  }
  return true;
}

function fillAny(list: List, elements: readonly Element[], rows: readonly RawRow[], key: string, anchor: Anchor, done: Uint8Array): void {
  const { take, every } = takerOf(anchor);
  const found = new Map<number, Raw | undefined>();
  zip(list, elements, (at, element) => {
    if (done[at] === 0 && (every || !found.has(at))) found.set(at, take(element, found.get(at)));
  });
  for (const [at, value] of found) {
    if (value === undefined) continue;
    (rows[at] as RawRow)[key] = value;
    done[at] = 1;
  }
}

/** Fills a column into the rows that don't have the field yet (`done` is 0) and marks them. */
export function fill(
  list: List,
  elements: readonly Element[],
  rows: readonly RawRow[],
  key: string,
  anchor: Anchor,
  done: Uint8Array,
): void {
  const { take, every } = takerOf(anchor);
  const usual = list.length === rows.length && !every && !done.includes(1);
  if (usual && fillOneEach(list, elements, rows, key, take)) done.fill(1);
  else fillAny(list, elements, rows, key, anchor, done);
}
