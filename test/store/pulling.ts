import type { NumberedEvent } from '@/lib/domain/event';
import type { SyncAnswer } from '@/lib/domain/sync';
import { syncStore } from '@/lib/store/sync-store';
import { noon } from './fresh';

/** An answer of a server, applied as the sync does. */
export async function answerWith(part: Partial<SyncAnswer>): Promise<boolean> {
  const at = await syncStore.place();
  const cursor = part.cursor ?? part.events?.at(-1)?.seq ?? at.cursor;
  const empty = { more: false, serverNow: noon.toISOString(), accepted: [], rejected: [], events: [] };
  return syncStore.applyAnswer({ v: 1, epoch: 'e1', head: cursor, ...empty, ...part, cursor }, at);
}

/** Events of others, in pages as they come. */
export async function pull(events: readonly NumberedEvent[], page = 100): Promise<void> {
  for (let from = 0; from < events.length; from += page) await answerWith({ events: events.slice(from, from + page) });
}
