import type { Column, GridRow } from './grid';
import { fieldsOf } from './label';
import { leavesOf, linesOf } from './leaves';
import { innerElements, textOf } from './surface';

/** A line of names over those that hold what is named. */
export function saysNames(card: Element): boolean {
  const written = leavesOf(card).map(({ text }) => text);
  const isJoined = written.some((text) => /^\/ |\p{L} \/ \p{L}/u.test(text));
  const texts = written.map((text) => text.replace(/^[/|·\s]+/, ''));
  const named = texts.filter((text) => (['listing', 'order', 'campaign'] as const).some((noun) => fieldsOf(noun, text).length > 0));
  return named.length > 2 && (isJoined || named.length * 2 > texts.length) && !texts.some((text) => /\d/.test(text));
}

/** A line that says itself what it is: "SKU - AB-1". */
const namesItself = /^\p{L}[\p{L} ]{0,20}\s?[-–:：]\s/u;

/** A picture is no line of the cell. */
const isPicture = (label = ''): boolean => fieldsOf('listing', label).some(({ field }) => field === 'picture');

/** Names that a head joins in one cell, "Order ID / Date / Status", over cells that hold as many lines. Null = it is no such head. */
export function stackedUnder(head: Element, cards: readonly Element[]): { columns: Column[]; rows: GridRow[] } | null {
  const names = innerElements(head).map((cell) => textOf(cell).split(/\s*\/\s*/));
  if (!names.some((parts) => parts.length > 1)) return null;
  const rows = cards.flatMap((card): GridRow[] => {
    const cells = innerElements(card);
    if (cells.length !== names.length) return [];
    const stacked = cells.flatMap((cell, at): (Element | null)[] => {
      const parts = names[at]?.length ?? 1;
      const lines = linesOf(leavesOf(cell));
      if (parts === 1) return [cell];
      return Array.from({ length: parts }, (_, i) =>
        isPicture(names[at]?.[i]) ? cell : lines.length === parts ? (lines[i]?.leaves[0]?.element ?? null) : null,
      );
    });
    return [{ elements: [card], cells: stacked, loose: [card] }];
  });
  const columns = names.flat().map((label, at) => {
    const isOwn = rows.some(({ cells }) => cells[at] && namesItself.test(textOf(cells[at] as Element)));
    return { label: isOwn ? '' : label, key: '' };
  });
  return rows.length > 0 ? { columns, rows } : null;
}
