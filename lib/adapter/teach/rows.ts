import { all, attributeOf, closest, contains, textOf } from '../dom';
import { beforeOf, childrenOf, follow, namesOf, nodesOf, parentOf, stepsBetween, tagOf } from './names';

export interface RowsFound {
  elements: Element[];
  /** Selects these and no others. */
  css: string;
  /** Cells with the names of the columns, where the page has such a line. */
  headers: string | null;
}

const fewest = 2;

/** Pieces that an element shows: what a row has several of, and a cell one. */
function piecesIn(element: Element): number {
  let pieces = 0;
  const walk = (at: Element): void => {
    const inner = childrenOf(at);
    const own = Array.from(nodesOf(at)).some((node) => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== '');
    if (own || ['img', 'input', 'select'].includes(tagOf(at))) pieces++;
    for (const one of inner) walk(one);
  };
  walk(element);
  return pieces;
}

const isRow = (element: Element): boolean => tagOf(element) === 'tr' || attributeOf(element, 'role') === 'row';

/** The rows around what was pointed at: the smallest thing that repeats, shows several pieces, and holds all of it. */
function repeatedAround(targets: readonly Element[]): Element[] | null {
  const [first] = targets;
  for (let row = first ?? null; row && tagOf(row) !== 'body'; row = parentOf(row)) {
    const parent = parentOf(row);
    if (!parent || !targets.every((target) => contains(row as Element, target))) continue;
    const tag = tagOf(row);
    const paths = targets.map((target) => stepsBetween(row as Element, target));
    const alike = childrenOf(parent).filter((one) => tagOf(one) === tag && paths.some((path) => follow(one, path) !== null));
    if (alike.length < fewest) continue;
    if (isRow(row)) return alike;
    if (tag === 'td' || tag === 'th') continue;
    const rich = alike.filter((one) => piecesIn(one) >= 2).length;
    if (rich * 2 >= alike.length && !(row === first && targets.length === 1)) return alike;
  }
  return null;
}

const same = (a: readonly Element[], b: readonly Element[]): boolean => a.length === b.length && a.every((one, at) => one === b[at]);

/** Selectors for a place on the page, the nearest named element first; '' = none. */
function waysTo(parent: Element): string[] {
  const ways: string[] = [];
  const below: string[] = [];
  for (let at: Element | null = parent; at && below.length < 6; at = parentOf(at)) {
    const tag = tagOf(at);
    for (const name of namesOf(at)) ways.push([`${name.startsWith('#') ? '' : tag}${name}`, ...below].join(' > '));
    if (tag === 'body') {
      ways.push(['body', ...below].join(' > '));
      break;
    }
    below.unshift(stepsBetween(parentOf(at) ?? at, at)[0] ?? tag);
  }
  return ways;
}

function selectorOf(document: Document, rows: readonly Element[]): string | null {
  const [first] = rows;
  const parent = first && parentOf(first);
  if (!first || !parent) return null;
  const tag = tagOf(first);
  const own = namesOf(first).filter((name) => rows.every((row) => Element.prototype.matches.call(row, name)));
  const skipped = childrenOf(parent).indexOf(first);
  const kinds = [...own.map((name) => tag + name), tag, ...(skipped > 0 ? [`${tag}:nth-child(n+${skipped + 1})`] : [])];
  for (const way of waysTo(parent)) {
    for (const kind of kinds) {
      const css = `${way} > ${kind}`;
      if (css.length <= 200 && same(all(document, css), rows)) return css;
    }
  }
  return null;
}

/** Cells of the line that names the columns. */
function headersOf(document: Document, row: Element): string | null {
  const whole = closest(row, 'table, [role="grid"], [role="table"], [role="treegrid"]');
  const width = childrenOf(row).length;
  const cells = whole ? all(document, 'th, [role="columnheader"]').filter((cell) => contains(whole, cell) && !contains(row, cell)) : [];
  const line = cells.length >= 2 ? cells : (lineBefore(row, width) ?? []);
  const [first] = line;
  const parent = first && parentOf(first);
  if (!first || !parent) return null;
  const tag = tagOf(first);
  for (const way of waysTo(parent)) {
    const css = `${way} > ${tag}`;
    const found = css.length <= 200 ? all(document, css) : [];
    if (
      found.length >= 2 &&
      found.every((cell) => parentOf(cell) === parent) &&
      line.every((cell) => found.includes(cell) || tagOf(cell) !== tag)
    )
      return css;
  }
  return null;
}

/** A line of short names over rows that are built of plain boxes: as many as a row has cells. */
function lineBefore(row: Element, width: number): Element[] | null {
  const parent = parentOf(row);
  for (let at = beforeOf(row) ?? (parent && beforeOf(parent)), step = 0; at && step < 3; step++) {
    const names = childrenOf(at);
    if (
      width >= 3 &&
      names.length === width &&
      names.filter((name) => textOf(name).trim() !== '').length >= 2 &&
      names.every((name) => textOf(name).trim().length <= 24)
    )
      return names;
    at = beforeOf(at);
  }
  return null;
}

/** The rows that what was pointed at stands in, as a selector that gives them and nothing else; or why there is none. */
export function rowsAround(document: Document, targets: readonly Element[]): RowsFound | 'no-rows' | 'rows-mixed' {
  const repeated = repeatedAround(targets);
  if (!repeated) return 'no-rows';
  const css = selectorOf(document, repeated);
  return css === null ? 'rows-mixed' : { elements: repeated, css, headers: headersOf(document, repeated[0] as Element) };
}
