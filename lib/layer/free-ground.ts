import { type Box, boxAt, grown, isFree, type Point, type Size } from './box';

/** Air kept between a badge and whatever the page shows. */
const air = 4;

/** A row with what the page shows in it and around it, in px of the viewport. */
export interface Ground {
  box: Box;
  taken: readonly Box[];
}
/** A place relative to each row: the badge's right end from the row's left edge, and where it stands from top (0) to bottom (1). */
export interface Place {
  right: number;
  lane: number;
}

const lanes = [0.5, 1, 0];

const spot = (row: Box, place: Place, size: Size): Point => ({
  x: row.left + place.right - size.width,
  y: row.top + place.lane * (row.bottom - row.top - size.height),
});

export const badgeBox = (row: Box, place: Place, size: Size): Box => boxAt(spot(row, place, size), size);

/** Does a badge of this size at this place keep off everything that the page shows? */
export const fits = (ground: Ground, place: Place, size: Size, bounds: Box): boolean =>
  isFree(grown(badgeBox(ground.box, place, size), air - 1), ground.taken, bounds);

/**
 * One place for the badges of all these rows, so that they stand in a column: in the row near its end, else in the gutter right or
 * left of the rows, else along the rows' lower or upper edge. Null where no column is free in every row.
 */
export function commonPlace(grounds: readonly Ground[], size: Size, bounds: Box): Place | null {
  const first = grounds[0];
  if (!first) return null;
  const free = (place: Place): boolean => grounds.every((ground) => fits(ground, place, size, bounds));
  for (const lane of lanes) {
    // Only where something ends can a free stretch begin: those edges are all there is to try.
    const ends = new Set<number>([Math.min(first.box.right, bounds.right) - first.box.left - 2 * air]);
    for (const { box, taken } of grounds) for (const other of taken) ends.add(other.left - box.left - air);
    const inside = [...ends].filter((end) => end > (first.box.right - first.box.left) / 3 && end <= first.box.right - first.box.left);
    for (const right of inside.sort((a, b) => b - a)) if (free({ right, lane })) return { right, lane };
    if (lane !== 0.5) continue;
    for (const right of [first.box.right - first.box.left + air + size.width, -air]) if (free({ right, lane })) return { right, lane };
  }
  return null;
}
