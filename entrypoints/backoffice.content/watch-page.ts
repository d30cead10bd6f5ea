import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { parentOf } from '@/components/layer/page-dom';
import { oncePerFrame, waitBeforeRead } from '@/lib/layer/pace';

interface Options {
  ctx: ContentScriptContext;
  /** Reads the page. */
  read(): void;
  /** The rows that are on show now. */
  rows(): ReadonlySet<Element>;
  /** Rows in which something changed since they were read. */
  onStale(rows: ReadonlySet<Element>): void;
  onRoute(): void;
}

/** What tells a value or a state without a new node. 'class': a page may show that it is busy by a class alone. */
const attributes = ['href', 'src', 'class', 'disabled', 'aria-checked', 'aria-selected', 'aria-busy'];

/**
 * Says when to read the page: after load, a change of route, of the page's nodes, of a field, or when the tab is looked at again.
 * One observer for all; many changes are one reading in the next frame, spaced so that reading keeps to its share of the time.
 * A hidden tab has no frames, so it is not read.
 */
export function watchPage({ ctx, read, rows, onStale, onRoute }: Options) {
  let lastEnd = 0;
  let lastCost = 0;
  let timer = 0;
  let route = location.href;
  let stale = new Set<Element>();

  const frame = oncePerFrame(
    () => {
      if (ctx.isInvalid) return;
      if (location.href !== route) {
        route = location.href;
        onRoute();
      }
      if (stale.size > 0) onStale(stale);
      const wait = waitBeforeRead(performance.now(), lastEnd, lastCost);
      if (wait === 0) {
        readNow();
        return;
      }
      clearTimeout(timer);
      timer = window.setTimeout(frame.ask, wait);
    },
    requestAnimationFrame,
    cancelAnimationFrame,
  );

  function readNow(): void {
    const begin = performance.now();
    stale = new Set();
    read();
    lastEnd = performance.now();
    lastCost = lastEnd - begin;
  }

  /** Marks the rows around what changed; each changed node is looked at once. */
  function mark(records: readonly MutationRecord[]): void {
    const shown = rows();
    if (shown.size === 0) return;
    const done = new Set<Node>();
    for (const { target } of records) {
      for (let node: Node | null = target; node && !done.has(node); node = parentOf(node)) {
        done.add(node);
        if (node instanceof Element && shown.has(node)) stale.add(node);
      }
    }
  }

  const observer = new MutationObserver((records) => {
    mark(records);
    frame.ask();
  });
  const ask = (): void => frame.ask();
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
  // A theme is switched by a word on these two, and nothing else may change.
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  // Only as a sign that a field changed: what was typed is read off the page like everything else.
  for (const name of ['input', 'change']) ctx.addEventListener(document, name as 'input', ask, { capture: true, passive: true });
  ctx.addEventListener(document, 'visibilitychange', ask);
  ctx.addEventListener(window, 'pageshow', ask);
  // It comes before the address changes; by the next frame it has. Where a browser has none, the nodes that change tell.
  const { navigation } = globalThis as { navigation?: EventTarget };
  if (navigation) ctx.addEventListener(navigation, 'navigate', ask);
  frame.ask();

  return {
    ask,
    stop(): void {
      observer.disconnect();
      frame.stop();
      clearTimeout(timer);
    },
  };
}
