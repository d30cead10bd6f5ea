import { describe, expect, test } from 'vitest';
import { readers } from '@/lib/adapter/readers';
import type { Raw } from '@/lib/domain/observation';
import type { Meanings } from '@/lib/domain/platform';

// A zone with half an hour: a reader that forgets the zone shows it.
process.env.TZ = 'Asia/Kolkata';

const now = new Date('2026-11-24T22:55:30.000Z');

export const read = (name: string, raw: Raw, map?: Meanings): unknown => readers.get(name)?.(raw, { map, now });

/** One reader's raw values and what it makes of them; undefined = unknown. */
export const table = (name: string, rows: [Raw, unknown, Meanings?][]) =>
  describe(name, () => {
    test.each(rows)('%j → %j', (raw, value, map) => {
      expect(read(name, raw, map)).toEqual(value);
    });
  });
