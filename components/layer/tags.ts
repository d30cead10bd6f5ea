import type { Point, Size } from '@/lib/layer/box';
import type { Spot } from '@/lib/layer/scene';
import { button } from './dom';

/** What a tag of ours shows. The signature changes when any of it does. */
export interface Face {
  signature: string;
  className: string;
  content(): Node[];
}

/** A face beside its spot, at a place in the window. */
export interface Shown {
  spot: Spot;
  face: Face;
  at: Point;
}

interface Tag {
  node: HTMLButtonElement;
  signature: string;
  at: string;
}

/** The buttons beside rows and fields: made when first shown, kept by element, gone when out of sight. */
export function tagShelf(parent: HTMLElement) {
  const tags = new Map<Element, Tag>();
  const spots = new WeakMap<Element, Spot>();
  const sizes = new Map<string, Size>();

  // Out of the tab order: the page's own order stays as it was; Alt+J and the chip lead here.
  const fresh = (): HTMLButtonElement => parent.appendChild(button({ tabindex: '-1' }));
  const paint = (node: HTMLElement, face: Face): void => {
    node.className = `tag ${face.className}`;
    node.replaceChildren(...face.content());
  };

  return {
    /** Measured once for all that look the same: to write and to read by turns would lay the page out again each time. */
    sizeOf(face: Face): Size {
      const known = sizes.get(face.signature);
      if (known) return known;
      const node = fresh();
      paint(node, face);
      const size = { width: node.offsetWidth, height: node.offsetHeight };
      node.remove();
      sizes.set(face.signature, size);
      return size;
    },
    /** Shows exactly these tags, each at its place. One whose row is gone serves the row that came there: what looks the same is not written. */
    show(shown: readonly Shown[]): void {
      const wanted = new Set(shown.map(({ spot }) => spot.element));
      const free = [...tags].filter(([element]) => !wanted.has(element));
      for (const [element] of free) tags.delete(element);
      for (const { spot, face, at } of shown) {
        const old = free.findIndex(([, { signature }]) => signature === face.signature);
        const tag = tags.get(spot.element) ?? free.splice(old, old < 0 ? 0 : 1)[0]?.[1] ?? { node: fresh(), signature: '', at: '' };
        if (tag.signature !== face.signature) paint(tag.node, face);
        const place = `translate(${Math.round(at.x)}px,${Math.round(at.y)}px)`;
        if (tag.at !== place) tag.node.style.transform = place;
        tags.set(spot.element, { node: tag.node, signature: face.signature, at: place });
        spots.set(tag.node, spot);
      }
      for (const [, { node }] of free) node.remove();
    },
    nodeOf: (element: Element): HTMLButtonElement | null => tags.get(element)?.node ?? null,
    spotOf: (node: Element): Spot | null => spots.get(node) ?? null,
  };
}
export type Tags = ReturnType<typeof tagShelf>;
