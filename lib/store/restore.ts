import { type BackupCounts, BackupLine } from '@/lib/domain/backup';
import type { LogEvent } from '@/lib/domain/event';
import { checksumOf, isChain } from '@/lib/domain/segment';
import { MemoryFold } from '@/lib/fold/memory';
import { closeBook, newBook } from '@/lib/fold/recount';
import type { Projections } from '@/lib/fold/rows';
import { keptMeta } from './backup';
import { allSaidAnew, forgetToken, keepOwn, unnumbered } from './chain';
import {
  type Database,
  type EventRow,
  getMeta,
  type OutboxRow,
  type PayloadRow,
  type RejectedEvent,
  type SegmentRow,
  setMeta,
} from './database';
import { foldStore, rules } from './fold-store';
import { identity } from './log';
import type { Identity, SyncMark } from './meta';
import { replaceDevice } from './new-device';
import { foldTail, type LongWork, replaceProjections } from './rebuild';
import { alone, eventsOf } from './segments';
import { readableOwn } from './start-anew';
import { isAsWritten } from './sweep';
import { newLife, writing } from './write';

/** Why a backup was not taken back. What was there before is still there, as it was. */
export class RestoreError extends Error {
  readonly code:
    | 'damaged'
    /** It is of another organisation, and here are entries that only this browser has. */
    | 'other-log';

  constructor(code: RestoreError['code']) {
    super(code);
    this.name = 'RestoreError';
    this.code = code;
  }
}

interface Content {
  metas: Map<string, unknown>;
  segments: SegmentRow[];
  payloads: PayloadRow[];
  events: EventRow[];
  outbox: OutboxRow[];
  rejected: RejectedEvent[];
}

/**
 * Takes a backup back: read to its end, each hash worked out and everything folded first, then put in place of all that is here in
 * one transaction. What only this browser has and the backup has not stays on top. Throws RestoreError, or what `lines` throws.
 */
export async function restore(lines: AsyncIterable<unknown>, work: LongWork = {}): Promise<{ events: number; kept: number }> {
  const content = await read(lines);
  verify(content);
  const rows = await folded(content, work);
  // Worked out before the transaction: long work without a request would end it.
  const have = new Set([...content.events, ...sealed(content, alone)].map(({ id }) => id));
  const kept = await writing((db) => replace(db, content, rows, have), true);
  return { events: content.events.length + content.segments.reduce((sum, { count }) => sum + count, 0), kept };
}

async function read(lines: AsyncIterable<unknown>): Promise<Content> {
  const content: Content = { metas: new Map(), segments: [], payloads: [], events: [], outbox: [], rejected: [] };
  let counts: BackupCounts | null = null;
  let hasEnded = false;
  for await (const raw of lines) {
    const parsed = BackupLine.safeParse(raw);
    if (!parsed.success || hasEnded || (counts === null) !== (parsed.data.kind === 'begin')) throw new RestoreError('damaged');
    const line = parsed.data;
    if (line.kind === 'begin') counts = line.counts;
    else if (line.kind === 'end') hasEnded = true;
    else take(content, line);
  }
  const { segments, events, outbox, rejected } = content;
  const found = { segment: segments.length, event: events.length, waiting: outbox.length, rejected: rejected.length };
  const isWhole = Object.entries(found).every(([kind, count]) => counts?.[kind as keyof BackupCounts] === count);
  if (!hasEnded || !isWhole) throw new RestoreError('damaged');
  return content;
}

function take(content: Content, line: Exclude<BackupLine, { kind: 'begin' | 'end' }>): void {
  if (line.kind === 'meta') content.metas.set(line.key, line.value);
  else if (line.kind === 'segment') {
    content.segments.push({ ...line.head, receipts: line.receipts });
    const { scope, index } = line.head;
    content.payloads.push({ scope, index, payload: new Uint8Array(new TextEncoder().encode(line.payload)) });
  } else if (line.kind === 'event') {
    const { event, seq, receivedAt, scope, receipt } = line;
    content.events.push({ ...unnumbered(event), seq, receivedAt, scope, receipt });
  } else if (line.kind === 'waiting') content.outbox.push({ n: line.n, id: line.id, first: line.first });
  else content.rejected.push({ id: line.event.head.id, event: line.event, code: line.code, message: line.message });
}

