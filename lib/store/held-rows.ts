import Dexie, { type PromiseExtended, type Table } from 'dexie';
import { deleteRows, rowsOf } from './runs';

/**
 * Rows of a table, in hand: read together, changed here, written together. What needs no wait is answered by Dexie's own promises
 * all the same: after a hundred others in a row Dexie takes its transaction for left (its ZONE_ECHO_LIMIT).
 */
export class HeldRows<T> {
  private readonly rows = new Map<string, T | undefined>();
  private readonly changed = new Set<string>();
  /** Keys that the table does not have. */
  private readonly absent = new Set<string>();
  private readonly table: Table<T, string>;
  private readonly keyOf: (row: T) => string;

  constructor(table: Table<T, string>, keyOf: (row: T) => string) {
    this.table = table;
    this.keyOf = keyOf;
  }

  /** Reads those that are not in hand yet. */
  async read(keys: readonly string[]): Promise<void> {
    const unknown = [...new Set(keys)].filter((key) => !this.rows.has(key));
    if (unknown.length === 0) return;
    const found = await rowsOf(this.table, unknown);
    const byKey = new Map(found.map((row) => [this.keyOf(row), row]));
    for (const key of unknown) this.learn(key, byKey.get(key));
  }

  /** Was read by another way; what is in hand is newer. */
  know(row: T): void {
    const key = this.keyOf(row);
    if (!this.rows.has(key)) this.learn(key, row);
  }

  get(key: string): PromiseExtended<T | undefined> {
    if (this.rows.has(key)) return Dexie.Promise.resolve(this.rows.get(key));
    return Dexie.Promise.resolve(this.read([key])).then(() => this.rows.get(key));
  }

  /** One that was read. */
  known(key: string): T | undefined {
    return this.rows.get(key);
  }

  put(row: T): PromiseExtended<void> {
    return Dexie.Promise.resolve(this.change(this.keyOf(row), row));
  }

  delete(key: string): PromiseExtended<void> {
    return Dexie.Promise.resolve(this.change(key, undefined));
  }

  /** What was put and is not written yet. */
  changes(): T[] {
    return [...this.changed].flatMap((key) => this.rows.get(key) ?? []);
  }

  async write(): Promise<void> {
    if (this.changed.size === 0) return;
    const put = this.changes();
    const gone = [...this.changed].filter((key) => !this.rows.get(key) && !this.absent.has(key));
    this.changed.clear();
    for (const row of put) this.absent.delete(this.keyOf(row));
    for (const key of gone) this.absent.add(key);
    if (put.length > 0) await this.table.bulkPut(put);
    await deleteRows(this.table, gone);
  }

  private learn(key: string, row: T | undefined): void {
    this.rows.set(key, row);
    if (!row) this.absent.add(key);
  }

  private change(key: string, row: T | undefined): void {
    this.rows.set(key, row);
    this.changed.add(key);
  }
}
