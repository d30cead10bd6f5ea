import { v7 as uuid } from 'uuid';

import { type BackupHeader, sealFile } from '../../../lib/backup/file.ts';
import { secretOf } from '../../../lib/backup/secret.ts';
import type { BackupLine } from '../../../lib/domain/backup.ts';
import { bodyHash, type EventHead, firstPrev, headHash, type LogEvent } from '../../../lib/domain/event.ts';
import type { Identity } from '../../../lib/store/meta.ts';

/** Who writes in a profile, as it lies in its table `meta`. */
export type Writer = Identity;

/** Somebody who has no server, and has written nothing yet. */
export const aloneWriter = (): Writer => ({ org: uuid(), member: uuid(), roles: ['specialist'], device: uuid(), n: 0, prev: firstPrev });

/** Texts of so many notes, each another. */
export const notes = (count: number): string[] => Array.from({ length: count }, (_, n) => `Entry ${n} of the log`);

/** Opens every file made here. */
export const passphrase = 'for this machine only';
// As cheap as a file may say: what it costs to guess is no matter here.
const kdf: BackupHeader['kdf'] = { name: 'scrypt', N: 2, r: 8, p: 1, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' };

export interface MadeBackup {
  file: { name: string; mimeType: string; buffer: Buffer };
  events: LogEvent[];
  /** As it stands after them. */
  writer: Writer;
}

/**
 * The backup of a device that wrote these notes after what `who` stands at, one event each, and has sent none of them: the quick way
 * to put thousands of entries into a profile, through the screen that restores. With `before`, a later backup of that device.
 */
export async function backupOf(who: Writer, texts: readonly string[], before?: MadeBackup): Promise<MadeBackup> {
  const at = { ...(before?.writer ?? who) };
  const events = [...(before?.events ?? []), ...texts.map((text) => noteOf(at, text))];
  const file = await sealFile(linesOf(at, events), await secretOf(passphrase, kdf), { madeAt: new Date().toISOString(), orgName: null });
  return {
    file: { name: 'notes.loupe', mimeType: 'application/octet-stream', buffer: Buffer.from(await file.arrayBuffer()) },
    events,
    writer: at,
  };
}

function noteOf(who: Writer, text: string): LogEvent {
  const [id, salt, body] = [uuid(), '00'.repeat(16), { text }];
  const head: EventHead = {
    id,
    org: who.org,
    subject: id,
    type: 'note.added',
    v: 1,
    at: new Date().toISOString(),
    by: who.member,
    bodyHash: bodyHash(salt, body),
    device: who.device,
    n: who.n + 1,
    prev: who.prev,
  };
  who.n = head.n;
  who.prev = headHash(head);
  return { head, salt, body };
}

async function* linesOf(who: Writer, events: readonly LogEvent[]): AsyncGenerator<BackupLine> {
  yield { kind: 'begin', counts: { segment: 0, event: events.length, waiting: events.length, rejected: 0 } };
  yield { kind: 'meta', key: 'identity', value: { ...who } };
  for (const event of events) yield { kind: 'event', event, seq: null, receivedAt: null, scope: null, receipt: null };
  for (const { head } of events) yield { kind: 'waiting', n: head.n, id: head.id, first: 0 };
  yield { kind: 'end' };
}
