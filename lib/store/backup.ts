import type { BackupLine } from '@/lib/domain/backup';
import { database, getMeta } from './database';
import type { ApiLink, Meta } from './meta';
import type { LongWork } from './rebuild';
import { StoreError } from './store-error';
import { opened } from './write';

/** What a device needs besides the log. Tokens stay where they are. */
export const keptMeta = ['identity', 'api', 'sync', 'orgKey', 'locale', 'layer'] as const satisfies readonly (keyof Meta)[];

/** Older history is still on its way from the server: a backup would be one of a part. */
export class BackupTooEarly extends Error {}

/**
 * The log as lines of a backup. All but the sealed segments is read in one moment; those are read one by one, and when one was
 * opened again meanwhile (a log begun alone that gets a server), StoreError `store-closed` says to begin again.
 */
export async function* backupLines({ onProgress, signal }: LongWork = {}): AsyncGenerator<BackupLine> {
  const db = database();
  await opened(db);
  const { history, metas, segments, events, outbox, rejected } = await db.transaction('r', db.tables, async () => ({
    history: await getMeta('history'),
    metas: await Promise.all(keptMeta.map(async (key) => [key, await getMeta(key)] as const)),
    segments: await db.segments.toArray(),
    events: await db.events.toArray(),
    outbox: await db.outbox.toArray(),
    rejected: await db.rejected.toArray(),
  }));
  if (history) throw new BackupTooEarly();
  const counts = { segment: segments.length, event: events.length, waiting: outbox.length, rejected: rejected.length };
  yield { kind: 'begin', counts };
  for (const [key, value] of metas) {
    const plain = key === 'api' && value !== null ? { ...(value as ApiLink), token: null } : value;
    if (value !== null) yield { kind: 'meta', key, value: plain as Extract<BackupLine, { kind: 'meta' }>['value'] };
  }
  for (const [done, { receipts, ...head }] of segments.entries()) {
    signal?.throwIfAborted();
    const row = await db.payloads.get([head.scope, head.index]);
    if (!row) throw new StoreError('store-closed');
    yield { kind: 'segment', head, receipts, payload: new TextDecoder().decode(row.payload) };
    onProgress?.(done + 1, segments.length);
  }
  for (const { head, salt, body, seq, receivedAt, scope, receipt } of events)
    yield { kind: 'event', event: { head, salt, body }, seq, receivedAt, scope, receipt };
  for (const { n, id, first } of outbox) yield { kind: 'waiting', n, id, first };
  for (const { event, code, message } of rejected) yield { kind: 'rejected', event, code, message };
  yield { kind: 'end' };
}
