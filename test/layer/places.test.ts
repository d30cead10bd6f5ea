import { describe, expect, it } from 'vitest';
import { type Box, boxAt, isFree, meet } from '@/lib/layer/box';
import { boxInCorner, cornerAt, cornerBeside, corners } from '@/lib/layer/corner';
import { badgeBox, commonPlace, fits, type Ground } from '@/lib/layer/free-ground';
import { placeCard } from '@/lib/layer/place-card';
import { placeMark } from '@/lib/layer/place-mark';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const window = box(0, 0, 1000, 800);
const size = { width: 60, height: 24 };
const row = (top: number, ...taken: [number, number][]): Ground => ({
  box: box(100, top, 900, top + 50),
  taken: taken.map(([left, right]) => box(left, top + 15, right, top + 35)),
});

describe('the column of badges', () => {
  it('stands at the rows’ end where it is free in every row', () => {
    const rows = [row(0, [120, 400]), row(50, [120, 300], [500, 700])];
    const place = commonPlace(rows, size, window);
    expect(place).toEqual({ right: 792, lane: 0.5 });
    for (const ground of rows) expect(fits(ground, place ?? { right: 0, lane: 0 }, size, window)).toBe(true);
  });

  it('steps left of what stands at the end of any row', () => {
    const place = commonPlace([row(0, [120, 400], [840, 890]), row(50, [120, 400])], size, window);
    expect(place?.lane).toBe(0.5);
    expect((place?.right ?? 0) + 100).toBeLessThanOrEqual(840 - 3);
  });

  it('goes to the gutter where the rows are full, and to the rows’ edge where there is no gutter', () => {
    const full = [row(0, [110, 890])];
    expect(commonPlace(full, size, window)).toEqual({ right: 864, lane: 0.5 });
    const narrow = box(100, 0, 900, 800);
    const tall: Ground[] = [{ box: box(100, 0, 900, 90), taken: [box(110, 35, 890, 55)] }];
    expect(commonPlace(tall, size, narrow)?.lane).toBe(1);
    expect(commonPlace(full, size, narrow)).toBeNull();
  });

  it('never lies over anything, whatever the rows hold (1,000 random rows)', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    let found = 0;
    for (let n = 0; n < 1000; n++) {
      const height = 24 + random(60);
      const ground: Ground = {
        box: box(50, 100, 950, 100 + height),
        taken: Array.from({ length: random(12) }, () => {
          const left = 50 + random(880);
          const top = 100 + random(height - 10);
          return box(left, top, left + 10 + random(200), top + 10);
        }),
      };
      const place = commonPlace([ground], size, window);
      if (!place) continue;
      found++;
      expect(ground.taken.filter((taken) => meet(taken, badgeBox(ground.box, place, size)))).toEqual([]);
      expect(isFree(badgeBox(ground.box, place, size), [], window)).toBe(true);
    }
    expect(found).toBeGreaterThan(500);
  });
});

describe('the mark of a field', () => {
  const field = box(100, 100, 400, 130);
  const marked = (taken: Box[], isGroup = false) => placeMark(field, taken, { width: 120, height: 24 }, window, isGroup);

  it('stands right of the field, else in the label’s row, else below', () => {
    expect(marked([field])).toEqual({ x: 308, y: 3 });
    const slug = box(420, 80, 700, 130);
    expect(marked([field, slug, box(100, 78, 160, 92)])).toEqual({ x: 180, y: -26 });
    expect(marked([field, slug, box(100, 78, 390, 92)])).toEqual({ x: 180, y: 32 });
  });

  it('stands nowhere where all is taken, or outside of what shows', () => {
    expect(marked([box(0, 0, 1000, 800)])).toBeNull();
    expect(placeMark(field, [field], { width: 120, height: 24 }, field)).toBeNull();
  });

  it('stands inside a group of things that has room in its corner', () => {
    expect(placeMark(box(100, 100, 600, 300), [box(110, 110, 200, 200)], size, window, true)).toEqual({ x: 434, y: 6 });
  });
});

describe('the card', () => {
  const card = { width: 320, height: 200 };
  const view = { width: 1000, height: 800 };

  it('opens below, above where there is no room, and stays in the window', () => {
    expect(placeCard(box(800, 100, 860, 118), card, view)).toEqual({ x: 540, y: 124 });
    expect(placeCard(box(800, 700, 860, 718), card, view)).toEqual({ x: 540, y: 494 });
    expect(placeCard(box(0, 10, 60, 28), card, view)).toEqual({ x: 8, y: 34 });
    expect(placeCard(box(980, 790, 1100, 820), card, { width: 700, height: 150 })).toEqual({ x: 372, y: 8 });
  });

  it('never lies over the field it speaks of, as long as it fits anywhere else', () => {
    const field = box(100, 300, 500, 420);
    const at = placeCard(box(420, 270, 500, 294), card, view, field);
    expect(meet(boxAt(at, card), field)).toBeNull();
  });
});

describe('the corners', () => {
  const view = { width: 1000, height: 800 };

  it('a drop goes to the nearest, an arrow key to the one beside', () => {
    expect(cornerAt({ x: 10, y: 10 }, view)).toBe('top-left');
    expect(cornerAt({ x: 900, y: 500 }, view)).toBe('bottom-right');
    expect(cornerBeside('bottom-right', 'ArrowUp')).toBe('top-right');
    expect(cornerBeside('top-right', 'ArrowLeft')).toBe('top-left');
    expect(cornerBeside('top-left', 'ArrowLeft')).toBe('top-left');
    expect(cornerBeside('top-left', 'Enter')).toBeNull();
  });

  it('each box of a corner lies in the window and its middle is nearest to that corner', () => {
    for (const corner of corners) {
      const placed = boxInCorner(corner, { width: 200, height: 34 }, view, 12);
      expect(isFree(placed, [], box(12, 12, 988, 788))).toBe(true);
      expect(cornerAt({ x: (placed.left + placed.right) / 2, y: (placed.top + placed.bottom) / 2 }, view)).toBe(corner);
    }
  });
});
