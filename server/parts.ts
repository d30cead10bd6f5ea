import type { Database } from './database.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Playbook } from './playbook.ts';
import type { Keys } from './receipt.ts';

/** What the server is put together from. */
export interface Parts {
  db: Database;
  keys: Keys;
  playbook: Playbook;
  log: Log;
  live: Live;
  now: () => Date;
}
