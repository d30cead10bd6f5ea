import type { SyncAnswer, SyncRequest } from '../lib/domain/sync.ts';
import { Batch } from './batch.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { linkOf } from './link.ts';
import { inOrganisation, type NewEvent } from './organisation.ts';
import type { Playbook } from './playbook.ts';
import type { Keys } from './receipt.ts';
import { readStandings } from './standing.ts';

export interface Taken {
  accepted: SyncAnswer['accepted'];
  rejected: SyncAnswer['rejected'];
  /** The counter before and after. */
  base: number;
  head: number;
  epoch: string;
  /** What has the numbers between. */
  added: readonly NewEvent[];
}

/** Is the cursor of this request one of this server's history? If not, the database was restored, and nothing may be judged against it. */
export const isOurs = (request: Pick<SyncRequest, 'epoch' | 'cursor'>, counter: { seq: number; epoch: string }): boolean =>
  (request.epoch === null || request.epoch === counter.epoch) && request.cursor <= counter.seq;

/** What one device hands in. */
export interface Push {
  caller: Caller;
  request: { epoch: string | null; cursor: number; sentAt: string; events: readonly unknown[] };
  now: Date;
}

/**
 * Judges, numbers and stores what several devices of one organisation hand in, in one transaction and in this order.
 * What is refused is refused alone.
 */
export async function takeEvents(
  parts: { db: Database; keys: Keys; playbook: Playbook },
  org: string,
  pushes: readonly Push[],
): Promise<Taken[]> {
  const linked = pushes.map((push) => ({ ...push, links: push.request.events.map(linkOf) }));
  return parts.db.transaction().execute(async (trx) => {
    const rows = inOrganisation(trx, org);
    const { seq: first, epoch } = await rows.lock();
    const standingOf = await readStandings(rows, linked);
    let seq = first;
    const batches: Batch[] = [];
    const taken = linked.map(({ caller, request, now, links }): Taken => {
      const base = seq;
      if (!isOurs(request, { seq: base, epoch })) return { accepted: [], rejected: [], base, head: base, epoch, added: [] };
      const batch = new Batch(caller, standingOf(caller), parts, base, now, now.getTime() - Date.parse(request.sentAt));
      for (const [index, event] of request.events.entries()) batch.take(event, links[index] ?? null, index);
      batches.push(batch);
      seq = batch.seq;
      return { accepted: batch.accepted, rejected: batch.rejected, base, head: seq, epoch, added: batch.events };
    });

    await rows.addEvents(batches.flatMap(({ events }) => events));
    for (const erasure of batches.flatMap(({ erasures }) => erasures)) await rows.erase(erasure);
    await rows.addRejected(batches.flatMap(({ refusals }) => refusals));
    await rows.setCases(new Map(batches.flatMap(({ cases }) => [...cases])));
    await rows.setDevices(new Set(batches.map(({ device }) => device)));
    if (seq > first) await rows.setCounter(seq);
    return taken;
  });
}
