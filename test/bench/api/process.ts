import { serve } from '@hono/node-server';
import { makeApp } from '../../../server/app.ts';
import { openDatabase } from '../../../server/database.ts';
import { liveHub } from '../../../server/live.ts';
import { jsonLog } from '../../../server/log.ts';
import { readPlaybook } from '../../../server/playbook.ts';
import { readKeys } from '../../../server/receipt.ts';
import { taker } from './takers.ts';

// The API as a process of its own, with the grouping of pushes on or off; says its port to who forked it, and goes with them.
const [url, folder = '', grouping] = process.argv.slice(2);
const db = await openDatabase({ url, folder });
const app = makeApp({
  db,
  keys: readKeys(folder),
  playbook: readPlaybook(),
  log: jsonLog(),
  live: liveHub(db, () => {}),
  now: () => new Date(),
  take: taker(db, folder, grouping === 'grouping'),
  perMinute: 10_000_000,
});
process.once('disconnect', () => process.exit());
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
