import type { Box } from '@/lib/layer/box';
import { placeCard } from '@/lib/layer/place-card';
import { el } from '../dom';
import { sightOf } from './sight';

/** The one card of the layer. It opens beside something, follows it, and is drawn again only when its content changed. */
export function floatingCard(parent: HTMLElement, name: string) {
  const node = el('div', { class: `card ${name}`, role: 'group', hidden: '' });
  parent.append(node);
  const sight = sightOf(node);
  let signature = '';
  return {
    node,
    get isOpen(): boolean {
      return !node.hidden;
    },
    fill(next: string, label: string, content: () => Node[]): void {
      if (signature === next && !node.hidden) return;
      signature = next;
      node.setAttribute('aria-label', label);
      node.replaceChildren(...content());
    },
    /** `keepOff`: the field that must stay in sight while the card is open. */
    openAt(anchor: Box, keepOff: Box, byPerson?: boolean): void {
      node.hidden = false;
      const window_ = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const at = placeCard(anchor, { width: node.offsetWidth, height: node.offsetHeight }, window_, keepOff);
      const rounded = { x: Math.round(at.x), y: Math.round(at.y) };
      node.style.transform = `translate(${rounded.x}px,${rounded.y}px)`;
      sight.putAt(rounded, byPerson);
    },
    close(): void {
      node.hidden = true;
    },
    mayAct: (event: Event, button: Element): boolean => sight.mayAct(event, button),
    stop: sight.stop,
  };
}
export type FloatingCard = ReturnType<typeof floatingCard>;
