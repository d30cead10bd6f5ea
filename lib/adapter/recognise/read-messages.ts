import type { Finding, FoundRecord } from './found';
import type { Grid } from './grid';
import { fieldsByColumn, finding } from './grid-fields';
import { leavesOf } from './leaves';
import { dayOrderIn, momentOf } from './moments';
import { stateIn } from './read-cell';
import { idsOf } from './row-ids';
import { attr, below, classOf, tagOf, textOf } from './surface';
import { plainWords, sideOf } from './words';

export const classWords = (element: Element): string[] =>
  classOf(element)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter(Boolean);

/** When it came: the one moment in the row, as it is written. */
export function timeIn(row: Element, order: ReturnType<typeof dayOrderIn>): Finding | null {
  const times = below(row).filter((element) => tagOf(element) === 'time');
  const places = times.length > 0 ? times : [row];
  const found = places
    .flatMap((place) => leavesOf(place))
    .map((leaf) => ({ leaf, moment: momentOf(leaf.text, order) }))
    .filter(({ moment }) => typeof moment === 'string');
  const exact =
    found.length === 0
      ? times
          .map((element) => ({ element, moment: momentOf(attr(element, 'datetime') ?? '', order) }))
          .filter(({ moment }) => typeof moment === 'string')
      : [];
  const [first] = found;
  if (first && new Set(found.map(({ moment }) => moment)).size === 1)
    return { value: first.moment as string, confidence: 0.85, reason: 'words', label: first.leaf.text, element: first.leaf.element };
  const [only] = exact;
  return only && exact.length === 1
    ? { value: only.moment as string, confidence: 0.8, reason: 'words', label: '', element: only.element }
    : null;
}

/** Words of a state in the classes of a row and of what stands in it, and in the first words of its texts. */
function readWords(row: Element): Set<string> {
  const sides = new Set<string>();
  const note = (word: string): void => {
    const side = sideOf('read', word.replace(/^is /, ''));
    if (side) sides.add(side);
  };
  for (const word of classWords(row)) note(word);
  for (const inner of below(row)) note(plainWords(attr(inner, 'title') ?? attr(inner, 'aria-label') ?? ''));
  for (const leaf of leavesOf(row)) {
    const text = plainWords(leaf.text);
    if (text.length < 16) note(text);
  }
  return sides;
}

/** In a column of its own yes and no are enough. */
const readIn = (cell: Element): boolean | null | undefined => stateIn(cell, 'read') ?? stateIn(cell, 'enabled');

/** A number by itself that only some rows have: how many of its messages are unread. */
function counterIn(row: Element): boolean {
  return leavesOf(row).some(({ text, element }) => /^\d{1,3}\+?$/.test(text) && /badge|count|cnt|unread|num|dot/i.test(classOf(element)));
}

/** A list of messages or conversations: when each came and whether anybody has read it. Never what it says, nor who wrote it. */
export function readMessageList(grid: Grid): FoundRecord[] {
  const rows = grid.rows.map(({ elements }) => elements[0] as Element);
  const order = dayOrderIn(rows.flatMap((row) => leavesOf(row).map(({ text }) => text)));
  const columns = fieldsByColumn(grid, 'message');
  const dated = columns.findIndex((placed) => placed?.field === 'receivedAt');
  const times = grid.rows.map((row, i) =>
    dated < 0 || !row.cells[dated] ? timeIn(rows[i] as Element, order) : timeIn(row.cells[dated], order),
  );
  const readAt = columns.findIndex((placed) => placed?.field === 'read');
  const words = rows.map(readWords);
  const counters = rows.map(counterIn);
  const isTold = words.some((sides) => sides.size === 1);
  const isCounted = counters.some((one) => one);
  const numbered = columns.findIndex((placed) => placed?.field === 'id');
  const shown = grid.rows.map(({ cells }) => (numbered >= 0 && cells[numbered] ? textOf(cells[numbered]).replace(/^#/, '') : '') || null);
  const ids = idsOf(grid.rows, [shown], ['message']);
  return rows.map((row, i) => {
    const fields = new Map<string, Finding>();
    const id = ids[i];
    if (id) fields.set('id', finding(id, 'link', '', 0.9, row));
    const time = times[i];
    if (time) fields.set('receivedAt', time);
    const told = readAt >= 0 && grid.rows[i]?.cells[readAt] ? readIn(grid.rows[i].cells[readAt] as Element) : undefined;
    const [side] = words[i] ?? [];
    const isRead = isTold
      ? words[i]?.size === 1
        ? side === 'yes'
        : words.every((sides) => !sides.has('yes'))
          ? true
          : undefined
      : isCounted
        ? !counters[i]
        : undefined;
    if (told !== undefined && told !== null)
      fields.set('read', { value: told, confidence: 0.9, reason: 'column', label: 'read', element: row });
    else if (isRead !== undefined)
      fields.set('read', { value: isRead, confidence: isTold ? 0.85 : 0.75, reason: 'words', label: '', element: row });
    return { fields, element: row };
  });
}
