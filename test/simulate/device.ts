import type { Database, EventRow, PayloadRow, RejectedEvent } from '@/lib/store/database';
import type { Identity, Meta } from '@/lib/store/meta';
import { eventsIn } from '../../lib/domain/segment.ts';
import type { Random } from '../truth/random.ts';
import type { Client } from './client';
import type { Copies } from './copies.ts';
import { type Hold, holdTransactions, rowsOf } from './held.ts';
import { Locks, type Surroundings } from './realm.ts';
import { Task } from './task.ts';

export type Job = (client: Client) => Promise<unknown>;

export interface DeviceOptions {
  name: string;
  email: string;
  random: Random;
  locks: boolean;
  /** Milliseconds since 1970 by this device's clock. */
  now(): number;
  fetch: Surroundings['fetch'];
  /** Rows may have been written. */
  written(device: Device): void;
}

/** A browser profile: one database, any number of workers and pages at work on it. */
export class Device {
  readonly options: DeviceOptions;
  readonly running = new Map<Task, { hold: Hold; close: () => void }>();
  private readonly copies: Copies;
  private locks: Locks;
  private database: Database | null = null;
  private generation = 0;

  constructor(copies: Copies, options: DeviceOptions) {
    this.copies = copies;
    this.options = options;
    this.locks = new Locks(options.locks);
  }

  /** A profile with nothing in it, or with what it held once. */
  async install(content: Content = {}): Promise<void> {
    const copy = await this.copies.take();
    this.database?.close();
    this.generation++;
    this.database = await this.connect(copy.client);
    for (const [table, rows] of Object.entries(content)) await this.database.table(table).bulkPut(rows);
    this.copies.give(copy);
  }

  private async connect(client: Client): Promise<Database> {
    const database = new client.Database(`${this.options.name} ${this.generation}`);
    await database.open();
    return database;
  }

  /** Begins a piece of work in a worker or page of its own. */
  async begin(name: string, job: Job): Promise<Task> {
    const copy = await this.copies.take();
    const { client } = copy;
    const database = await this.connect(client);
    client.takeDatabase(database);
    const task = new Task(`${this.options.name} ${name}`, async () => void (await job(client)));
    const hold: Hold = { task, fuse: null, written: () => this.options.written(this) };
    const { now, random, fetch } = this.options;
    copy.around = { now, random, fetch, task, locks: this.locks };
    holdTransactions(database, hold);
    const close = (): void => {
      this.running.delete(task);
      database.close();
      this.copies.give(copy);
    };
    this.running.set(task, { hold, close });
    return task;
  }

  /** Lets go of what has ended. What a dead task still awaits never comes, so its copy of the code may serve the next. */
  sweep(): void {
    for (const [task, { close }] of this.running) if (task.done || task.dead) close();
  }

  /** The browser is gone, its profile stays. */
  killAll(): void {
    for (const task of this.running.keys()) task.kill();
    this.sweep();
    this.locks = new Locks(this.options.locks);
  }

  close(): void {
    this.killAll();
    this.database?.close();
  }

  rows<T>(table: string): T[] {
    if (!this.database) throw new Error(`${this.options.name} was not installed`);
    return rowsOf<T>(this.database.backendDB(), table);
  }

  content(): Content {
    const tables = this.database?.tables.map(({ name }) => name) ?? [];
    return structuredClone(Object.fromEntries(tables.map((name) => [name, this.rows(name)])));
  }

  meta<K extends keyof Meta>(key: K): Meta[K] | null {
    return this.rows<{ key: string; value: unknown }>('meta').find((row) => row.key === key)?.value as Meta[K] | null;
  }

  get identity(): Identity | null {
    return this.meta('identity') ?? null;
  }
  get tail(): EventRow[] {
    return this.rows('events');
  }
  /** Its whole log, what is sealed in segments too. */
  get events(): Pick<EventRow, 'id' | 'head' | 'body' | 'seq'>[] {
    const sealed = this.rows<PayloadRow>('payloads').flatMap(({ payload }) => eventsIn(payload));
    return [...sealed.map((event) => ({ ...event, id: event.head.id })), ...this.tail];
  }
  get rejected(): RejectedEvent[] {
    return this.rows('rejected');
  }
}
/** Rows by table. */
export type Content = Record<string, unknown[]>;
