import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type Cluster, postgresPrograms, startCluster } from '../server/postgres.ts';
import { Api } from './api.ts';
import { check, type Finding } from './check.ts';
import { Copies } from './copies.ts';
import { type Edit, type Loader, openLoader } from './load.ts';
import type { Fault } from './misfortunes.ts';
import { smallSegment } from './segments.ts';
import type { ServerCode } from './server.ts';
import { World } from './world.ts';

export type Engine = 'sqlite' | 'postgres';

/** How long faults go on in one seed. */
const steps = 300;

/** Requests make the same thing without waiting for each other, as in several processes: a task must not wait for one that is parked. */
const severalProcesses: Edit = { file: 'server/made.ts', from: '(last.get(key) ?? Promise.resolve()).then(work, work)', to: 'work()' };
const size = (file: string, from: string, to: string): Edit => ({ file, from, to });
/** A seed writes some tens of events: what is measured by the thousand is made small, so that they fill segments, pages and batches. */
const small: Edit[] = [
  size('lib/domain/segment.ts', 'segmentSize = 1000;', `segmentSize = ${smallSegment};`),
  // A quarter of so few would be one: nothing would ever be sealed from the tail.
  size('lib/store/seal.ts', 'muchAtOnce = segmentSize / 4;', 'muchAtOnce = segmentSize / 2;'),
  size('lib/sync/sync.ts', 'pageSize = 1000;', 'pageSize = 7;'),
  size('lib/sync/back-off.ts', 'largestBatch = 1000;', 'largestBatch = 9;'),
  size('server/page.ts', 'step = 500;', 'step = 3;'),
  size('server/state.ts', 'step = 500;', 'step = 3;'),
  size('server/routes/history.ts', 'longest = 2_000_000;', 'longest = 1_000;'),
];
/** In every copy, whatever else is edited. */
const always: Edit[] = [severalProcesses, ...small];

export interface Outcome {
  seed: number;
  /** Empty = all is as it must be. */
  found: Finding[];
  /** Events that devices wrote, those that a screen shows as refused, and those that nobody could still have. */
  written: number;
  refused: number;
  gone: number;
  counts: Record<Fault, number>;
  diary: string[];
}

/** Runs seeds, one after the other, on the code as it is or with edits. */
export class Simulator {
  private readonly loader: Loader;
  private readonly cluster: Cluster | null;
  private copies: Copies;
  private server: Promise<ServerCode>;
  private empty: string | null = null;

  private constructor(loader: Loader, cluster: Cluster | null) {
    this.loader = loader;
    loader.edit(always);
    this.cluster = cluster;
    this.copies = new Copies(loader);
    this.server = this.serverCode();
  }

  private async serverCode(): Promise<ServerCode> {
    const { server } = await this.loader.copy<{ server: ServerCode }>('test/simulate/server.ts');
    return server;
  }

  /** Throws where PostgreSQL is asked for and not installed. */
  static async open(engine: Engine = 'sqlite'): Promise<Simulator> {
    if (engine === 'sqlite') return new Simulator(await openLoader(), null);
    const programs = postgresPrograms();
    if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql, or set PG_BIN.');
    return new Simulator(await openLoader(), await startCluster(programs));
  }

  /** From now on seeds run with these edits and no others. */
  edit(edits: readonly Edit[]): void {
    this.loader.edit([...always, ...edits]);
    this.copies = new Copies(this.loader);
    this.server = this.serverCode();
  }

  /** One seed from an empty server to stillness. The same seed is the same run, event by event. */
  async run(seed: number): Promise<Outcome> {
    // Browsers of its own: nothing of the seeds before is in memory any more.
    Dexie.dependencies = { indexedDB: new IDBFactory(), IDBKeyRange };
    const folder = mkdtempSync(path.join(tmpdir(), 'loupe-simulate-'));
    if (!this.cluster) cpSync(await this.emptyServer(), folder, { recursive: true });
    const place = this.cluster ? { folder, url: await this.cluster.database() } : { folder };
    const world = await World.make(seed, await this.server, this.copies, place);
    try {
      for (let step = 0; step < steps; step++) await world.step();
      const found: Finding[] = (await world.calmDown()) ? [] : [{ kind: 'restless', what: 'it does not come to rest' }];
      found.push(...world.thrown.map((what) => ({ kind: 'restless' as const, what })), ...(await check(world)));
      const { made, gone } = world.story;
      const refused = world.devices.reduce((sum, device) => sum + device.rejected.length, 0);
      return { seed, found, written: made.size, refused, gone: gone.size, counts: world.counts, diary: world.diary };
    } finally {
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A folder with an empty server in it: its tables need not be made for every seed. */
  private async emptyServer(): Promise<string> {
    if (this.empty === null) {
      this.empty = mkdtempSync(path.join(tmpdir(), 'loupe-simulate-'));
      const api = await Api.open(await this.server, { folder: this.empty }, () => new Date(0));
      await api.db.destroy();
    }
    return this.empty;
  }

  async close(): Promise<void> {
    if (this.empty !== null) rmSync(this.empty, { recursive: true, force: true });
    await this.loader.close();
    await this.cluster?.stop();
  }
}
