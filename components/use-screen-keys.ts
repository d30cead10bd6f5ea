import { useEffect, useRef } from 'react';

/** A letter key whatever the input method: a Chinese IME reports `Process` and only the code tells. */
export function letterOf(event: KeyboardEvent): string {
  return event.key === 'Process' ? event.code.replace('Key', '').toLowerCase() : event.key.toLowerCase();
}

const writing = (target: EventTarget | null) =>
  target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]');

/** Keys of the whole screen, but never while somebody types, nor with Ctrl, Alt or ⌘ held. */
export function useScreenKeys(handle: (key: string, event: KeyboardEvent) => void) {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) return;
      latest.current(letterOf(event), event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
