import { type Box, isFree, type Size } from '@/lib/layer/box';
import { badgeBox, commonPlace, fits, type Ground, type Place } from '@/lib/layer/free-ground';
import type { Spot } from '@/lib/layer/scene';
import { visibleRows } from '@/lib/layer/visible-rows';
import type { Clip } from './clip';
import { type FaceSize, sizes } from './faces';
import { isRendered, isUncovered, pageBox, parentOf } from './page-dom';
import type { Face, Shown, Tags } from './tags';
import { takenBoxes } from './taken';

interface Seen {
  spot: Spot;
  row: Box;
}
interface Fitting {
  place: Place | null;
  size: FaceSize;
}
interface Options {
  tags: Tags;
  ours: Element;
  faceOf(spot: Spot, size: FaceSize): Face | null;
}

/** Height of a badge with its touchable edge. */
const height = 24;
/** Gutter that is searched beside a row. */
const beside = 160;
/** Rows at the edges of what shows, where sticky headers lie. */
const edge = 3;

/** Badges of the rows that show, in one column on free ground. Works out places once per scene and width, then only follows. */
export function badgeColumn({ tags, ours, faceOf }: Options) {
  let spots: readonly Spot[] = [];
  let stale: ReadonlySet<Element> = new Set();
  let places = new WeakMap<Element, Fitting & { key: string }>();
  let rowsIn: Element | null = null;
  let column: (Fitting & { width: number }) | null = null;
  let gutters: readonly Box[] | null = null;
  const uncovered = new WeakMap<Element, boolean>();

  /** What stands left and right of the rows; worked out only where the rows themselves have no room, once a frame. */
  const besides = (span: Box): readonly Box[] => {
    const strips = [
      { ...span, left: span.left - beside, right: span.left - 1 },
      { ...span, left: span.right + 1, right: span.right + beside },
    ];
    gutters ??= strips.flatMap((strip) => takenBoxes(document.body, strip, ours));
    return gutters;
  };

  /** Sideways a badge stays where its row can show; up and down it goes where the row goes. */
  const boundsOf = (clip: Box): Box => ({ ...clip, top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY });

  const find = (seen: readonly Seen[], size: Size, clip: Box): Place | null => {
    const grounds: Ground[] = seen.map(({ spot, row }) => ({ box: row, taken: takenBoxes(spot.element, row, ours) }));
    const first = grounds[0]?.box;
    const last = grounds.at(-1)?.box;
    if (!first || !last) return null;
    const bounds = boundsOf(clip);
    const inside = { ...bounds, left: Math.max(bounds.left, first.left), right: Math.min(bounds.right, first.right) };
    const place = commonPlace(grounds, size, inside);
    if (place) return place;
    const taken = besides({ ...first, bottom: last.bottom });
    return commonPlace(
      grounds.map((ground) => ({ ...ground, taken: [...ground.taken, ...taken] })),
      size,
      bounds,
    );
  };

  const sizeOf = ({ spot }: Seen, size: FaceSize): Size => {
    const face = faceOf(spot, size);
    return face ? tags.sizeOf(face) : { width: 0, height: 0 };
  };

  /** The fullest faces that find a place in all these rows. */
  const fitting = (seen: readonly Seen[], clip: Box): Fitting & { width: number } => {
    for (const size of sizes) {
      const width = Math.max(...seen.map((one) => sizeOf(one, size).width));
      const place = find(seen, { width, height }, clip);
      if (place) return { place, size, width };
    }
    return { place: null, size: 2, width: 0 };
  };

  /** A place holds as long as the row keeps its size and has the same to say. */
  const keyOf = ({ spot, row }: Seen): string =>
    `${Math.round(row.right - row.left)} ${Math.round(row.bottom - row.top)} ${faceOf(spot, 0)?.signature}`;

  const placeOf = (one: Seen, clip: Box): Fitting => {
    const { spot, row } = one;
    const key = keyOf(one);
    const known = places.get(spot.element);
    if (known?.key === key) return known;
    let found: Fitting | null = null;
    if (column?.place) {
      const { width } = sizeOf(one, column.size);
      const ground = { box: row, taken: takenBoxes(spot.element, row, ours) };
      if (width <= column.width && fits(ground, column.place, { width, height }, boundsOf(clip))) found = column;
    }
    found ??= fitting([one], clip);
    places.set(spot.element, { place: found.place, size: found.size, key });
    return found;
  };

  return {
    show(next: readonly Spot[]): void {
      // Rows of the same table keep their column: what is read anew has not moved.
      const table = next[0] ? parentOf(next[0].element) : null;
      if (table !== rowsIn) column = null;
      rowsIn = table;
      spots = next;
      stale = new Set();
    },
    /** The page has changed these rows: what we knew of them may be another record's. */
    setStale(rows: ReadonlySet<Element>): void {
      stale = rows;
      for (const row of rows) places.delete(row);
    },
    /** The window or the rows' width changed. */
    forgetPlaces(): void {
      places = new WeakMap();
      column = null;
    },
    /** `isMoving`: the page is being scrolled; what lies over the rows is then looked up at the edges alone, where rows come in. */
    read(clipOf: Clip, isMoving: boolean): Shown[] {
      const first = spots[0];
      const clip = first ? clipOf(first.element) : null;
      if (!clip) return [];
      gutters = null;
      const boxOf = (index: number): Box | null => {
        const spot = spots[index];
        const box = spot && pageBox(spot.element);
        return box && isRendered(box) ? box : null;
      };
      const seen = visibleRows(spots.length, boxOf, clip.top, clip.bottom).flatMap((index): Seen[] => {
        const spot = spots[index];
        const row = boxOf(index);
        return spot && row && !stale.has(spot.element) && faceOf(spot, 2) ? [{ spot, row }] : [];
      });
      const whole = seen.filter(({ row }) => row.top >= clip.top && row.bottom <= clip.bottom);
      if (whole.length > 0 && !column) {
        column = fitting(whole, clip);
        if (column.place) for (const one of whole) places.set(one.spot.element, { ...column, key: keyOf(one) });
      }
      return seen.flatMap((one, index): Shown[] => {
        const { place, size } = placeOf(one, clip);
        const face = faceOf(one.spot, size);
        if (!place || !face) return [];
        const box = badgeBox(one.row, place, tags.sizeOf(face));
        const beforeIt = Math.max(one.row.left + 2, Math.min(box.left - 3, one.row.right - 2));
        const isAtEdge = Math.min(index, seen.length - 1 - index) < edge;
        let isSeen = !isMoving || isAtEdge ? undefined : uncovered.get(one.spot.element);
        isSeen ??= isFree(box, [], clip) && isUncovered(one.spot.element, beforeIt, (box.top + box.bottom) / 2, ours);
        uncovered.set(one.spot.element, isSeen);
        if (!isSeen) return [];
        return [{ spot: one.spot, face, at: { x: box.left, y: box.top } }];
      });
    },
  };
}
