import type { Database } from '../../../server/database.ts';
import { grouped } from '../../../server/group.ts';
import { readPlaybook } from '../../../server/playbook.ts';
import { readKeys } from '../../../server/receipt.ts';
import { type Push, type Taken, takeEvents } from '../../../server/take.ts';

/** How an API takes pushes: into one transaction with others, or each into its own. The same code otherwise. */
export function taker(db: Database, folder: string, grouping: boolean): (push: Push) => Promise<Taken> {
  const parts = { db, keys: readKeys(folder), playbook: readPlaybook() };
  if (grouping) return grouped(parts);
  return async (push) => {
    const [taken] = await takeEvents(parts, push.caller.org, [push]);
    return taken as Taken;
  };
}
