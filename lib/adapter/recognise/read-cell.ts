import { countOf, isNothing, type Price, priceOf } from './amounts';
import { chosenIn, controlsIn, isOn, ownWords, radiosWith, typedIn } from './fields';
import { isAction, isPainted, isStruck, type Leaf, leavesOf, linesOf, saidIn } from './leaves';
import { type DayOrder, momentOf } from './moments';
import { around, attr, below, classOf, collapse, isInside, outer, tagOf, textOf } from './surface';
import { isIn, plainWords, sideOf } from './words';

/** `undefined` = not understood; `null` = shown empty. */
export type Read<T> = T | null | undefined;

/** The box in a cell that holds its value; undefined = it has none, or several. */
function boxIn(cell: Element): Element | undefined {
  const boxes = controlsIn([cell, ...below(cell)]).filter(({ type }) => type === 'text');
  return boxes.length === 1 ? boxes[0]?.element : undefined;
}

const inMenu = (element: Element): boolean =>
  tagOf(element) === 'button' || /menu|dropdown|row-actions|tooltip|popover/i.test(classOf(element)) || attr(element, 'role') === 'menu';

/** What a cell says: without menus, buttons and what is not painted. */
export function said(cell: Element): Leaf[] {
  const leaves = leavesOf(cell, inMenu).filter(
    (leaf) => isPainted(leaf, cell) && (/[\p{L}\p{N}\p{Sc}\p{Pd}/]/u.test(leaf.text) || (leaf.isGlued && /^[.,]$/.test(leaf.text))),
  );
  // A program may write a cell as nothing but a button.
  return leaves.length > 0 ? leaves : leavesOf(cell).filter((leaf) => isPainted(leaf, cell) && !isAction(leaf));
}

const isBadge = ({ element }: Leaf): boolean =>
  ['i', 'em', 'small', 'sup', 'mark'].includes(tagOf(element)) ||
  /badge|tag|chip|label(?!led)|pill|state|status|muted|sub|desc(?!-)|secondary|hint|help|caption/i.test(classOf(element));
const isHead = (element: Element): boolean =>
  /^(strong|b|h[1-6])$/.test(tagOf(element)) || /(^|[\s_-])(title|name|row-title|primary)([\s_-]|$)/i.test(classOf(element));

function within(leaf: Leaf, cell: Element, is: (element: Element) => boolean): Element | null {
  for (const at of [leaf.element, ...around(leaf.element)]) {
    if (is(at)) return at;
    if (at === cell) return null;
  }
  return null;
}