function verify({ metas, segments, payloads, events, outbox }: Content): void {
  const isSealed = segments.every(({ checksum }, at) => checksumOf(payloads[at]?.payload ?? new Uint8Array()) === checksum);
  const chains = [...Map.groupBy(segments, ({ scope }) => scope).values()];
  const isChained = chains.every((own) => own[0]?.index === 0 && isChain(own));
  const known = new Set(events.map(({ id }) => id));
  if (isSealed) for (const event of sealed({ segments, payloads }, alone)) known.add(event.id);
  const isWaiting = outbox.every(({ id }) => known.has(id));
  if (!metas.has('identity') || !isSealed || !isChained || !isWaiting || !events.every(isAsWritten)) throw new RestoreError('damaged');
}

const sealed = ({ segments, payloads }: Pick<Content, 'segments' | 'payloads'>, scope: string): EventRow[] =>
  segments.flatMap((segment, at) => (segment.scope === scope && payloads[at] ? eventsOf(segment, payloads[at]) : []));

async function folded(content: Content, { onProgress, signal }: LongWork): Promise<Projections> {
  const fold = new MemoryFold(rules);
  for (const [at, segment] of content.segments.entries()) {
    signal?.throwIfAborted();
    const payload = content.payloads[at];
    for (const event of payload ? eventsOf(segment, payload) : []) await fold.take({ ...event, seq: event.seq ?? event.n }, segment.scope);
    onProgress?.(at + 1, content.segments.length);
  }
  const sync = content.metas.get('sync') as SyncMark | undefined;
  await foldTail(fold, content.events, sync?.cursor ?? 0);
  return fold.all();
}

/** Returns how many entries of this browser lie on top. */
async function replace(db: Database, content: Content, rows: Projections, have: ReadonlySet<string>): Promise<number> {
  const here = await getMeta('identity');
  const there = content.metas.get('identity') as Identity;
  const waiting = new Set((await db.outbox.toArray()).map(({ id }) => id).filter((id) => !have.has(id)));
  const own = waiting.size > 0 ? await readableOwn(db, waiting) : [];
  if (own.length > 0 && here?.org !== there.org) throw new RestoreError('other-log');
  const life = (await getMeta('life')) ?? newLife();

  for (const table of db.tables) if (table.name !== 'meta') await table.clear();
  await db.segments.bulkAdd(content.segments);
  await db.payloads.bulkAdd(content.payloads);
  await db.events.bulkAdd(content.events);
  await db.outbox.bulkAdd(content.outbox);
  await db.rejected.bulkAdd(content.rejected);
  await replaceProjections(db, rows);
  await putMetas(db, content.metas, here, there);
  for (const key of ['damage', 'history'] as const) await setMeta(key, null);
  await setMeta('life', { ...life, generation: life.generation + 1 });
  await layOnTop(db, own, here, there);
  return own.length;
}

/** Who is signed in here stays so, as long as it is the same device; language and place of the chip are this browser's. */
async function putMetas(db: Database, metas: Content['metas'], here: Identity | null, there: Identity): Promise<void> {
  const isSame = here?.org === there.org && here.member === there.member;
  for (const key of keptMeta) {
    const value = metas.get(key);
    const isOurs = key === 'locale' || key === 'layer' || (key === 'api' && isSame);
    if (value !== undefined && !(isOurs && (await getMeta(key)) !== null)) await db.meta.put({ key, value });
  }
  if (here?.device !== there.device) await forgetToken();
}

/**
 * The device goes on where its own chain stands here, else where the backup says: what waited in that is handed in as it was written,
 * for the server may have it already. What another device wrote here since goes on top as a new one's.
 */
async function layOnTop(db: Database, own: readonly EventRow[], here: Identity | null, there: Identity): Promise<void> {
  // Of one device, and yet two chains: the profile was rolled back once, and wrote on from there.
  const taken = new Set(await db.outbox.toCollection().primaryKeys());
  const isSameChain = here?.device === there.device && here.n >= there.n && !own.some(({ n }) => taken.has(n));
  if (here && isSameChain) await setMeta('identity', here);
  let top: readonly LogEvent[] = own;
  if (own.length > 0 && !isSameChain) {
    await replaceDevice(db, there.device);
    top = await allSaidAnew(await identity(), own);
  }
  const book = newBook();
  for (const event of top) await keepOwn(db, event, book);
  await closeBook(foldStore(db), book);
}
