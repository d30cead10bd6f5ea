import type { Database } from './database.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Playbook } from './playbook.ts';
import type { Keys } from './receipt.ts';
import type { Push, Taken } from './take.ts';

/** What the server is put together from. */
export interface Parts {
  db: Database;
  keys: Keys;
  playbook: Playbook;
  log: Log;
  live: Live;
  /** How pushes are taken; grouped unless told otherwise. */
  take?: (push: Push) => Promise<Taken>;
  now: () => Date;
  /** Requests a minute of one device; everything from one address has ten times that. */
  perMinute?: number;
  /** A proxy of ours stands in front: X-Forwarded-For is believed. */
  behindProxy?: boolean;
  /** Who brings it reads /metrics from anywhere; without one only this machine does. */
  metricsToken?: string | undefined;
}
