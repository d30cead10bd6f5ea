import type { Point } from '@/lib/layer/box';
import { mayAct } from '@/lib/layer/may-act';

/** Keeps what is known of a surface with buttons: where we put it, since when, and whether the browser can see it. */
export function sightOf(surface: HTMLElement) {
  let painted: Point = { x: 0, y: 0 };
  let since = Number.POSITIVE_INFINITY;
  // Only Chromium tells whether something lies over it; elsewhere place and time must do.
  let isVisible = !('isVisible' in IntersectionObserverEntry.prototype);
  let observer: IntersectionObserver | null = null;
  if (!isVisible) {
    const seen = (entries: (IntersectionObserverEntry & { isVisible?: boolean })[]): void => {
      isVisible = entries.at(-1)?.isVisible === true;
    };
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      trackVisibility: true,
      delay: 100,
      threshold: [0, 0.5, 1],
    };
    observer = new IntersectionObserver(seen, options);
    observer.observe(surface);
  }
  return {
    /** `byPerson`: they opened it themselves, by a click or a key in our layer. */
    putAt(at: Point, byPerson = false): void {
      if (byPerson) since = Number.NEGATIVE_INFINITY;
      else if (Math.abs(at.x - painted.x) > 2 || Math.abs(at.y - painted.y) > 2) since = performance.now();
      painted = at;
    },
    mayAct(event: Event, button: Element): boolean {
      const box = button.getBoundingClientRect();
      const actual = surface.getBoundingClientRect();
      return mayAct({
        isTrusted: event.isTrusted,
        // A click by key reports detail 0.
        at: event instanceof MouseEvent && event.detail > 0 ? { x: event.clientX, y: event.clientY } : null,
        button: box,
        painted,
        actual: { x: actual.left, y: actual.top },
        isVisible,
        since,
        opacity: Number(getComputedStyle(document.documentElement).opacity),
        now: performance.now(),
      });
    },
    stop: (): void => observer?.disconnect(),
  };
}
export type Sight = ReturnType<typeof sightOf>;
