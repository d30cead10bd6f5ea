import type { Random } from '../truth/random.ts';
import type { Realm } from './load.ts';
import type { Task } from './task.ts';

/** What a copy of the extension's code finds around it; the copy is used again and again, by one device and task after the other. */
export interface Surroundings {
  /** The device's clock, in milliseconds since 1970. */
  now(): number;
  random: Random;
  task: Task;
  locks: Locks;
  fetch(task: Task, request: Request): Promise<Response>;
}

export function realmOf(around: () => Surroundings): Realm {
  class OwnDate extends Date {
    constructor(...given: [] | [value: number | string]) {
      super(...((given.length === 0 ? [around().now()] : given) as [number]));
    }
    static override now(): number {
      return around().now();
    }
  }
  const byte = (): number => around().random.between(0, 255);
  return {
    Date: OwnDate,
    Math: Object.assign(Object.create(Math), { random: () => around().random.between(0, 999_999) / 1_000_000 }),
    crypto: {
      subtle: crypto.subtle,
      getRandomValues: (bytes: Uint8Array) => {
        bytes.set(Array.from(bytes, byte));
        return bytes;
      },
    },
    navigator: {
      platform: 'Linux',
      permissions: { query: async () => ({ state: 'granted' }) },
      locks: {
        request: (name: string, _options: { ifAvailable: true }, work: (lock: object | null) => Promise<void>) =>
          around().locks.request(name, around().task, work),
      },
    },
    // The patience of a request ends by the schedule, not by a timer.
    AbortSignal: { timeout: () => new AbortController().signal },
    fetch: (url: string, init: RequestInit) => around().fetch(around().task, new Request(url, init)),
  };
}

/** Locks of one device's browser: freed when the holder dies. Without `work`ing locks everybody gets in, as if there were none. */
export class Locks {
  private readonly holders = new Map<string, Task>();
  private readonly working: boolean;

  constructor(working: boolean) {
    this.working = working;
  }

  async request(name: string, task: Task, work: (lock: object | null) => Promise<void>): Promise<void> {
    const holder = this.holders.get(name);
    if (this.working && holder && !holder.dead && !holder.done) return work(null);
    this.holders.set(name, task);
    try {
      await work({});
    } finally {
      if (this.holders.get(name) === task) this.holders.delete(name);
    }
  }
}
