import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Floating } from './floating';
import styles from './menu.module.css';

export interface MenuItem<T> {
  value: T;
  label: string;
  detail?: string;
}

interface Props<T> {
  anchor: HTMLElement;
  label: string;
  items: readonly MenuItem<T>[];
  onPick: (value: T) => void;
  onClose: () => void;
}

/** A short menu at its button: arrows move, Enter picks, Esc and Tab close, and focus goes back to where it came from. */
export function Menu<T>({ anchor, label, items, onPick, onClose }: Props<T>) {
  const self = useRef<HTMLDivElement>(null);
  const buttons = () => [...(self.current?.querySelectorAll('button') ?? [])];
  useEffect(() => {
    self.current?.querySelector('button')?.focus();
    const outside = (event: PointerEvent) => {
      if (!self.current?.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [onClose]);

  const keys = (event: KeyboardEvent) => {
    // The list below has keys of its own; while the menu is open they are the menu's.
    event.stopPropagation();
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      anchor.focus();
      onClose();
    }
  };
  const pick = (value: T) => {
    anchor.focus();
    onClose();
    onPick(value);
  };
  return (
    <Floating anchor={anchor} role="menu" aria-label={label} onKeyDown={keys}>
      <div ref={self} className={styles.menu} role="none">
        {items.map((item) => (
          <button key={item.label} type="button" role="menuitem" tabIndex={-1} className={styles.item} onClick={() => pick(item.value)}>
            <span>{item.label}</span>
            {item.detail && <span className={styles.detail}>{item.detail}</span>}
          </button>
        ))}
      </div>
    </Floating>
  );
}
