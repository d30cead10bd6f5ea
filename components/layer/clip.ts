import { type Box, meet } from '@/lib/layer/box';
import { pageBox, parentOf } from './page-dom';

/** Tells what part of the window an element of the page can show in: scrolling boxes around it cut it off. */
export function clipper() {
  const scrollers = new WeakMap<Element, Element[]>();
  const around = (of: Element): Element[] => {
    const parent = parentOf(of);
    if (!parent) return [];
    const known = scrollers.get(parent);
    if (known) return known;
    const found: Element[] = [];
    for (let ancestor: Element | null = parent; ancestor; ancestor = parentOf(ancestor)) {
      const { overflowX, overflowY, position } = getComputedStyle(ancestor);
      if (ancestor !== document.body && ancestor !== document.documentElement && (overflowX !== 'visible' || overflowY !== 'visible'))
        found.push(ancestor);
      if (position === 'fixed') break;
    }
    scrollers.set(parent, found);
    return found;
  };
  return (of: Element): Box | null => {
    let clip: Box | null = { left: 0, top: 0, right: document.documentElement.clientWidth, bottom: window.innerHeight };
    for (const scroller of around(of)) clip = clip && meet(clip, pageBox(scroller));
    return clip;
  };
}
export type Clip = ReturnType<typeof clipper>;
