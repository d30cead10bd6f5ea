import { oncePerFrame } from '@/lib/layer/pace';
import { el } from '../dom';
import { isGroundDark } from '../ground-of';
import { sightOf } from '../hands/sight';
import layerCss from '../layer.css?inline';
import { isRendered, pageBox, parentOf } from '../page-dom';
import { addStyle } from '../styled';
import css from './pointing.css?inline';

interface Options {
  root: ShadowRoot | HTMLElement;
  /** Says what to do and how to leave. */
  hint: string;
  locale: string;
  /** A person pointed at this element of the page. */
  onPoint(element: Element): void;
  onLeave(): void;
}

const mostOutlines = 120;
const edge = 2;

/**
 * A layer over the whole page while somebody points at a value. What is clicked never hears of it: the click is made on our surface, and
 * counts only where a person made it on something that lies there to be seen.
 */
export function pointingLayer({ root, hint, locale, onPoint, onLeave }: Options) {
  addStyle(root, layerCss);
  addStyle(root, css);
  const ours = root instanceof ShadowRoot ? root.host : root;
  const under = el('div', { class: 'under', hidden: '' });
  const surface = el('div', { class: 'surface', tabindex: '-1' }, under, el('div', { class: 'hint', role: 'status' }, hint));
  const shelf = el('div', {});
  const layer = el('div', { class: isGroundDark(document.body) ? 'layer dark' : 'layer', lang: locale }, shelf, surface);
  root.append(layer);
  const sight = sightOf(surface);
  // It comes from somewhere: what it covers was perhaps about to be clicked.
  sight.putAt({ x: 0, y: -innerHeight });
  sight.putAt({ x: 0, y: 0 });
  const plug = new AbortController();
  const { signal } = plug;
  let found: readonly Element[] = [];
  let current: Element | null = null;
  let at = { x: -1, y: -1 };

  /** The innermost element of the page below the pointer; a picture's parts are the picture. */
  function elementAt(x: number, y: number): Element | null {
    let hit = document.elementsFromPoint(x, y).find((one) => one !== ours && !ours.contains(one)) ?? null;
    while (hit instanceof SVGElement && hit.localName !== 'svg') hit = parentOf(hit);
    return hit === document.documentElement || hit === document.body ? null : hit;
  }
  function frame(node: HTMLElement, element: Element): void {
    const box = pageBox(element);
    node.hidden = !isRendered(box) || box.bottom < 0 || box.top > innerHeight;
    node.style.transform = `translate(${box.left - edge}px,${box.top - edge}px)`;
    node.style.width = `${box.right - box.left + 2 * edge}px`;
    node.style.height = `${box.bottom - box.top + 2 * edge}px`;
  }
  function draw(): void {
    current = surface.hidden || at.x < 0 ? null : elementAt(at.x, at.y);
    if (current) frame(under, current);
    else under.hidden = true;
    const shown = found.filter((element) => isRendered(pageBox(element))).slice(0, mostOutlines);
    while (shelf.childElementCount < shown.length) shelf.append(el('div', { class: 'found' }));
    for (const [i, node] of Array.from(shelf.children).entries()) {
      const element = shown[i];
      if (element) frame(node as HTMLElement, element);
      else (node as HTMLElement).hidden = true;
    }
  }
  const { ask, stop } = oncePerFrame(draw, requestAnimationFrame, cancelAnimationFrame);

  for (const name of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick', 'contextmenu', 'auxclick', 'touchstart', 'touchend'])
    surface.addEventListener(
      name,
      (event) => {
        event.stopPropagation();
        if (name !== 'touchstart' && name !== 'touchend') event.preventDefault();
      },
      { signal },
    );
  surface.addEventListener(
    'pointermove',
    (event) => {
      event.stopPropagation();
      at = { x: event.clientX, y: event.clientY };
      ask();
    },
    { signal },
  );
  surface.addEventListener(
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.detail === 0 || !sight.mayAct(event, surface)) return;
      const element = elementAt(event.clientX, event.clientY);
      if (element) onPoint(element);
    },
    { signal },
  );
  // What scrolls inside the page goes on scrolling: the surface lies between it and the wheel.
  surface.addEventListener(
    'wheel',
    (event) => {
      for (let box = elementAt(event.clientX, event.clientY); box; box = parentOf(box)) {
        const { overflowY, overflowX } = getComputedStyle(box);
        const isOne =
          /auto|scroll/.test(overflowY + overflowX) && (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth);
        if (!isOne || box === document.documentElement || box === document.body) continue;
        event.preventDefault();
        Element.prototype.scrollBy.call(box, event.deltaX, event.deltaY);
        break;
      }
      ask();
    },
    { signal, passive: false },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.code !== 'Escape' || surface.hidden) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onLeave();
    },
    { signal, capture: true },
  );
  for (const name of ['scroll', 'resize']) window.addEventListener(name, ask, { signal, capture: true, passive: true });

  return {
    /** What was found is outlined, the pointing goes on. */
    outline(elements: readonly Element[]): void {
      found = elements;
      ask();
    },
    setPointing(on: boolean): void {
      surface.hidden = !on;
      ask();
    },
    remove(): void {
      stop();
      plug.abort();
      sight.stop();
      root.replaceChildren();
    },
  };
}
