import { signShapes } from '@/components/sign-shapes';
import type { SignKind } from '@/lib/layer/sign-kind';

type Props = Record<string, string>;

/** Makes an element of ours: attributes as given, children as nodes or text; a text is never read as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** For the ear alone. */
export const heard = (text: string): HTMLElement => el('span', { class: 'heard' }, text);

export const button = (props: Props, ...children: (Node | string)[]): HTMLButtonElement =>
  el('button', { type: 'button', ...props }, ...children);

function svg(size: number, paths: readonly { d: string; stroke?: number; dash?: string }[], name: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const root = document.createElementNS(space, 'svg');
  const set = (node: Element, attributes: Record<string, string | number>): void => {
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  };
  set(root, { viewBox: '0 0 16 16', width: size, height: size, class: name, 'aria-hidden': 'true' });
  for (const { d, stroke, dash } of paths) {
    const path = document.createElementNS(space, 'path');
    set(path, stroke ? { d, class: 'stroke', 'stroke-width': stroke } : { d });
    if (dash) set(path, { 'stroke-dasharray': dash, 'stroke-linecap': 'butt' });
    root.append(path);
  }
  return root;
}

export const sign = (kind: SignKind, size = 12): SVGSVGElement => svg(size, signShapes[kind], kind);

export const loupe = (): SVGSVGElement =>
  svg(18, [{ d: 'M7 1.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 7 1.8zM10.9 10.9 14.4 14.4', stroke: 1.8 }], 'loupe');
