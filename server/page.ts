import type { SyncAnswer } from '../lib/domain/sync.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import { inOrganisation } from './organisation.ts';

/** Rows read at a time, and where an answer ends even if more were asked for: its first byte must come well within a worker's 30 s. */
const step = 500;
const longest = 4_000_000;

/** The next page after a cursor: `head` was read before, so that what is written meanwhile is not skipped by the cursor. */
export async function readPage(
  db: Database,
  caller: Caller,
  after: number,
  head: number,
  limit: number,
): Promise<Pick<SyncAnswer, 'events' | 'cursor' | 'more'>> {
  const rows = inOrganisation(db, caller.org);
  const events: SyncAnswer['events'] = [];
  let cursor = after;
  let size = 0;
  while (cursor < head && events.length < limit && size < longest) {
    const asked = Math.min(step, limit - events.length);
    const found = await rows.eventsAfter(cursor, head, caller.reads, asked);
    for (const event of found) {
      events.push(event);
      size += JSON.stringify(event.body).length + 500;
    }
    // Fewer than asked for: up to head there is nothing else this member may see.
    cursor = found.length < asked ? head : (found.at(-1)?.seq ?? head);
  }
  return { events, cursor, more: cursor < head };
}
