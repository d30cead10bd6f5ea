import { v7 as uuid } from 'uuid';
import { type EventHead, firstPrev, headHash, type LogEvent } from '@/lib/domain/event';
import { project } from '@/lib/fold/project';
import type { TallyBook } from '@/lib/fold/recount';
import { type Database, type EventRow, getMeta, type OutboxRow, setMeta } from './database';
import { foldStore } from './fold-store';
import type { Identity } from './meta';

/** The device that comes after this one in the same profile; its chain begins at n = 1. */
export const deviceAfter = (before: Identity): Identity => ({
  ...before,
  device: uuid(),
  n: 0,
  prev: firstPrev,
  former: [...(before.former ?? []), before.device],
});

/** Puts a head at the end of this device's chain, which moves on by it. */
export function chained(who: Identity, head: Omit<EventHead, 'device' | 'n' | 'prev'>): EventHead {
  const next = { ...head, device: who.device, n: who.n + 1, prev: who.prev };
  who.n = next.n;
  who.prev = headHash(next);
  return next;
}

/** The same, said by this device, under an id of its own: for an event that can't be handed in under its old head. */
export const saidAnew = (who: Identity, head: EventHead): EventHead => chained(who, { ...head, id: uuid({ msecs: Date.parse(head.at) }) });

/** A row of the tail, before the server has numbered it. */
export function unnumbered(event: LogEvent): EventRow {
  const { head, salt, body } = event;
  return { head, salt, body, id: head.id, device: head.device, n: head.n, seq: null, receivedAt: null, scope: null, receipt: null };
}

export const waiting = ({ n, id, type }: EventHead): OutboxRow => ({ n, id, first: type === 'log.adopted' ? 1 : 0 });

/** Inside a transaction: an event of this device, its place in the outbox and what it changes on the screens. */
export async function keepOwn(db: Database, event: LogEvent, book: TallyBook): Promise<void> {
  await db.events.add(unnumbered(event));
  await db.outbox.add(waiting(event.head));
  await project(foldStore(db), event, book);
}

/** These contents at the end of the chain of a device that has begun just now: its member has to sign in. */
export async function allSaidAnew(who: Identity, events: readonly LogEvent[]): Promise<LogEvent[]> {
  const chain = events.map((event) => ({ ...event, head: saidAnew(who, event.head) }));
  await setMeta('identity', who);
  await forgetToken();
  return chain;
}

/** What waits to go up, oldest first. */
export async function waitingEvents(db: Database): Promise<EventRow[]> {
  const rows = await db.outbox.orderBy('n').toArray();
  return (await db.events.bulkGet(rows.map(({ id }) => id))).filter((event) => event !== undefined);
}

/** The token was another device's: its member has to sign in again. */
export async function forgetToken(): Promise<void> {
  const api = await getMeta('api');
  if (api) await setMeta('api', { ...api, token: null });
}
