import { setImmediate as breathe } from 'node:timers/promises';
import { headOf, type SegmentHead, segmentSize } from '../lib/domain/segment.ts';
import { type Made, pack, type ReadySegment } from './made.ts';
import type { Scopes, StoredEvent } from './scopes.ts';

interface From {
  scopes: Scopes;
  made: Made;
}

/** A part of a scope's history, not read yet. */
export interface Piece {
  last: number;
  count: number;
  read(): Promise<ReadySegment>;
}

/** Seals every full thousand of a scope that is not sealed yet. The heads of all of them, oldest first. */
export async function sealScope({ scopes, made }: From, scope: string, head: number): Promise<SegmentHead[]> {
  const heads = await made.heads(scope);
  for (;;) {
    const last = heads.at(-1);
    if (((await scopes.rest(scope, last?.last ?? 0, head))?.count ?? 0) < segmentSize) return heads;
    const segment = await segmentFrom(scope, last, await scopes.events(scope, last?.last ?? 0, head, segmentSize));
    await made.addSegment(segment);
    heads.push(segment.head);
    await breathe();
  }
}

/**
 * A scope's history up to a number: the full segments that end there, and the short rest after them, if any. `heads` are those that
 * sealing has just come to: read anew they could be gone by now, and the rest too long for one segment.
 */
export async function historyOf({ scopes, made }: From, scope: string, heads: readonly SegmentHead[], upTo: number): Promise<Piece[]> {
  const whole = heads.filter(({ last }) => last <= upTo);
  const pieces: Piece[] = whole.map((head) => ({ ...head, read: async () => ({ head, payload: await made.payload(head) }) }));
  const before = whole.at(-1);
  const rest = await scopes.rest(scope, before?.last ?? 0, upTo);
  const read = async () => segmentFrom(scope, before, await scopes.events(scope, before?.last ?? 0, upTo, segmentSize));
  return rest ? [...pieces, { ...rest, read }] : pieces;
}

async function segmentFrom(scope: string, after: SegmentHead | undefined, events: readonly StoredEvent[]): Promise<ReadySegment> {
  const payload = new TextEncoder().encode(`[${events.map(textOf).join(',')}]`);
  const place = { scope, first: events[0]?.seq ?? 0, last: events.at(-1)?.seq ?? 0, count: events.length };
  return { head: headOf(after, place, payload), payload: await pack(payload) };
}

/** The event's canonical JSON: head and body are kept as such. */
const textOf = ({ seq, received_at, head, salt, body }: StoredEvent): string =>
  `{"body":${body ?? 'null'},"head":${head},"receivedAt":${JSON.stringify(received_at)},"salt":${JSON.stringify(salt)},"seq":${seq}}`;
