import type { SyncAnswer, SyncRequest } from '../lib/domain/sync.ts';
import { Batch } from './batch.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { linkOf } from './link.ts';
import { inOrganisation } from './organisation.ts';
import type { Playbook } from './playbook.ts';
import type { Keys } from './receipt.ts';
import { readStanding } from './standing.ts';

export interface Taken {
  accepted: SyncAnswer['accepted'];
  rejected: SyncAnswer['rejected'];
  /** The counter before and after. */
  base: number;
  head: number;
  epoch: string;
}

/** Is the cursor of this request one of this server's history? If not, the database was restored, and nothing may be judged against it. */
export const isOurs = (request: Pick<SyncRequest, 'epoch' | 'cursor'>, counter: { seq: number; epoch: string }): boolean =>
  (request.epoch === null || request.epoch === counter.epoch) && request.cursor <= counter.seq;

/** Judges, numbers and stores a batch in one transaction. What is refused is refused alone. */
export async function takeEvents(
  parts: { db: Database; keys: Keys; playbook: Playbook },
  caller: Caller,
  request: { epoch: string | null; cursor: number; sentAt: string; events: readonly unknown[] },
  now: Date,
): Promise<Taken> {
  const links = request.events.map(linkOf);
  return parts.db.transaction().execute(async (trx) => {
    const rows = inOrganisation(trx, caller.org);
    const { seq: base, epoch } = await rows.lock();
    if (!isOurs(request, { seq: base, epoch })) return { accepted: [], rejected: [], base, head: base, epoch };

    const standing = await readStanding(rows, caller, links);
    const batch = new Batch(caller, standing, parts, base, now, now.getTime() - Date.parse(request.sentAt));
    for (const [index, event] of request.events.entries()) batch.take(event, links[index] ?? null, index);

    await rows.addEvents(batch.events);
    await rows.addRejected(batch.refusals);
    await rows.setCases(batch.cases);
    await rows.setDevice(standing.device);
    if (batch.seq > base) await rows.setCounter(batch.seq);
    return { accepted: batch.accepted, rejected: batch.rejected, base, head: batch.seq, epoch };
  });
}
