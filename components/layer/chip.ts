import { type Box, meet, type Size } from '@/lib/layer/box';
import { boxInCorner, type ChipPlace, type Corner, corners } from '@/lib/layer/corner';
import { countedWord, type Summary, wordOf } from '@/lib/layer/summary';
import type { Translate } from '@/lib/text/text';
import { button, el, heard, loupe, sign } from './dom';
import { coversControl } from './page-dom';

interface Options {
  t: Translate;
  place: ChipPlace | null;
}

const margin = 12;
const step = 44;

/** The summary in a corner: how many must be fixed and what cannot be seen, or the loupe alone. */
export function summaryChip(parent: HTMLElement, { t, place }: Options) {
  const face = button({ class: 'sum', 'aria-expanded': 'false' });
  const node = el('div', { class: 'chip', hidden: '' }, face);
  const status = el('p', { class: 'heard', role: 'status' });
  parent.append(node, status);
  let at = place;
  let summary: Summary | null = null;
  let shown = '';
  let makesWay = false;

  const inCorner = (corner: Corner): Box => {
    const size: Size = { width: node.offsetWidth, height: node.offsetHeight };
    return boxInCorner(corner, size, { width: document.documentElement.clientWidth, height: window.innerHeight }, margin);
  };
  /** Until somebody places it: the first corner where it covers nothing; it then stays, for what moves by itself is not calm. */
  const placed = (): ChipPlace => {
    at ??= { corner: corners.find((each) => !coversControl(inCorner(each))) ?? corners[0], collapsed: false };
    return at;
  };
  const paint = (): void => {
    if (!summary) return;
    const small = at?.collapsed || summary.isQuiet || makesWay;
    node.classList.toggle('small', small);
    const { parts, sentence, isLoading } = summary;
    const texts = parts.map((part, index) => {
      const at = el('span', { class: `part ${part.kind}` }, sign(part.kind, 13));
      // The worst and the unknown in words; what lies between says itself by sign and number, and to the ear.
      if (!small && (index === 0 || part.kind === 'unknown')) at.append(el('b', {}, countedWord(t, part)));
      else if (!small) at.append(el('b', {}, String(part.count)), heard(` ${wordOf(t, part)}`));
      return at;
    });
    // Where no number says how the page stands, the sentence does.
    const name = heard(`${t('layer.name')}: ${small || parts[0]?.count === 0 ? `${sentence} ` : ''}`);
    face.replaceChildren(name, loupe(), ...(isLoading && !small ? [el('span', {}, sentence)] : texts));
  };
  const makeWay = (next: boolean): void => {
    if (next === makesWay) return;
    makesWay = next;
    paint();
  };
  /**
   * Goes to its place. It never lies over a control of the page nor over what has the focus: it shrinks to the loupe, and if that
   * is not enough it steps along the edge.
   */
  const rest = (focused?: Box): void => {
    if (node.hidden) return;
    const isTaken = (box: Box): boolean => (focused !== undefined && meet(box, focused) !== null) || coversControl(box);
    const wasPlaced = at !== null;
    const { corner } = placed();
    makeWay(false);
    // What lies under it is what is looked for.
    if (wasPlaced) node.style.visibility = 'hidden';
    let by: number | undefined = 0;
    if (wasPlaced && isTaken(inCorner(corner))) {
      makeWay(true);
      const { left, top, right, bottom } = inCorner(corner);
      const inward = corner.startsWith('top') ? step : -step;
      by = [0, 1, 2, 3].map((steps) => steps * inward).find((each) => !isTaken({ left, right, top: top + each, bottom: bottom + each }));
    }
    const { left, top } = inCorner(corner);
    node.style.visibility = '';
    node.style.transform = `translate(${Math.round(left)}px,${Math.round(top + (by ?? 0))}px)`;
  };

  return {
    face,
    node,
    rest,
    get place(): ChipPlace {
      return placed();
    },
    put(next: ChipPlace): void {
      at = next;
      paint();
      rest();
    },
    /** The sentence is what a screen reader hears, when it changes. */
    show(next: Summary): void {
      const signature = JSON.stringify(next);
      if (signature === shown) return;
      shown = signature;
      summary = next;
      status.textContent = next.sentence;
      node.hidden = false;
      paint();
      rest();
    },
  };
}
export type Chip = ReturnType<typeof summaryChip>;
