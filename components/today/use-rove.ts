import { useLayoutEffect, useRef, useState } from 'react';

/**
 * Which row of a list is current. A row that leaves (ticked, put off) hands over to the one that takes its place,
 * and takes the focus along if it had it: a list can be worked through with the arrow keys and Space alone.
 */
export function useRove(ids: readonly string[]) {
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = useRef({ at: 0, hadFocus: false });
  const found = chosen === null ? -1 : ids.indexOf(chosen);
  const at = found === -1 ? Math.min(place.current.at, ids.length - 1) : found;
  const current = ids[at] ?? null;

  const focus = (id: string | null) => {
    if (id !== null) list.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] input`)?.focus();
  };
  useLayoutEffect(() => {
    const lost = place.current.hadFocus && found === -1 && document.activeElement === document.body;
    place.current.at = Math.max(0, at);
    if (lost) focus(current);
    place.current.hadFocus = list.current?.contains(document.activeElement) ?? false;
  });
  return {
    list,
    current,
    choose: (id: string) => {
      place.current.hadFocus = true;
      setChosen(id);
    },
    /** Moves by rows from the current one, or to it where focus is elsewhere. */
    step: (by: number) => {
      const inside = list.current?.contains(document.activeElement);
      focus(ids[inside ? Math.max(0, Math.min(ids.length - 1, at + by)) : at] ?? null);
    },
  };
}
