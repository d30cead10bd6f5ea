import { v7 as uuid } from 'uuid';
import { type Body, bodyHash, type EventType, firstPrev, type LogEvent } from '@/lib/domain/event';
import { closeBook, newBook } from '@/lib/fold/recount';
import { chained, keepOwn } from './chain';
import { getMeta, metaOnce, setMeta } from './database';
import { foldStore } from './fold-store';
import type { Identity } from './meta';
import { alone, unseal } from './segments';
import { writing } from './write';

/** What a caller says of a new event; the rest of the head is the log's business. */
export interface Draft<T extends EventType = EventType> {
  type: T;
  subject: string;
  shop?: string;
  body: Body<T>;
}

export type Append = <T extends EventType>(draft: Draft<T>) => Promise<LogEvent>;

const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** This device's identity: made on first use, random until an API is connected. */
export function identity(): Promise<Identity> {
  return metaOnce('identity', () => ({
    org: uuid(),
    member: uuid(),
    roles: ['supervisor', 'specialist', 'analyst', 'hr', 'admin'],
    device: uuid(),
    n: 0,
    prev: firstPrev,
  }));
}

/**
 * One transaction for everything: what `work` reads, each event it appends, its projection and its outbox row.
 * All of it is stored, or nothing.
 */
export async function transact<T>(now: Date, work: (append: Append) => Promise<T>): Promise<T> {
  return writing(async (db) => {
    const who = await identity();
    const book = newBook();
    const append: Append = async (draft) => {
      const event = eventOf(who, draft, now);
      await keepOwn(db, event, book);
      return event;
    };
    const result = await work(append);
    await closeBook(foldStore(db), book);
    await setMeta('identity', who);
    return result;
  });
}

/** The next event of this device's chain, which moves on by it. */
export function eventOf(who: Identity, draft: Draft, now: Date): LogEvent {
  const salt = randomHex(16);
  const head = chained(who, {
    id: uuid({ msecs: now.getTime() }),
    org: who.org,
    ...(draft.shop === undefined ? {} : { shop: draft.shop }),
    subject: draft.subject,
    type: draft.type,
    v: 1,
    at: now.toISOString(),
    by: who.member,
    bodyHash: bodyHash(salt, draft.body),
  });
  return { head, salt, body: draft.body as LogEvent['body'] };
}

/** Appends events that need nothing read first. */
export async function append(now: Date, ...drafts: Draft[]): Promise<LogEvent[]> {
  return transact(now, async (write) => {
    const events: LogEvent[] = [];
    for (const draft of drafts) events.push(await write(draft));
    return events;
  });
}

/**
 * From now on this device writes as this member of this organisation; its chain goes on. A log begun alone says in the same
 * transaction whose it was, so that nothing can come between, and is sent anew: `adopted`. What was written in another
 * organisation belongs to it: `elsewhere`, and nothing has changed.
 */
export async function join(org: string, member: string, role: string): Promise<'same' | 'adopted' | 'elsewhere'> {
  return writing(async (db) => {
    const before = await identity();
    const isOther = before.n > 0 && (before.org !== org || before.member !== member);
    if (isOther && (await getMeta('api'))) return 'elsewhere';
    await setMeta('identity', { ...before, org, member, roles: [role] });
    if (!isOther) return 'same';
    await unseal(db, alone);
    const body = { fromOrg: before.org, fromMember: before.member };
    await append(new Date(), { type: 'log.adopted', subject: before.device, body });
    return 'adopted';
  });
}
