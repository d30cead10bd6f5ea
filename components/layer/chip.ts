import { type Box, meet, type Size } from '@/lib/layer/box';
import { boxInCorner, type ChipPlace, type Corner, corners } from '@/lib/layer/corner';
import { countedWord, type Summary } from '@/lib/layer/summary';
import type { Translate } from '@/lib/text/text';
import { button, el, loupe, sign } from './dom';
import { coversControl } from './page-dom';

interface Options {
  t: Translate;
  place: ChipPlace | null;
  ours: Element;
}

const margin = 12;
const step = 44;

/** The summary in a corner: how many must be fixed and what cannot be seen, or the loupe alone. */
export function summaryChip(parent: HTMLElement, { t, place, ours }: Options) {
  const face = button({ class: 'sum', 'aria-expanded': 'false' });
  const node = el('div', { class: 'chip', hidden: true }, face);
  const heard = el('p', { class: 'heard', role: 'status' });
  parent.append(node, heard);
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
    at ??= { corner: corners.find((each) => !coversControl(inCorner(each), ours)) ?? corners[0], collapsed: false };
    return at;
  };
  const paint = (): void => {
    if (!summary) return;
    const small = at?.collapsed || summary.isQuiet || makesWay;
    node.classList.toggle('small', small);
    const texts = summary.parts.map((part, index) => {
      // The worst and the unknown in words; what lies between says itself by sign and number.
      const text = index === 0 || part.kind === 'unknown' ? countedWord(t, part) : String(part.count);
      return el('span', { class: `part ${part.kind}` }, sign(part.kind, 13), ...(small ? [] : [el('b', {}, text)]));
    });
    face.replaceChildren(loupe(), ...(summary.isLoading && !small ? [el('span', {}, summary.sentence)] : texts));
    face.setAttribute('aria-label', `${t('layer.name')}: ${summary.sentence}`);
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
    const isTaken = (box: Box): boolean => coversControl(box, ours) || (focused !== undefined && meet(box, focused) !== null);
    const { corner } = placed();
    makeWay(false);
    if (isTaken(inCorner(corner))) makeWay(true);
    const { left, top, right, bottom } = inCorner(corner);
    const inward = corner.startsWith('top') ? step : -step;
    const by = [0, 1, 2, 3]
      .map((steps) => steps * inward)
      .find((each) => !isTaken({ left, right, top: top + each, bottom: bottom + each }));
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
      heard.textContent = next.sentence;
      node.hidden = false;
      paint();
      rest();
    },
  };
}
export type Chip = ReturnType<typeof summaryChip>;
