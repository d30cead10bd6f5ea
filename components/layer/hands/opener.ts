import type { Spot } from '@/lib/layer/scene';
import type { FloatingCard } from './floating-card';

/** How the card came up: under the pointer, to stay (click or focus), or beside what was jumped to. */
export type How = 'hover' | 'stay' | 'jump';

const soon = 80;
const grace = 220;

/** Opens and closes the card of a spot: pointer and focus of the person decide, with a grace for the way from badge to card. */
export function cardOpener(card: FloatingCard, changed: () => void) {
  let open: { spot: Spot; how: How; fresh: boolean } | null = null;
  let timer = 0;
  const later = (run: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(run, ms);
  };
  const close = (): void => {
    clearTimeout(timer);
    if (!open) return;
    open = null;
    card.close();
    changed();
  };
  const show = (spot: Spot, how: How): void => {
    clearTimeout(timer);
    open = { spot, how, fresh: true };
    changed();
  };
  return {
    get spot(): Spot | null {
      return open?.spot ?? null;
    },
    get how(): How | null {
      return open?.how ?? null;
    },
    /** True once after each opening by the person's own click or key. */
    takeFresh(): boolean {
      const fresh = open?.fresh === true && open.how !== 'hover';
      if (open) open.fresh = false;
      return fresh;
    },
    show,
    close,
    pointerOn(spot: Spot): void {
      if (open?.spot.element === spot.element) clearTimeout(timer);
      else if (open?.how !== 'stay') later(() => show(spot, 'hover'), soon);
    },
    pointerOnCard: (): void => clearTimeout(timer),
    pointerOff(): void {
      if (open === null || open.how === 'hover') later(close, grace);
    },
    /** The findings of the same place as it is now; closes where the place is gone. */
    follow(spots: readonly Spot[]): void {
      if (!open) return;
      const same = spots.find((spot) => spot.element === open?.spot.element && spot.subject === open.spot.subject);
      if (same && same.findings.length > 0) open.spot = same;
      else close();
    },
  };
}
export type Opener = ReturnType<typeof cardOpener>;
