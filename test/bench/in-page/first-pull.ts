import '@/lib/extension/jitless';

import Dexie from 'dexie';
import { Database, takeDatabase } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { join } from '@/lib/store/log';
import { todayView } from '@/lib/store/read';
import type { Fetch } from '@/lib/sync/call';
import { pullHistory, pullState } from '@/lib/sync/first-pull';

// Runs in a page at the server's own address: a device that has nothing pulls everything.

const call: Fetch = (url, init) => fetch(url, init);

/** Milliseconds until the first screen is right, and until all history is there. */
export async function ours(token: string, org: string, member: string, total: number): Promise<{ screen: number; whole: number }> {
  const db = new Database('ours');
  takeDatabase(db);
  await join(org, member, 'specialist');
  const api = { url: location.origin, token };
  const start = performance.now();
  if ((await pullState(historyStore, api, call)) !== 'done') throw new Error('no state');
  const { counts } = await todayView(new Date());
  const screen = performance.now() - start;
  if ((await pullHistory(historyStore, api, call)) !== 'done') throw new Error('no history');
  const whole = performance.now() - start;
  const pulled = (await db.segments.toArray()).reduce((sum, { count }) => sum + count, 0);
  if (pulled !== total || counts.later + counts.overdue + counts.today === 0) throw new Error(`${pulled} of ${total} events came`);
  return { screen, whole };
}

/** One GET, one bulkPut: what the browser needs to write so many rows, with a key and two indexes. */
export async function bound(total: number): Promise<number> {
  const db = new Dexie('bound', { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ events: 'head.id, [scope+seq], head.subject' });
  await db.open();
  const start = performance.now();
  const rows = await (await fetch('/bound')).json();
  await db.table('events').bulkPut(rows);
  const time = performance.now() - start;
  if ((await db.table('events').count()) !== total) throw new Error('rows are missing');
  return time;
}
