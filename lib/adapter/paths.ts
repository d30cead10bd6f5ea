import type { Raw } from '@/lib/domain/observation';
import { parseExact } from './tap/parse-exact';

// Paths into a page's JSON, in the page's world as well: no library, and nothing here trusts the value.

const mostItems = 10_000;
const deepest = 4;

/** `stockLevels[].stockOnHand` → stockLevels, [], stockOnHand; `result{}.n` → result, {}, n. `.` is the value itself. */
export function segmentsOf(path: string): string[] {
  if (path === '.') return [];
  return path.split('.').flatMap((part) => (/.(\[\]|\{\})$/.test(part) ? [part.slice(0, -2), part.slice(-2)] : [part]));
}

/** The value in JSON that is written as a text; what is a value already stays what it is. Undefined = no JSON. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseExact(value);
  } catch {
    return undefined;
  }
}

/**
 * A value without what is inside it: objects become `{}`, so that a field can say "there is one" and no more.
 * An integer beyond 2^53 has lost digits already: it is no value.
 */
export function leaf(value: unknown, depth = 0): Raw | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? value : undefined;
  if (Array.isArray(value)) {
    if (depth > deepest) return undefined;
    return value.slice(0, mostItems).map((item: unknown) => leaf(item, depth + 1) ?? null);
  }
  return typeof value === 'object' ? {} : undefined;
}

/** What stands at the segments, or undefined. A null on the way is "seen and empty". */
export function walk(value: unknown, segments: readonly string[]): unknown {
  let here = value;
  for (const segment of segments) {
    if (segment === '{}') {
      here = opened(here);
      continue;
    }
    if (here === null) return null;
    if (typeof here !== 'object' || !Object.hasOwn(here, segment)) return undefined;
    here = (here as Record<string, unknown>)[segment];
  }
  return here;
}

/** The raw value at a path. `[]` gives the values of all items, without those that have none. */
export function pick(value: unknown, path: string): Raw | undefined {
  return pickAt(value, segmentsOf(path));
}

function pickAt(value: unknown, segments: readonly string[]): Raw | undefined {
  const split = segments.indexOf('[]');
  if (split < 0) return leaf(walk(value, segments));
  const list = walk(value, segments.slice(0, split));
  if (!Array.isArray(list)) return list === null ? null : undefined;
  const rest = segments.slice(split + 1);
  const found = list.slice(0, mostItems).map((item: unknown) => pickAt(item, rest));
  return found.filter((item) => item !== undefined);
}
