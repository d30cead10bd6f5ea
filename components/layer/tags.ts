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
}

/** The buttons beside rows and fields: made when first shown, kept by element, gone when out of sight. */
export function tagShelf(parent: HTMLElement) {
  const tags = new Map<Element, Tag>();
  const spots = new WeakMap<Element, Spot>();
  const sizes = new Map<string, Size>();

  const tagFor = (spot: Spot, face: Face): Tag => {
    const known = tags.get(spot.element);
    if (known?.signature === face.signature) {
      spots.set(known.node, spot);
      return known;
    }
    // Out of the tab order: the page's own order stays as it was; Alt+J and the chip lead here.
    const node = known?.node ?? button({ tabindex: '-1' });
    node.className = `tag ${face.className}`;
    node.replaceChildren(...face.content());
    if (!known) parent.append(node);
    const tag = { node, signature: face.signature };
    tags.set(spot.element, tag);
    spots.set(node, spot);
    return tag;
  };

  return {
    sizeOf(spot: Spot, face: Face): Size {
      const { node } = tagFor(spot, face);
      let size = sizes.get(face.signature);
      if (!size) {
        size = { width: node.offsetWidth, height: node.offsetHeight };
        sizes.set(face.signature, size);
      }
      return size;
    },
    /** Shows exactly these tags, each at its place. */
    show(shown: readonly Shown[]): void {
      const keep = new Set<Element>();
      for (const { spot, face, at } of shown) {
        keep.add(spot.element);
        tagFor(spot, face).node.style.transform = `translate(${Math.round(at.x)}px,${Math.round(at.y)}px)`;
      }
      for (const [element, { node }] of tags) {
        if (keep.has(element)) continue;
        node.remove();
        tags.delete(element);
      }
    },
    nodeOf: (element: Element): HTMLButtonElement | null => tags.get(element)?.node ?? null,
    spotOf: (node: Element): Spot | null => spots.get(node) ?? null,
  };
}
export type Tags = ReturnType<typeof tagShelf>;
