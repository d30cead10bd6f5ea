import type { Listing, Message, Noun } from '@/lib/domain/record';
import type { RecordRow } from '@/lib/fold/rows';

/**
 * Fields after a new sight. Variants are joined by id, for a page may show only some of them; each keeps its place.
 * A time worked out from "5m ago" wanders: the first one stands until the page shows the exact one.
 */
export function mergeFields(noun: Noun, before: RecordRow['fields'], seen: RecordRow['fields']): RecordRow['fields'] {
  const merged = { ...before, ...seen };
  if (noun === 'message') return mergeTimes(before as Message, seen as Message, merged as Message);
  if (noun !== 'listing') return merged;
  const listing = merged as Listing;
  const old = (before as Listing).variants;
  const now = (seen as Listing).variants;
  if (!old || !now) return merged;
  const joined = new Map([...old, ...now].map((variant) => [variant.id, variant]));
  const total = listing.variantTotal ?? now.length;
  return { ...merged, variants: now.length >= total || joined.size > total ? now : [...joined.values()] };
}

function mergeTimes({ receivedAt, clock }: Message, seen: Message, merged: Message): Message {
  return receivedAt && seen.clock === 'relative' ? { ...merged, receivedAt, clock } : merged;
}
