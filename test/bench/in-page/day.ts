import '@/lib/extension/jitless';

import type { LogEvent } from '@/lib/domain/event';
import { headOf, payloadOf, type SegmentHead, segmentSize } from '@/lib/domain/segment';
import { Database, takeDatabase } from '@/lib/store/database';
import { memberDay } from '@/lib/store/member-day';
import { makeSpans } from '@/lib/store/spans';
import { type DayRow, DayRows } from '../yardsticks/day-rows';
import { day, nobody, year } from '../year';
import { timed } from './time';

// A log in this page, as our store keeps it or as the yardstick does, and one member's day out of it.

const scope = 'shop:main';
/** What is not sealed yet. */
const tail = segmentSize / 2;

let rows: DayRows;

/** `total` events from a moment on, as dense as a million are in a year; each by another of so many members. */
function* team(begin: number, total: number, members: number): Generator<LogEvent> {
  const log = year(nobody(), 'main', total);
  for (let n = 0; n < total; n++) {
    const event = log.next().value as LogEvent;
    const at = new Date(begin + n * (day / perDay)).toISOString();
    yield { ...event, head: { ...event.head, at, by: memberOf((n * 7) % members) } };
  }
}
const perDay = 1_000_000 / 364;
const memberOf = (member: number): string => `0199a0b2-0000-7000-8000-${String(member).padStart(12, '0')}`;

/** In order, so many at a time. */
function* parts(size: number, ...log: Parameters<typeof team>): Generator<LogEvent[]> {
  let part: LogEvent[] = [];
  for (const event of team(...log)) {
    part.push(event);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Segments as they are sealed, and a tail; then what the store makes of them. Returns how long that took, in ms. */
export async function fillOurs(begin: number, total: number, members: number): Promise<number> {
  const db = new Database('bench');
  takeDatabase(db);
  let before: SegmentHead | undefined;
  let first = 1;
  for (const part of parts(segmentSize, begin, total, members)) {
    const last = first + part.length - 1;
    const numbered = part.map((event, at) => ({ ...event, seq: first + at, receivedAt: event.head.at }));
    const payload = payloadOf(numbered);
    const head = headOf(before, { scope, first, last, count: part.length }, payload);
    if (last > total - tail) {
      const receipt = null;
      await db.events.bulkAdd(
        numbered.map((event) => ({ ...event, id: event.head.id, device: event.head.device, n: event.head.n, scope, receipt })),
      );
    } else {
      await db.transaction('rw', db.segments, db.payloads, async () => {
        await db.segments.add({ ...head, receipts: {} });
        await db.payloads.add({ scope, index: head.index, payload });
      });
    }
    before = head;
    first = last + 1;
  }
  return timed(makeSpans);
}

export async function fillRows(begin: number, total: number, members: number): Promise<void> {
  rows = new DayRows('bench');
  for (const part of parts(5_000, begin, total, members))
    await rows.add(part.map((event): DayRow => ({ ...event, id: event.head.id, member: event.head.by, at: event.head.at })));
}

interface Read {
  took: number;
  /** The events' counters. */
  ns: number[];
}

async function read(look: () => Promise<readonly LogEvent[]>): Promise<Read> {
  let events: readonly LogEvent[] = [];
  const took = await timed(async () => {
    events = await look();
  });
  return { took, ns: events.map(({ head }) => head.n).sort((a, b) => a - b) };
}

const span = (from: string): [Date, Date] => [new Date(from), new Date(Date.parse(from) + day)];

export const ours = (member: number, from: string): Promise<Read> =>
  read(async () => (await memberDay(memberOf(member), ...span(from))).events);
export const peer = (member: number, from: string): Promise<Read> => read(() => rows.day(memberOf(member), ...span(from)));
