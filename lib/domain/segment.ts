import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { firstPrev, type LogEvent } from './event.ts';
import { canonical, hashOf } from './hash.ts';

/** Events in a full segment; only the newest of a scope may hold fewer. */
export const segmentSize = 1000;

/**
 * A run of a scope's events in the order of the log. The `index`-th holds the scope's events from `index` × 1,000 on, so whoever
 * seals the same log, client or server, comes to the same bytes and the same hashes.
 */
export const SegmentHead = z.strictObject({
  scope: z.string().min(1).max(220),
  index: z.int().min(0),
  /** Numbers of its first and last event. */
  first: z.int().min(1),
  last: z.int().min(1),
  count: z.int().min(1).max(segmentSize),
  /** SHA-256 of the payload's bytes, hex. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hash of the segment before it; 64 zeros for the first. */
  prev: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SegmentHead = z.infer<typeof SegmentHead>;

export const segmentHash = ({ scope, index, first, last, count, checksum, prev }: SegmentHead): string =>
  hashOf({ scope, index, first, last, count, checksum, prev });

/** An event as a segment holds it. The scope is the segment's. */
export interface SealedEvent extends LogEvent {
  seq: number | null;
  receivedAt: string | null;
}

export const checksumOf = (payload: Uint8Array): string => bytesToHex(sha256(payload));

/** UTF-8 of the events' canonical JSON. */
export function payloadOf(events: readonly SealedEvent[]): Uint8Array<ArrayBuffer> {
  const plain = events.map(({ head, salt, body, seq, receivedAt }) => ({ head, salt, body, seq, receivedAt }));
  return new Uint8Array(utf8ToBytes(canonical(plain)));
}

export const eventsIn = (payload: Uint8Array): SealedEvent[] => JSON.parse(new TextDecoder().decode(payload)) as SealedEvent[];

/** The head of a segment with this payload, after another one. */
export function headOf(
  after: SegmentHead | undefined,
  place: Pick<SegmentHead, 'scope' | 'first' | 'last' | 'count'>,
  payload: Uint8Array,
): SegmentHead {
  const { scope, first, last, count } = place;
  const prev = after ? segmentHash(after) : firstPrev;
  return { scope, index: after ? after.index + 1 : 0, first, last, count, checksum: checksumOf(payload), prev };
}

/** Do these heads, by index, belong together without a gap? The oldest may follow one that is not at hand. */
export function isChain(heads: readonly SegmentHead[]): boolean {
  return heads.every((head, at) => {
    const before = heads[at - 1];
    if (!before) return head.index > 0 || head.prev === firstPrev;
    return head.index === before.index + 1 && head.prev === segmentHash(before) && before.count === segmentSize && head.first > before.last;
  });
}
