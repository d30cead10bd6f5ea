import { setImmediate as turn } from 'node:timers/promises';
import type { Parts } from './parts.ts';
import { type Push, type Taken, takeEvents } from './take.ts';

/** So many pushes and events go into one transaction at most: the first in it should not wait long for the last. */
const mostPushes = 64;
const mostEvents = 2000;

interface Waiting {
  push: Push;
  resolve: (taken: Taken) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: while an organisation's transaction runs, what comes meanwhile waits, and then goes into one. The counter row is
 * locked and the disk is waited for once a group instead of once a push.
 */
export function grouped(parts: Pick<Parts, 'db' | 'keys' | 'playbook'>): (push: Push) => Promise<Taken> {
  const queues = new Map<string, Waiting[]>();

  async function work(org: string, queue: Waiting[]): Promise<void> {
    for (;;) {
      const group = nextGroup(queue);
      if (group.length === 0) break;
      await settle(org, group);
      // Whoever was just answered comes again in this turn: without it the first of them would always go alone.
      await turn();
    }
    queues.delete(org);
  }

  /** Where a group fails, each of it is tried alone: one push must not fail another. */
  async function settle(org: string, group: Waiting[]): Promise<void> {
    try {
      const taken = await takeEvents(
        parts,
        org,
        group.map(({ push }) => push),
      );
      for (const [index, { resolve }] of group.entries()) resolve(taken[index] as Taken);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const each of group) await settle(org, [each]);
    }
  }

  return (push) =>
    new Promise<Taken>((resolve, reject) => {
      const { org } = push.caller;
      const waiting = { push, resolve, reject };
      const queue = queues.get(org);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      queues.set(org, fresh);
      void work(org, fresh);
    });
}

/** Takes from the front what fits into one transaction. An adoption goes alone: what it may claim is read before the group is judged. */
function nextGroup(queue: Waiting[]): Waiting[] {
  let events = 0;
  const end = queue.findIndex(({ push }, index) => {
    events += push.request.events.length;
    return index > 0 && (index >= mostPushes || events > mostEvents || adopts(push) || (index === 1 && adopts((queue[0] as Waiting).push)));
  });
  return queue.splice(0, end === -1 ? queue.length : end);
}

const adopts = ({ request }: Push): boolean =>
  request.events.some((event) => (event as { head?: { type?: unknown } } | null)?.head?.type === 'log.adopted');
