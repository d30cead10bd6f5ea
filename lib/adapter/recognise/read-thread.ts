import type { Finding, FoundRecord } from './found';
import type { GridRow } from './grid';
import { finding } from './grid-fields';
import { type Leaf, leavesOf } from './leaves';
import { momentOf } from './moments';
import { classWords, timeIn } from './read-messages';
import { idsOf } from './row-ids';
import { attr, below, classOf, innerElements, tagOf, textOf } from './surface';
import { plainWords, sideOf } from './words';

type Side = 'customer' | 'shop';
interface Line {
  row: Element;
  /** Null = it says one that cannot be told whole: of no year, or no day. */
  time: Finding | null;
  from: Side | undefined;
}

/** Who wrote, by the words of its classes, of its marks, and of what stands in it. */
function senderIn(row: Element): Side | undefined {
  const elements = [row, ...below(row).slice(0, 12)];
  const own = elements.map((element) => attr(element, 'data-own') ?? attr(element, 'data-is-own')).find((mark) => mark !== null);
  if (own === 'true' || own === 'false') return own === 'true' ? 'shop' : 'customer';
  const tokens = classOf(row).split(/\s+/);
  if (tokens.includes('left') !== tokens.includes('right')) return tokens.includes('right') ? 'shop' : 'customer';
  const one = (words: readonly string[]): Side | undefined => {
    const sides = new Set(words.map((word) => sideOf('from', word)).filter((side) => side !== undefined));
    return sides.size === 1 ? ([...sides][0] as Side) : undefined;
  };
  return (
    one(classWords(row)) ??
    one(elements.flatMap(classWords)) ??
    one(
      elements
        .flatMap((element) => leavesOf(element))
        .filter(({ text }) => text.length < 16)
        .map(({ text }) => plainWords(text)),
    )
  );
}

/** Whoever looks at a conversation has what the own side wrote at the right, and what came at the left. */
function sideOn(row: Element, place: Element): Side | undefined {
  const [longest] = leavesOf(row).sort((a: Leaf, b: Leaf) => b.text.length - a.text.length);
  const rect = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);
  const text = longest && rect(longest.element);
  if (!text || text.width === 0) return undefined;
  const [before, after] = [text.left - rect(place).left, rect(place).right - text.right];
  return Math.abs(before - after) < 48 ? undefined : before > after ? 'shop' : 'customer';
}

const clock = /^((上午|下午|凌晨|早上|中午|晚上)\s*)?\d{1,2}:\d{2}(\s*[ap]\.?m\.?)?$/i;

/** A time of day, with the day that stands above it. */
function clockIn(row: Element, day: string | undefined): Finding | null {
  const times = leavesOf(row).filter(({ text }) => clock.test(text.normalize('NFKC')));
  const [only] = times;
  const moment = day && only && times.length === 1 ? momentOf(`${day} ${only.text}`) : undefined;
  return moment && only ? { value: moment, confidence: 0.8, reason: 'words', label: only.text, element: only.element } : null;
}

const saysHour = (row: Element): boolean =>
  leavesOf(row).some(({ text }) => text.length < 26 && /(^|[\s,])\d{1,2}:\d{2}(\s*[ap]\.?m\.?)?$/i.test(text));

/** A line that is nothing but a day: 2026/11/27（五）. */
function dayIn(row: Element): string | undefined {
  const text = textOf(row).replace(/\s*[(（][^)）]*[)）]$/, '');
  const day = text.length < 40 ? momentOf(text) : undefined;
  return day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}

function linesIn(parent: Element): Line[] {
  let day: string | undefined;
  const lines = innerElements(parent).flatMap((row): Line[] => {
    if (tagOf(row) === 'form') return [];
    const own = dayIn(row);
    day = own ?? day;
    const time = own ? null : (timeIn(row, null) ?? clockIn(row, day));
    return time || saysHour(row) ? [{ row, time, from: senderIn(row) }] : [];
  });
  if (lines.every(({ from }) => from)) return lines;
  const placed = lines.map((line) => ({ ...line, from: sideOn(line.row, parent) }));
  return placed.every(({ from }) => from) && new Set(placed.map(({ from }) => from)).size === 2
    ? placed
    : lines.filter(({ from }) => from !== undefined);
}

/** One conversation: for each message who wrote, shop or customer, and when. One line alone is none. */
export function readThread(elements: readonly Element[]): FoundRecord[] {
  let best: Line[] = [];
  for (const parent of elements) {
    if (innerElements(parent).length < 2) continue;
    const lines = linesIn(parent);
    if (lines.length > best.length) best = lines;
  }
  if (best.length < 2) return [];
  const asRows = best.map(({ row }): GridRow => ({ elements: [row], cells: [row], loose: [] }));
  const ids = idsOf(asRows, [], ['message']);
  return best.map(({ row, time, from }, i): FoundRecord => {
    const fields = new Map<string, Finding>([['from', finding(from as Side, 'words', '', 0.85, row)]]);
    if (time) fields.set('receivedAt', time);
    const id = ids[i];
    if (id) fields.set('id', finding(id, 'link', '', 0.9, row));
    return { fields, element: row };
  });
}
