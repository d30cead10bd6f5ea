import { labelText } from './control-label';
import { chosenIn, controlsIn, isOn, ownWords, typedIn } from './fields';
import type { Finding } from './found';
import { fieldsOf } from './label';
import { isAction, isPainted, type Leaf, leavesOf, linesOf, saidIn } from './leaves';
import { around, attr, below, beside, classOf, collapse, isInside, outer, tagOf, textOf } from './surface';

const isOfCategories = (label: string): boolean =>
  fieldsOf('listing', label).some(({ field, confidence }) => field === 'categories' && confidence >= 0.9);
const isFieldLabel = (element: Element): boolean =>
  ['label', 'legend', 'dt', 'th'].includes(tagOf(element)) || /(form|field|control|item)(__|-)?label/i.test(classOf(element));
/** Words of a box to tick are no label of a field. */
const isTickLabel = (element: Element): boolean =>
  tagOf(element) === 'label' && below(element).some((at) => tagOf(at) === 'input' && /checkbox|radio/.test(attr(at, 'type') ?? ''));
const isButton = (element: Element): boolean =>
  tagOf(element) === 'button' ||
  (attr(element, 'role') === 'button' && !chipClass.test(classOf(element))) ||
  /(^|[\s_-])(remove|close|delete|placeholder)([\s_-]|$)/i.test(classOf(element));

/** The box that holds what belongs to a label: the smallest with anything in it besides, and nothing of another label. */
function regionOf(label: Element): Element | null {
  if (tagOf(label) === 'dt') return beside(label).after[0] ?? null;
  for (const box of around(label)) {
    if (['form', 'body', 'main', 'tbody', 'table'].includes(tagOf(box))) return null;
    const rest = below(box).filter((at) => !isInside(at, label) && at !== label);
    if (
      rest.some(
        (at) => isFieldLabel(at) && !isTickLabel(at) && !isInChip(at, box) && labelText(at) !== '' && !isOfCategories(labelText(at)),
      )
    )
      return null;
    // "[global]" beside a label says where it holds.
    const hasText = leavesOf(box).some(
      (leaf) => !isInside(leaf.element, label) && /[\p{L}\p{N}]/u.test(leaf.text) && !/^\[.*\]$/.test(leaf.text),
    );
    if (hasText || controlsIn(rest).length > 0) return box;
  }
  return null;
}

const chipClass =
  /(^|[\s_-])(tag|chip|crumb|badge|pill|token|selection-item|multi-?value)s?([\s_-]|$)|tag__|crumb|tags-text|selection-item|chip/i;
const isInChip = (element: Element, box: Element): boolean =>
  [element, ...around(element)].some((at) => at !== box && isInside(at, box) && chipClass.test(classOf(at)));
const wordsIn = (element: Element): Leaf[] =>
  leavesOf(element, isButton).filter((leaf) => /[\p{L}\p{N}]/u.test(leaf.text) && isPainted(leaf, element));
const ownText = (element: Element): string => saidIn(wordsIn(element).filter((leaf) => !isAction(leaf)));

/** What was picked, one element for each; undefined = it cannot be told apart: chips, or lines with a button or a hidden field that stands for them. They end where other words begin. */
function picksIn(region: Element, label: Element): string[] | undefined {
  const parts = below(region).filter((at) => !isInside(at, label) && ![at, ...around(at)].some((around) => tagOf(around) === 'select'));
  const chips = parts.filter((at) => chipClass.test(classOf(at)) && ownText(at) !== '');
  const lines = parts.filter(
    (at) =>
      ['li', 'tr', 'span', 'div'].includes(tagOf(at)) &&
      ownText(at) !== '' &&
      below(at).some((inner) => isButton(inner) || (tagOf(inner) === 'input' && attr(inner, 'type') === 'hidden')),
  );
  const found = chips.length > 0 ? chips : lines;
  const innermost = found.filter((at) => !found.some((other) => other !== at && isInside(other, at)));
  const picks = new Set<Element>();
  for (const { element } of wordsIn(region)) {
    if (isInside(element, label)) {
      picks.clear();
      continue;
    }
    const pick = innermost.find((at) => isInside(element, at));
    if (pick) picks.add(pick);
    else if (picks.size > 0) break;
  }
  // A line of several pieces is one name, or two: nothing tells.
  return chips.length === 0 && [...picks].some((pick) => pieces(pick) > 1) ? undefined : [...picks].map(ownText);
}

