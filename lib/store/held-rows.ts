import Dexie, { type PromiseExtended, type Table } from 'dexie';

/**
 * Rows of a table, in hand: read together, changed here, written together. What needs no wait is answered by Dexie's own promises
 * all the same: after a hundred others in a row Dexie takes its transaction for left (its ZONE_ECHO_LIMIT).
 */
export class HeldRows<T> {
  private readonly rows = new Map<string, T | undefined>();
  private readonly changed = new Set<string>();
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
    const found = await this.table.bulkGet(unknown);
    for (const [at, row] of found.entries()) this.rows.set(unknown[at] as string, row);
  }

  /** Was read by another way; what is in hand is newer. */
  know(row: T): void {
    const key = this.keyOf(row);
    if (!this.rows.has(key)) this.rows.set(key, row);
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

  async write(): Promise<void> {
    if (this.changed.size === 0) return;
    const [put, gone] = [[] as T[], [] as string[]];
    for (const key of this.changed) {
      const row = this.rows.get(key);
      if (row) put.push(row);
      else gone.push(key);
    }
    this.changed.clear();
    await this.table.bulkPut(put);
    await this.table.bulkDelete(gone);
  }

  private change(key: string, row: T | undefined): void {
    this.rows.set(key, row);
    this.changed.add(key);
  }
}
