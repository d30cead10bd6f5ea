import { connectApi } from '@/lib/extension/connect-api';
import { syncNow, takeNews } from '@/lib/extension/sync';
import * as act from '@/lib/store/act';
import { Database, takeDatabase } from '@/lib/store/database';
import { keepRecord, keepSight, keepVerdicts } from '@/lib/store/keep';
import { append, transact } from '@/lib/store/log';
import { sweep } from '@/lib/store/sweep';

/** What of the extension runs in the simulator: the real thing, one copy for each worker or page. */
export const client = {
  act,
  append,
  connectApi,
  Database,
  keepRecord,
  keepSight,
  keepVerdicts,
  sweep,
  syncNow,
  takeDatabase,
  takeNews,
  transact,
};
export type Client = typeof client;
