import type { Raw, RawRow } from '@/lib/domain/observation';
import type { Anchor } from '@/lib/domain/platform';
import { contains, each, follows } from './dom';
import { type Taker, takerOf, takesAll } from './gather';

/** Elements in document order. */
export type List = NodeListOf<Element> | readonly Element[];

function eachOf(list: List, visit: (element: Element) => void): void {
  if (list instanceof NodeList) each(list, visit);
  else list.forEach(visit);
}

/** Visits each element with the index of its row; what stands outside the rows is passed over. Rows and elements: one walk. */
export function zip(list: List, elements: readonly Element[], visit: (row: number, element: Element) => void): void {
  let at = 0;
  eachOf(list, (element) => {
    for (let row = elements[at]; row; row = elements[++at]) {
      if (contains(row, element)) {
        visit(at, element);
        return;
      }
      if (!follows(row, element)) return;
    }
  });
}

/**
 * The usual column: one element in each row. This runs for every cell of a page that somebody is waiting for, so there is no call
 * in it that can be spared. False where a row has none or several; what it filled in until then is right all the same.
 */
function fillOneEach(list: List, elements: readonly Element[], rows: readonly RawRow[], key: string, take: Taker): boolean {
  const inside = Node.prototype.contains;
  let at = 0;
  let fits = true;
  eachOf(list, (element) => {
    if (!fits) return;
    fits = inside.call(elements[at] as Element, element);
    if (!fits) return;
    const value = take(element, undefined);
    if (value === undefined) fits = false;
    else (rows[at++] as RawRow)[key] = value;
  });
  return fits;
}

function fillAny(list: List, elements: readonly Element[], rows: readonly RawRow[], key: string, anchor: Anchor, done: Uint8Array): void {
  const every = takesAll(anchor);
  const take = takerOf(anchor);
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
  const usual = list.length === rows.length && !takesAll(anchor) && !done.includes(1);
  if (usual && fillOneEach(list, elements, rows, key, takerOf(anchor))) done.fill(1);
  else fillAny(list, elements, rows, key, anchor, done);
}
