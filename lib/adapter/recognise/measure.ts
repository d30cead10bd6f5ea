import { countOf, type Price, priceOf } from './amounts';
import { type DayOrder, type Moment, momentOf } from './moments';

const prices = new Set(['price', 'total']);
const counts = new Set(['stock', 'held', 'available']);

/** Does a field cost, count or date something? */
export const isMeasure = (field: string): boolean => prices.has(field) || counts.has(field) || /At$/.test(field);

/** A text as such a field means it; null = empty, undefined = not understood. */
export function measureOf(text: string, field: string, order: DayOrder = null): Price | Moment | number | null | undefined {
  if (prices.has(field)) return priceOf(text);
  return counts.has(field) ? countOf(text) : momentOf(text, order);
}
