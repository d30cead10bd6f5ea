import type { Database } from './database.ts';
import type { News } from './news.ts';

/** Where an organisation's log stands. */
export interface Head {
  epoch: string;
  seq: number;
}
/** Where the log stands, and what brought it there: missing where that is not known here. */
export interface Told {
  head: Head;
  news?: News;
}
/** null = no more will come. */
type Tell = (told: Told | null) => void;
interface Listener {
  tokenHash: string;
  tell: Tell;
}

export interface Live {
  /** This process has written: its own listeners hear it at once. */
  wrote(org: string, head: Head, news?: News): void;
  /** Tells where the counter of the organisation stands, and every move of it. A device has one listener: a newer one ends the older, and so does the end of its token. Returns what ends it. */
  listen(of: { org: string; device: string; tokenHash: string }, tell: Tell): () => void;
  stop(): void;
}

/** How often (ms) the counters of listened-to organisations are read, for what other processes write. One small query, whatever the number of listeners. */
const pollMs = 250;
/** How often, in polls, it is asked which tokens were ended, here or by another process. */
const pollsPerLook = 4;

/** Tells whoever listens that an organisation has news. Who may see what is asked when it goes out. */
export function liveHub(db: Database, onFault: (error: unknown) => void): Live {
  const organisations = new Map<string, { devices: Map<string, Listener>; head: Head | null }>();
  const listeners = () => [...organisations.values()].flatMap(({ devices }) => [...devices.values()]);
  let polls = 0;
  let timer: NodeJS.Timeout | undefined;

  function wrote(org: string, head: Head, news?: News): void {
    const heard = organisations.get(org);
    if (!heard) return;
    const { head: last } = heard;
    // A poll that began before a write of ours may end after it.
    if (last?.epoch === head.epoch && last.seq >= head.seq) return;
    heard.head = head;
    for (const { tell } of heard.devices.values()) tell({ head, ...(news && { news }) });
  }
  async function endRevoked(): Promise<void> {
    const all = listeners();
    const living = await livingTokens(
      db,
      all.map(({ tokenHash }) => tokenHash),
    );
    for (const { tokenHash, tell } of all) if (!living.has(tokenHash)) tell(null);
  }
  async function poll(): Promise<void> {
    try {
      for (const { id, epoch, seq } of await counters(db, [...organisations.keys()])) wrote(id, { epoch, seq });
      if (++polls % pollsPerLook === 0) await endRevoked();
    } catch (error) {
      onFault(error);
    }
    timer = organisations.size > 0 ? setTimeout(() => void poll(), pollMs).unref() : undefined;
  }

  return {
    wrote,
    listen({ org, device, tokenHash }, tell) {
      const heard = organisations.get(org) ?? { devices: new Map<string, Listener>(), head: null };
      organisations.set(org, heard);
      heard.devices.get(device)?.tell(null);
      heard.devices.set(device, { tokenHash, tell });
      if (heard.head) tell({ head: heard.head });
      timer ??= setTimeout(() => void poll(), 0).unref();
      return () => {
        if (heard.devices.get(device)?.tell === tell) heard.devices.delete(device);
        if (heard.devices.size === 0 && organisations.get(org) === heard) organisations.delete(org);
      };
    },
    stop() {
      clearTimeout(timer);
      for (const { tell } of listeners()) tell(null);
      organisations.clear();
    },
  };
}

/** Where the counters of these organisations stand. */
async function counters(db: Database, orgs: readonly string[]): Promise<{ id: string; epoch: string; seq: number }[]> {
  return orgs.length === 0 ? [] : db.selectFrom('organisations').select(['id', 'epoch', 'seq']).where('id', 'in', orgs).execute();
}

/** Those of these tokens that were not ended. That one expires is seen to by its own stream. */
async function livingTokens(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db.selectFrom('tokens').select('hash').where('hash', 'in', hashes).execute();
  return new Set(rows.map(({ hash }) => hash));
}
