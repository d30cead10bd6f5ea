import type { Column, Grid, GridRow } from './grid';
import { leavesOf } from './leaves';
import { isSurroundings } from './page-noun';
import { around, attr, below, classOf, innerElements, isShown, outer, tagOf, textOf } from './surface';

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
  const before = siblingsBefore(first);
  for (const candidate of [
    ...before.toReversed().slice(0, 3),
    ...siblingsBefore(outer(first) ?? first)
      .toReversed()
      .slice(0, 2)
      .flatMap((element) => [element, ...innerElements(element)]),
  ]) {
    const names = innerElements(candidate);
    if (
      names.length < 3 ||
      names.some(
        (name) =>
          textOf(name).length > 20 ||
          below(name).some((element) => ['input', 'select'].includes(tagOf(element)) && attr(element, 'type') !== 'checkbox'),
      ) ||
      names.filter((name) => textOf(name) !== '').length < 3
    )
      continue;
    const cellsOf = (card: Element): Element[] | null =>
      [card, ...below(card)].map(innerElements).find((inner) => inner.length === names.length) ?? null;
    if (cards.filter((card) => cellsOf(card)).length * 2 > cards.length)
      return { columns: names.map((name) => ({ label: textOf(name), key: '' })), cellsOf };
  }
  return null;
}

function siblingsBefore(element: Element): Element[] {
  const parent = outer(element);
  const siblings = parent ? innerElements(parent) : [];
  return siblings.slice(0, Math.max(0, siblings.indexOf(element)));
}

/** Something repeated: cards, list items, lines built of plain boxes. */
export function cardsIn(elements: readonly Element[], root: Element): Grid[] {
  const found: Grid[] = [];
  for (const parent of [root, ...elements]) {
    if (never.has(tagOf(parent)) && tagOf(parent) !== 'tbody') continue;
    const inner = innerElements(parent).filter((element) => !never.has(tagOf(element)));
    if (inner.length === 0) continue;
    for (const cards of Map.groupBy(inner, kindOf).values()) {
      const said = cards.map((card) => leavesOf(card).length);
      const isTold = cards.length > 1 || attr(cards[0] as Element, 'data-id') !== null;
      if (!isTold || said.filter((count) => count >= 2).length * 2 <= cards.length || !isShown(cards[0] as Element)) continue;
      if (
        isSurroundings(parent) ||
        below(cards[0] as Element).some(
          (element) =>
            ['form', 'main', 'th', 'thead'].includes(tagOf(element)) ||
            (tagOf(element) === 'table' && cards.length < 2) ||
            /^(grid|row)$/.test(attr(element, 'role') ?? ''),
        )
      )
        continue;
      if (
        [...around(cards[0] as Element)].some(
          (at) => ['table', 'select'].includes(tagOf(at)) || /^(grid|treegrid|row|menu|tablist|listbox)$/.test(attr(at, 'role') ?? ''),
        )
      )
        continue;
      const head = headOver(cards[0] as Element, cards);
      const shown = cards.filter((card) => leavesOf(card).length >= 2 && !/head/i.test(classOf(card)));
      const rows = shown.map((card): GridRow => ({ elements: [card], cells: head?.cellsOf(card) ?? [card], loose: head ? [card] : [] }));
      if (rows.length > 0) found.push({ element: parent, columns: head?.columns ?? [{ label: '', key: '' }], rows });
    }
  }
  return found;
}
