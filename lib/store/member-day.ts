import Dexie from 'dexie';
import type { SealedEvent } from '@/lib/domain/segment';
import { type Database, database, type EventRow, getMeta, reopening, type SegmentRow, type SpanRow } from './database';
import type { HistoryMark } from './meta';
import { dayAt, eventsInSpan, eventsOfStill, unspanned } from './spans';
import { StoreError } from './store-error';

/** What a member wrote from one moment to another, as far as it is on this device. */
export interface MemberDay {
  /** Oldest first, by the clocks that wrote them. */
  events: SealedEvent[];
  /** Null = all is here; else so many of so many older entries have come from the server, and some of this day may be among the rest. */
  coming: { done: number; total: number } | null;
}

/** While segments are sealed anew again and again it is read again, but not for ever. */
const mostTries = 20;

/**
 * All events of a member from `from` to before `to`: sealed ones by their spans, the tail by its index, whatever the length of the log.
 * Throws StoreError where a segment that has to be opened is damaged.
 */
export function memberDay(member: string, from: Date, to: Date): Promise<MemberDay> {
  return reopening(async () => {
    const db = database();
    for (let tries = 0; tries < mostTries; tries++) {
      const seen = await look(db, member, from, to);
      const sealed = await sealedIn(db, seen);
      if (!sealed) continue;
      const isWanted = ({ head }: SealedEvent): boolean => {
        const at = Date.parse(head.at);
        return head.by === member && at >= from.getTime() && at < to.getTime();
      };
      const events = [...sealed, ...seen.tail.map(bare)].filter(isWanted).sort(byTime);
      const { history } = seen;
      return { events, coming: history && { done: history.done, total: history.done + history.left } };
    }
    throw new StoreError('store-closed');
  });
}

interface Seen {
  history: HistoryMark | null;
  tail: EventRow[];
  spans: SpanRow[];
  /** Of those without spans. */
  segments: SegmentRow[];
}

/** One moment of the log: what is sealed meanwhile is neither missed nor found twice. */
function look(db: Database, member: string, from: Date, to: Date): Promise<Seen> {
  const [first, last] = [dayAt(from.getTime()), dayAt(to.getTime() - 1)];
  return db.transaction('r', [db.meta, db.events, db.spans, db.spanned, db.segments], async () => {
    const [history, tail, spans, missing] = await Promise.all([
      getMeta('history'),
      db.events.where('[head.by+head.at]').between([member, from.toISOString()], [member, to.toISOString()]).toArray(),
      db.spans.where('[member+day+scope+index]').between([member, first], [member, last, Dexie.maxKey]).toArray(),
      unspanned(db),
    ]);
    const segments = missing.length === 0 ? [] : await db.segments.bulkGet(missing);
    return { history, tail, spans, segments: segments.filter((segment) => segment !== undefined) };
  });
}

/** Null where a segment is another one by now: all has to be looked at again. */
async function sealedIn(db: Database, { spans, segments }: Seen): Promise<SealedEvent[] | null> {
  const unpacked = await Promise.all(spans.map(eventsInSpan));
  // What a span no longer says, its segment does: then it says all of it.
  const altered = new Map(spans.flatMap((span, at) => (unpacked[at] === null ? [[keyOf(span), span]] : [])));
  const events = spans.flatMap((span, at) => (altered.has(keyOf(span)) ? [] : (unpacked[at] ?? [])));
  const again = await db.segments.bulkGet([...altered.values()].map(({ scope, index }): [string, number] => [scope, index]));
  // One at a time: each takes its size in memory several times over.
  for (const segment of [...again, ...segments]) {
    const own = segment && (await eventsOfStill(db, segment));
    if (!own) return null;
    events.push(...own);
  }
  return events;
}

const keyOf = ({ scope, index }: SpanRow): string => `${scope} #${index}`;
const bare = ({ head, salt, body, seq, receivedAt }: EventRow): SealedEvent => ({ head, salt, body, seq, receivedAt });

const byTime = (a: SealedEvent, b: SealedEvent): number => Date.parse(a.head.at) - Date.parse(b.head.at) || a.head.n - b.head.n;
