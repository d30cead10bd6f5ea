import type { NumberedEvent } from '@/lib/domain/event';
import { subjectOf } from '@/lib/domain/record';
import type { SyncAnswer } from '@/lib/domain/sync';
import type { Database, EventRow } from '@/lib/store/database';
import { append } from '@/lib/store/log';
import { syncStore } from '@/lib/store/sync-store';
import { freshDatabase, later, noon, shop } from './fresh';
import { projections } from './random-log';
import { ledger, open, see, settle, turn } from './writing';

/** The record that a log's history is about. */
export const about = subjectOf(shop, 'listing', '1');

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

/** As events travel. */
export const bare = (rows: EventRow[]): NumberedEvent[] =>
  rows.map(({ head, salt, body, seq, receivedAt, scope }) => ({ head, salt, body, seq, receivedAt, scope }) as NumberedEvent);
/** What screens read, the trend's days too. */
export const everything = async (of: Database): Promise<Record<string, unknown[]>> => ({
  ...(await projections(of)),
  days: await of.days.toArray(),
});

/** One shop's history of 2,600 events: seen, judged, a case opened, settled and opened again, a ledger in two pieces. */
export async function history(): Promise<NumberedEvent[]> {
  const other = freshDatabase();
  await see('1', 3);
  await turn(about, { 'name-length': 'fail' });
  await open(about, null);
  await settle(about, later(1));
  await ledger([['A-1', 5]]);
  for (let n = 0; n < 2_595; n += 173)
    await append(
      later(2),
      ...Array.from({ length: 173 }, (_, at) => ({ type: 'note.added' as const, subject: `${n + at}`, shop, body: { text: 'x' } })),
    );
  const rows = await other.events.orderBy('[device+n]').toArray();
  return rows.map(({ head, salt, body, n }) => ({ head, salt, body, seq: n, receivedAt: noon.toISOString(), scope: `shop:${shop}` }));
}
