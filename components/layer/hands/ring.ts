import { meet } from '@/lib/layer/box';
import type { Clip } from '../clip';
import { el } from '../dom';
import { pageBox } from '../page-dom';

const edge = 3;
const showFor = 1600;

/** A ring around what was just jumped to, for as long as it takes to find it with the eye. */
export function jumpRing(parent: HTMLElement) {
  const node = el('div', { class: 'ring', hidden: '' });
  parent.append(node);
  let around: Element | null = null;
  let timer = 0;
  const hide = (): void => {
    around = null;
    node.hidden = true;
  };
  return {
    show(element: Element): void {
      around = element;
      clearTimeout(timer);
      timer = window.setTimeout(hide, showFor);
    },
    draw(clip: Clip): void {
      const bounds = around && clip(around);
      const box = around && bounds && meet(pageBox(around), bounds);
      node.hidden = box === null;
      if (!box) return;
      node.style.transform = `translate(${box.left - edge}px,${box.top - edge}px)`;
      node.style.width = `${box.right - box.left + 2 * edge}px`;
      node.style.height = `${box.bottom - box.top + 2 * edge}px`;
    },
    stop: (): void => clearTimeout(timer),
  };
}
