import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './floating.module.css';

const edge = 8;

/** Below the anchor's start, or above where there is no room; never off the screen. Client px. */
export function place(anchor: DOMRect, size: { width: number; height: number }, view: { width: number; height: number }) {
  const below = anchor.bottom + size.height + edge <= view.height || anchor.top - size.height < edge;
  const left = Math.max(edge, Math.min(anchor.left, view.width - size.width - edge));
  return { left, top: below ? Math.min(anchor.bottom, Math.max(edge, view.height - size.height - edge)) : anchor.top - size.height };
}

/** What floats over a list: at the end of the body, for a scrolling list would cut it off. */
export function Floating({ anchor, className, ...rest }: ComponentProps<'div'> & { anchor: HTMLElement }) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = self.current;
    if (!element) return;
    const { left, top } = place(anchor.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });
  return createPortal(<div {...rest} ref={self} className={`${styles.floating} ${className ?? ''}`} />, document.body);
}