const pieces = (pick: Element): number => wordsIn(pick).filter((leaf) => !isAction(leaf)).length;

const unchosen = /^(-+.*|–|—|none|select.*|choose.*|请选择|請選擇|选择)$/i;

/** Names of the categories that a region shows as chosen; undefined = it does not tell. */
function chosen(region: Element, label: Element): string[] | undefined {
  const elements = below(region);
  const parts = elements.filter((at) => !isInside(at, label));
  const selects = parts.filter((at) => tagOf(at) === 'select' && attr(at, 'aria-hidden') !== 'true');
  const both = selects.filter((at) => /chosen|selected|_to$|已选|已選/i.test(`${classOf(at)} ${attr(at, 'id') ?? ''}`));
  // Of two boxes to move names between, all in the second one are chosen, marked or not.
  if (selects.length > 1 && both.length === 1)
    return below(both[0] as Element)
      .filter((at) => tagOf(at) === 'option')
      .map(textOf);
  const picks = picksIn(region, label);
  if (!picks || picks.length > 0) return picks && [...new Set(picks)];
  if (selects.length === 1) {
    const names = chosenIn(selects[0] as Element)
      .filter((text) => !unchosen.test(text))
      .map((text) => collapse(text.replace(/^[\s\-–—└>]+/, '')));
    // A long list with nothing marked may be the one to choose from, with what was chosen in another beside it.
    return names.length === 0 && attr(selects[0] as Element, 'multiple') !== null ? undefined : names;
  }
  const ticks = parts.filter((at) => tagOf(at) === 'input' && attr(at, 'type') === 'checkbox');
  if (ticks.length > 0) return [...new Set(ticks.filter(isOn).map((tick) => ownWords(tick, elements)))];
  const boxes = controlsIn(parts).filter(({ type }) => type === 'text' || type === 'tags');
  const typed = boxes.map(({ element }) => collapse(typedIn(element))).filter((text) => text !== '');
  if (selects.length > 1) return undefined;
  if (boxes.length > 0) {
    // Words beside an empty box may be what was picked.
    const isSaid = wordsIn(region).some(({ element }) => !isInside(element, label));
    return typed.length > 0
      ? boxes.length === 1 || boxes.some(({ type }) => type === 'text')
        ? typed
        : undefined
      : isSaid
        ? undefined
        : [];
  }
  const lines = linesOf(
    leavesOf(region, (at) => isButton(at) || tagOf(at) === 'a').filter((leaf) => !isInside(leaf.element, label) && isPainted(leaf, region)),
  );
  const [line] = lines;
  // Several pieces of one line are one name, or as many.
  return line && lines.length === 1 && line.leaves.length === 1 && line.text.length < 80 ? [line.text] : undefined;
}

/** The categories of a product's form, whatever they are picked with. */
export function readCategories(elements: readonly Element[], fields: Map<string, Finding>, apart: readonly Element[]): void {
  const labels = elements.filter(
    (element) =>
      below(element).length < 4 &&
      tagOf(element) !== 'a' &&
      !apart.some((row) => isInside(element, row)) &&
      isOfCategories(labelText(element)) &&
      outer(element) !== null,
  );
  // The innermost element that says the word is the label itself.
  for (const label of labels.filter((element) => !labels.some((other) => other !== element && isInside(other, element)))) {
    const region = regionOf(label);
    const names = region && chosen(region, label);
    if (!region) continue;
    // What cannot be told under its own label is not what the next one says.
    if (!names && (isFieldLabel(label) || /^h[1-6]$/.test(tagOf(label)))) return;
    if (!names) continue;
    fields.set('categories', { value: names, reason: 'label', label: labelText(label), confidence: 0.85, element: region });
    return;
  }
}