const isLinked = (at: Element): boolean => tagOf(at) === 'a' && !/^(#(?![!/])|javascript:)/i.test(attr(at, 'href') ?? '#');

/** A name: the words of its link, else of what stands out, else of the first line; never a badge, a label or a word to press. */
export function nameIn(cell: Element): Read<string> {
  const box = boxIn(cell);
  const typed = box && collapse(typedIn(box));
  // A card may hold a box for something else.
  if (typed !== undefined && (/\p{L}/u.test(typed) || said(cell).length === 0)) return typed || null;
  const words = said(cell).filter((leaf) => !isAction(leaf) && /[\p{L}\p{N}]/u.test(leaf.text) && !isIn('none', plainWords(leaf.text)));
  const unlabelled = words.filter((leaf) => !/^[^:：]{1,20}[:：]/.test(leaf.text) || within(leaf, cell, isLinked) !== null);
  // "Set: three brushes" is a name where nothing else is.
  const leaves = unlabelled.length > 0 || words.length > 1 ? unlabelled : words;
  if (leaves.length === 0) return isNothing(textOf(cell)) && !below(cell).some((element) => tagOf(element) === 'img') ? null : undefined;
  const link = leaves.map((leaf) => within(leaf, cell, isLinked)).find((at) => at !== null);
  const head = leaves.map((leaf) => within(leaf, cell, isHead)).find((at) => at !== null && at !== cell && hasWords(at));
  const place = link ?? head;
  if (place) {
    // One word of a name may be set in bold.
    const goesOn = place === head && leaves.some((leaf) => leaf.element === outer(place) && !isBadge(leaf));
    const own = leaves.filter((leaf) => isInside(leaf.element, goesOn ? (outer(place) as Element) : place));
    const first = linesOf(own.some((leaf) => !isBadge(leaf)) ? own.filter((leaf) => !isBadge(leaf)) : own)[0];
    return first?.text;
  }
  const plain = leaves.filter((leaf) => !isBadge(leaf));
  return linesOf(plain.length > 0 ? plain : leaves)[0]?.text;
}

/** Letters that stand for a picture that is missing. */
export const isInitials = (text: string): boolean => /^\p{Lu}{1,3}$/u.test(text);
const hasWords = (element: Element): boolean => /\p{L}/u.test(textOf(element)) && !isInitials(textOf(element));

/** Is there a link or a heading in it that a name could stand in? */
export const standsOut = (cell: Element): boolean =>
  below(cell).some(
    (element) => (isHead(element) || tagOf(element) === 'a') && hasWords(element) && !isIn('actions', plainWords(textOf(element))),
  );

/** Nothing is said in it; but what is there and not painted may be shown elsewhere. */
const nothingIn = (cell: Element): null | undefined =>
  leavesOf(cell).some((leaf) => !isPainted(leaf, cell) && !isNothing(leaf.text)) ||
  below(cell).some((at) => ['button', 'img'].includes(tagOf(at)))
    ? undefined
    : null;

/** A short text: what is in its box, else its first line. */
export function textIn(cell: Element): Read<string> {
  const box = boxIn(cell);
  if (box) return collapse(typedIn(box)) || null;
  const leaves = said(cell);
  const words = leaves.filter((leaf) => !isAction(leaf));
  // A code may read OPEN.
  const text = linesOf(words.length > 0 || leaves.length > 1 ? words : leaves)[0]?.text ?? '';
  return isNothing(text) ? nothingIn(cell) : text;
}

/** A code, without a state that is written after it. */
export function codeIn(cell: Element): Read<string> {
  const isLinkedTo = below(cell).some(
    (element) => isLinked(element) && textOf(element) !== '' && !isIn('actions', plainWords(textOf(element))),
  );
  return isLinkedTo ? nameIn(cell) : textIn(cell);
}

/** A price; one that is struck through beside another leaves it open which of them counts. */
export function priceIn(cell: Element): Read<Price> {
  const box = boxIn(cell);
  if (box) return priceOf(`${saidIn(said(cell)).replace(/[^\p{Sc}\p{L}$ ]/gu, '')} ${typedIn(box)}`.trim()) ?? priceOf(typedIn(box));
  const leaves = said(cell).filter((leaf) => !isAction(leaf));
  if (leaves.length === 0) return nothingIn(cell);
  if (leaves.some((leaf) => isStruck(leaf, cell))) return undefined;
  const whole = priceOf(saidIn(leaves));
  if (whole !== undefined) return whole;
  const lines = linesOf(leaves)
    .map(({ text }) => priceOf(text))
    .filter((price) => price !== undefined && price !== null);
  return lines.length === 1 && !linesOf(leaves).some(({ text }) => /\d\s*[-–~至]\s*\D{0,4}\d/.test(text)) ? lines[0] : undefined;
}

export function countIn(cell: Element): Read<number> {
  const box = boxIn(cell);
  if (box) return countOf(typedIn(box));
  const leaves = said(cell).filter((leaf) => !isAction(leaf));
  if (leaves.length === 0) return nothingIn(cell);
  const whole = countOf(saidIn(leaves));
  if (whole !== undefined) return whole;
  const counts = linesOf(leaves)
    .map(({ text }) => countOf(text))
    .filter((count) => typeof count === 'number');
  return counts.length === 1 && linesOf(leaves).every(({ text }) => countOf(text) !== undefined || !/\d/.test(text))
    ? counts[0]
    : undefined;
}

/** When: as it is written, else as its own attribute says. */
export function momentIn(cell: Element, order: DayOrder): Read<string> {
  const box = boxIn(cell);
  if (box) return momentOf(typedIn(box), order);
  const leaves = said(cell).filter((leaf) => !isAction(leaf));
  if (leaves.length === 0) return below(cell).some((element) => tagOf(element) === 'img') ? undefined : null;
  for (const text of [saidIn(leaves), ...linesOf(leaves).map(({ text }) => text)]) {
    const moment = momentOf(text, order);
    if (moment !== undefined) return moment;
  }
  const exact = [cell, ...below(cell)]
    .map((element) => attr(element, 'datetime') ?? attr(element, 'title') ?? '')
    .map((text) => momentOf(text, order))
    .filter((moment) => moment);
  return exact.length > 0 && new Set(exact).size === 1 ? exact[0] : undefined;
}

const yesIcons = /(^|[\s_-])(check|check-circle|tick|true|yes|on|success|enabled|active|ok|checked|is-active|done)(?=$|[\s_-])/i;
const noIcons =
  /(^|[\s_-])(times|cross|false|no|off|disabled|danger|inactive|remove|close|xmark|ban|x|x-circle|unchecked|slash)(?=$|[\s_-])/i;
type StatePair = 'live' | 'enabled' | 'read';

/** Yes or no, by its switch, its words, else by what its icon is called. Two that disagree are neither. */
export function stateIn(cell: Element, pair: StatePair): Read<boolean> {
  const inner = below(cell);
  const controls = controlsIn([cell, ...inner]);
  const flags = controls.filter(({ type }) => type === 'switch');
  const outermost = flags.filter(({ element }) => !flags.some((other) => other.element !== element && isInside(element, other.element)));
  if (outermost.length === 1 && outermost[0]) return isOn(outermost[0].element);
  const [radio] = controls.filter(({ type }) => type === 'radios');
  const words = radio
    ? radiosWith(radio.element, inner)
        .filter((one) => one.isOn)
        .map(({ element }) => ownWords(element, inner))
    : controls.some(({ type }) => type === 'choice')
      ? controls.filter(({ type }) => type === 'choice').flatMap(({ element }) => chosenIn(element))
      : leavesOf(cell, inMenuOf(cell))
          .filter((leaf) => leaf.text.length < 40)
          .map(({ text }) => text);
  const sides = new Set([...words, words.join(' ')].map((word) => sideOf(pair, plainWords(word))).filter((side) => side !== undefined));
  if (sides.size === 1) return sides.has('yes');
  if (sides.size > 1 || words.some((word) => /[\p{L}\p{N}]/u.test(word))) return undefined;
  return iconSays(inner, pair);
}

const inMenuOf =
  (cell: Element) =>
  (element: Element): boolean =>
    element !== cell && /menu|dropdown-menu/i.test(classOf(element));

function iconSays(elements: readonly Element[], pair: StatePair): boolean | undefined {
  const sides = new Set<boolean>();
  for (const element of elements) {
    const titles = ['title', 'aria-label', 'alt']
      .map((name) => sideOf(pair, plainWords(attr(element, name) ?? '')))
      .filter((side) => side !== undefined);
    for (const side of titles) sides.add(side === 'yes');
    if (titles.length > 0 || !['i', 'span', 'img', 'svg', 'use', 'mat-icon', 'div', 'a', 'button'].includes(tagOf(element))) continue;
    const names = `${classOf(element)} ${
      (attr(element, 'src') ?? '')
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? ''
    }`;
    const [isYes, isNo] = [yesIcons.test(names), noIcons.test(names)];
    if (isYes !== isNo) sides.add(isYes);
  }
  return sides.size === 1 ? sides.has(true) : undefined;
}

const fakes =
  /placeholder|no[-_ ]?(image|photo|picture|media|thumb)|default[-_.]?(small|image|product|thumb|pic)|en-default|missing|blank\.|dummy|empty/i;

/** Is there a picture of the thing itself? `null` = no sign of one. */
export function pictureIn(place: Element): boolean | null {
  const inside = [place, ...below(place)];
  const pictures = inside.filter((element) => tagOf(element) === 'img' || /background-image:\s*url/.test(attr(element, 'style') ?? ''));
  if (pictures.length === 0) return inside.some((element) => isIn('none', plainWords(textOf(element)))) ? false : null;
  return pictures.some((picture) => !isFake(picture));
}

/** A stand-in for a picture that is missing, a flag, somebody's face. */
function isFake(picture: Element): boolean {
  const names = Array.from(picture.attributes, ({ name, value }) =>
    value.startsWith('data:') || /^data-(?!src)/.test(name) ? '' : `${name}=${value}`,
  ).join(' ');
  const source =
    attr(picture, 'src') ??
    attr(picture, 'data-src') ??
    attr(picture, 'srcset') ??
    (tagOf(picture) === 'img' ? '' : attr(picture, 'style')) ??
    '';
  return (
    source === '' ||
    fakes.test(names) ||
    isIn('none', plainWords(attr(picture, 'alt') ?? '')) ||
    /(^|[\s_-])(flag|logo|gravatar|brand)/i.test(classOf(picture))
  );
}

/** Names in a list: of links or tags, else between commas. */
export function listIn(cell: Element): string[] {
  const links = below(cell).filter((element) => tagOf(element) === 'a' && textOf(element) !== '');
  if (links.length > 0) return links.map(textOf);
  const lines = linesOf(said(cell))
    .map(({ text }) => text)
    .filter((text) => !isNothing(text));
  return lines.length === 1 ? (lines[0] ?? '').split(/\s*[,，、]\s*/).filter(Boolean) : lines;
}
