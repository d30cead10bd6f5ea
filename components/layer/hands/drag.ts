import { type Corner, cornerAt, cornerBeside } from '@/lib/layer/corner';
import type { Chip } from '../chip';

const dragFrom = 5;

/** Takes the chip to another corner: by the pointer, or by arrow keys with the focus on it. */
export function chipDrag(chip: Chip, move: (corner: Corner) => void) {
  let dragged = false;

  function follow(down: PointerEvent): void {
    const { face, node } = chip;
    const from = node.getBoundingClientRect();
    const plug = new AbortController();
    const { signal } = plug;
    dragged = false;
    face.setPointerCapture(down.pointerId);
    const moved = ({ clientX, clientY }: PointerEvent): void => {
      const x = clientX - down.clientX;
      const y = clientY - down.clientY;
      if (!dragged && Math.hypot(x, y) < dragFrom) return;
      dragged = true;
      node.classList.add('held');
      node.style.transform = `translate(${from.left + x}px,${from.top + y}px)`;
    };
    const dropped = ({ clientX, clientY }: PointerEvent): void => {
      plug.abort();
      node.classList.remove('held');
      if (dragged) move(cornerAt({ x: clientX, y: clientY }, { width: document.documentElement.clientWidth, height: window.innerHeight }));
    };
    face.addEventListener('pointermove', moved, { signal });
    for (const end of ['pointerup', 'pointercancel'] as const) face.addEventListener(end, dropped, { signal });
  }

  return {
    /** True where the event was about moving. */
    on(event: Event): boolean {
      // A touch may be over by the time that the hands are there.
      const isNow = performance.now() - event.timeStamp < 100;
      if (event instanceof PointerEvent && event.type === 'pointerdown' && event.button === 0 && isNow) follow(event);
      const next = event instanceof KeyboardEvent ? cornerBeside(chip.place.corner, event.code) : null;
      if (next) {
        event.preventDefault();
        move(next);
      }
      return next !== null || (event.type === 'click' && dragged);
    },
    /** The click that ends a drag is none. */
    ended(): void {
      dragged = false;
    },
  };
}
