import { type Box, boxAt, isFree, meet, type Point, type Size } from '@/lib/layer/box';
import { placeMark } from '@/lib/layer/place-mark';
import type { Spot } from '@/lib/layer/scene';
import type { Clip } from './clip';
import { isRendered, isUncovered, matches, pageBox } from './page-dom';
import type { Face, Shown, Tags } from './tags';
import { solid, takenBoxes } from './taken';

interface Options {
  tags: Tags;
  ours: Element;
  faceOf(spot: Spot, small: boolean): Face | null;
}

/** Marks beside the fields of a form: in words where there is room, else the sign alone, else nothing; the chip counts it all the same. */
export function fieldMarks({ tags, ours, faceOf }: Options) {
  let spots: readonly Spot[] = [];
  let places = new WeakMap<Element, { key: string; small: boolean; at: Point | null }>();

  const placeOf = (spot: Spot, field: Box, clip: Box, others: readonly Box[]): { small: boolean; at: Point | null } => {
    const full = faceOf(spot, false);
    const key = `${Math.round(field.right - field.left)} ${Math.round(field.bottom - field.top)} ${full?.signature}`;
    const known = places.get(spot.element);
    if (known?.key === key) return known;
    const bounds = { ...clip, top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };
    const width = full ? tags.sizeOf(full).width : 0;
    const zone = {
      left: Math.min(field.left, field.right - width) - 16,
      top: field.top - 40,
      right: field.right + width + 16,
      bottom: field.bottom + 40,
    };
    const isControl = matches(spot.element, solid);
    const taken = [...takenBoxes(document.body, zone, ours, true), ...(isControl ? [field] : []), ...others];
    let found = { key, small: false, at: null as Point | null };
    for (const small of [false, true]) {
      const face = faceOf(spot, small);
      if (face && !found.at) found = { key, small, at: placeMark(field, taken, tags.sizeOf(face), bounds, !isControl) };
    }
    places.set(spot.element, found);
    return found;
  };

  return {
    show(next: readonly Spot[]): void {
      spots = next;
      places = new WeakMap();
    },
    forgetPlaces(): void {
      places = new WeakMap();
    },
    read(clipOf: Clip): Shown[] {
      const shown: Shown[] = [];
      const own: Box[] = [];
      for (const spot of spots) {
        const clip = faceOf(spot, true) && clipOf(spot.element);
        if (!clip) continue;
        const field = pageBox(spot.element);
        if (!isRendered(field) || !meet(field, clip)) continue;
        const { small, at } = placeOf(spot, field, clip, own);
        const face = faceOf(spot, small);
        if (!at || !face) continue;
        const size: Size = tags.sizeOf(face);
        const box = boxAt({ x: field.left + at.x, y: field.top + at.y }, size);
        if (
          !isFree(box, [], clip) ||
          !isUncovered(spot.element, Math.min(field.left + 6, field.right - 1), (Math.max(field.top, 0) + field.bottom) / 2, ours, 3)
        )
          continue;
        own.push(box);
        shown.push({ spot, face, at: { x: box.left, y: box.top } });
      }
      return shown;
    },
  };
}
