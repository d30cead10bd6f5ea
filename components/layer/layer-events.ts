import type { Box } from '@/lib/layer/box';
import { pageBox, parentOf } from './page-dom';

interface Options {
  layer: HTMLElement;
  ours: Element;
  /** A person reaches for the layer. */
  onTouch(event: Event, target: Element): void;
  /** True where the key was ours and leads somewhere. */
  onKey(key: KeyboardEvent): boolean;
  onMoved(): void;
  /** The page has come to rest after scrolling. */
  onSettled(): void;
  onResized(): void;
  onPageFocus(box: Box): void;
}

/** What a person does in the layer. It is kept from the page: a click on a card must not close its drawer, nor a key start its shortcut. */
const touches = ['pointerover', 'pointerout', 'pointerdown', 'pointerup', 'focusin', 'focusout', 'click', 'auxclick', 'keydown'];
const others = ['mousedown', 'mouseup', 'dblclick', 'keyup', 'keypress'];
/** What moves things on a page without any change of its nodes. */
const movers = ['transitionend', 'animationend', 'load', 'toggle'];
const settle = 120;

/** Listens inside the layer, and to what moves things on the page; on the page only passively and as a trigger. */
export function layerEvents(o: Options) {
  const plug = new AbortController();
  const { signal } = plug;
  let moving = 0;

  for (const name of [...touches, ...others]) {
    o.layer.addEventListener(
      name,
      (event) => {
        if (event.isTrusted && event.target instanceof Element && touches.includes(name)) o.onTouch(event, event.target);
        event.stopPropagation();
      },
      { signal },
    );
  }
  const onPage = (name: string, run: (event: Event) => void): void =>
    document.addEventListener(name, run, { signal, capture: true, passive: true });
  onPage('scroll', () => {
    // What slides by under a resting pointer is not pointed at, and the wheel belongs to the page.
    o.layer.classList.add('moving');
    clearTimeout(moving);
    moving = window.setTimeout(() => {
      o.layer.classList.remove('moving');
      o.onSettled();
    }, settle);
    o.onMoved();
  });
  for (const name of movers) onPage(name, o.onMoved);
  onPage('focusin', ({ target }) => {
    if (target instanceof Element && !o.ours.contains(target)) o.onPageFocus(pageBox(target));
  });
  window.addEventListener('resize', o.onResized, { signal, passive: true });
  const onKey = (key: KeyboardEvent): void => {
    if (!o.onKey(key)) return;
    key.preventDefault();
    key.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, { signal, capture: true });

  let watched: Element | null = null;
  let width: number | null = null;
  const sizes = new ResizeObserver((entries) => {
    const next = entries.at(-1)?.contentRect.width ?? null;
    // The first report is how wide it is, not that it has changed.
    if (width !== null) (next === width ? o.onMoved : o.onResized)();
    width = next;
  });
  return {
    /** The box that holds this element: a folded side bar widens it without a word. */
    watchSize(of: Element | null): void {
      const next = of && parentOf(of);
      if (next === watched) return;
      sizes.disconnect();
      watched = next;
      width = null;
      if (next) sizes.observe(next);
    },
    stop(): void {
      plug.abort();
      sizes.disconnect();
      clearTimeout(moving);
    },
  };
}
