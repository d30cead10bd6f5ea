import type { Column, Grid, GridRow } from './grid';
import { leavesOf } from './leaves';
import { isSurroundings } from './page-noun';
import { saysNames, stackedUnder } from './stacked-head';
import { around, attr, below, beside, classOf, innerElements, isShown, tagOf, textOf } from './surface';

const never = new Set([
  'tr',
  'td',
  'th',
  'thead',
  'tbody',
  'option',
  'br',
  'hr',
  'input',
  'label',
  'button',
  'script',
  'style',
  'col',
  'template',
]);
const states = /^(is-|has-|active|selected|even|odd|hover|first|last|open|expanded|unread|new|read|checked|disabled|current|dragging)/i;

/** What elements of one kind share: their tag, and the first of their classes that says no state. */
function kindOf(element: Element): string {
  const name =
    classOf(element)
      .split(/\s+/)
      .find((part) => part !== '' && !states.test(part)) ?? '';
  return `${tagOf(element)}.${name}`;
}

/** A line of names over the cards: as many short texts as a card has cells. */
function headOver(first: Element, cards: readonly Element[]): { columns: Column[]; cellsOf(card: Element): Element[] | null } | null {
  const places = [first, ...[...around(first)].slice(0, 3)];
  const candidates = places.flatMap((place, level) =>
    beside(place)
      .before.toReversed()
      .slice(0, level === 0 ? 3 : 2)
      .flatMap((element) => (level === 0 ? [element] : [element, ...innerElements(element)]).map((candidate) => ({ candidate, level }))),
  );
  for (const { candidate, level } of candidates) {
    const names = innerElements(candidate);
    if (
      tagOf(candidate) === 'select' ||
      names.length < 3 ||
      names.some(
        (name) =>
          textOf(name).length > 20 ||
          [name, ...below(name)].some((element) => ['input', 'select'].includes(tagOf(element)) && attr(element, 'type') !== 'checkbox'),
      ) ||
      names.filter((name) => textOf(name) !== '').length < 3
    )
      continue;
    const cellsOf = (card: Element): Element[] | null =>
      [card, ...below(card)].map(innerElements).find((inner) => inner.length === names.length) ?? null;
    const isOver = level < 2 || areOver(names, cellsOf(first) ?? []);
    if (isOver && cards.filter((card) => cellsOf(card)).length * 2 > cards.length)
      return { columns: names.map((name) => ({ label: textOf(name), key: '' })), cellsOf };
  }
  return null;
}

/** Each name begins where its cell does: a head that stays while the lines under it scroll. */
function areOver(names: readonly Element[], cells: readonly Element[]): boolean {
  const leftOf = (element: Element): number => Element.prototype.getBoundingClientRect.call(element).left;
  return cells.length === names.length && names.every((name, at) => Math.abs(leftOf(name) - leftOf(cells[at] as Element)) < 3);
}

/** Something repeated: cards, list items, lines built of plain boxes. */
export function cardsIn(elements: readonly Element[], root: Element): Grid[] {
  const found: Grid[] = [];
  for (const parent of [root, ...elements]) {
    if (never.has(tagOf(parent)) && tagOf(parent) !== 'tbody') continue;
    const inner = innerElements(parent).filter((element) => !never.has(tagOf(element)));
    if (inner.length === 0 || isSurroundings(parent) || [parent, ...around(parent)].some(isElsewhere)) continue;
    for (const cards of Map.groupBy(inner, kindOf).values()) {
      const [first] = cards;
      if (!first || (cards.length < 2 && attr(first, 'data-id') === null) || !isShown(first)) continue;
      if (cards.some((card) => below(card).some((element) => isMore(element) || (tagOf(element) === 'table' && cards.length < 2))))
        continue;
      const told = cards.filter((card) => leavesOf(card).length >= 2);
      if (told.length * 2 <= cards.length) continue;
      const names = cards.find(saysNames);
      const stacked =
        names &&
        stackedUnder(
          names,
          told.filter((card) => card !== names),
        );
      if (stacked) {
        found.push({ element: parent, ...stacked });
        continue;
      }
      const head = headOver(first, cards);
      const rows = told
        .filter((card) => !/head/i.test(classOf(card)) && !saysNames(card))
        .map((card): GridRow => ({ elements: [card], cells: head?.cellsOf(card) ?? [card], loose: head ? [card] : [] }));
      if (rows.length > 0) found.push({ element: parent, columns: head?.columns ?? [{ label: '', key: '' }], rows });
    }
  }
  return found;
}

/** Inside of what is read as something else: a table, a grid, a menu. */
const isElsewhere = (element: Element): boolean =>
  ['table', 'select'].includes(tagOf(element)) || /^(grid|treegrid|row|menu|tablist|listbox)$/.test(attr(element, 'role') ?? '');
/** What a card does not hold: then it is a part of the page. */
const isMore = (element: Element): boolean =>
  ['form', 'main', 'th', 'thead'].includes(tagOf(element)) || /^(grid|row)$/.test(attr(element, 'role') ?? '');
