import type { Database } from './database.ts';

/** Where an organisation's log stands. */
export interface Head {
  epoch: string;
  seq: number;
}
/** null = no more will come. */
type Tell = (head: Head | null) => void;

export interface Live {
  /** This process has written: its own listeners hear it at once. */
  wrote(org: string, head: Head): void;
  /** Tells where the counter of the organisation stands, and every move of it. A device has one listener: a newer one ends the older. Returns what ends it. */
  listen(org: string, device: string, tell: Tell): () => void;
  stop(): void;
}

/** How often (ms) the counters of listened-to organisations are read, for what other processes write. One small query, whatever the number of listeners. */
const pollMs = 250;

/** Tells whoever listens that an organisation has news. Knows no events: who may see what is asked when they are fetched. */
export function liveHub(db: Database, onFault: (error: unknown) => void): Live {
  const organisations = new Map<string, { devices: Map<string, Tell>; head: Head | null }>();
  let timer: NodeJS.Timeout | undefined;

  function wrote(org: string, head: Head): void {
    const heard = organisations.get(org);
    if (!heard) return;
    const { head: last } = heard;
    // A poll that began before a write of ours may end after it.
    if (last?.epoch === head.epoch && last.seq >= head.seq) return;
    heard.head = head;
    for (const tell of heard.devices.values()) tell(head);
  }
  async function poll(): Promise<void> {
    try {
      for (const { id, epoch, seq } of await counters(db, [...organisations.keys()])) wrote(id, { epoch, seq });
    } catch (error) {
      onFault(error);
    }
    timer = organisations.size > 0 ? setTimeout(() => void poll(), pollMs).unref() : undefined;
  }

  return {
    wrote,
    listen(org, device, tell) {
      const heard = organisations.get(org) ?? { devices: new Map<string, Tell>(), head: null };
      organisations.set(org, heard);
      heard.devices.get(device)?.(null);
      heard.devices.set(device, tell);
      if (heard.head) tell(heard.head);
      timer ??= setTimeout(() => void poll(), 0).unref();
      return () => {
        if (heard.devices.get(device) === tell) heard.devices.delete(device);
        if (heard.devices.size === 0 && organisations.get(org) === heard) organisations.delete(org);
      };
    },
    stop() {
      clearTimeout(timer);
      for (const { devices } of organisations.values()) for (const tell of devices.values()) tell(null);
      organisations.clear();
    },
  };
}

/** Where the counters of these organisations stand. */
async function counters(db: Database, orgs: readonly string[]): Promise<{ id: string; epoch: string; seq: number }[]> {
  return orgs.length === 0 ? [] : db.selectFrom('organisations').select(['id', 'epoch', 'seq']).where('id', 'in', orgs).execute();
}
