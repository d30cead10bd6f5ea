import type { DBCoreTransaction, Dexie } from 'dexie';
import type { Task } from './task.ts';

/** What of fake-indexeddb's insides is used here: its queue of transactions, and the rows themselves. */
interface Inner {
  _rawDatabase: {
    transactions: Transaction[];
    processTransactions(): void;
    rawObjectStores: Map<string, { records: { values(): Iterable<{ value: unknown }> } }>;
  };
}
interface Transaction extends IDBTransaction {
  _start(): void;
  _state: string;
}

export interface Hold {
  task: Task;
  /** Requests until the kill; null = it lives. Counted in its next transaction. */
  fuse: number | null;
  /** A transaction that may have written has committed. */
  written(): void;
}

/**
 * From now on each transaction of this connection waits until its task is opened, and a lit fuse kills the task in the
 * middle of one: the transaction is undone, as the browser does it, and nothing that the task still awaits ever comes.
 */
export function holdTransactions(database: Dexie, hold: Hold): void {
  const queue = (database.backendDB() as unknown as Inner)._rawDatabase;
  const { core } = database;
  const begin = core.transaction.bind(core);
  core.transaction = (...asked) => {
    const transaction = begin(...asked) as unknown as Transaction;
    queue.transactions.splice(queue.transactions.indexOf(transaction), 1);
    const { task } = hold;
    void task.park().then(() => {
      if (task.dead) return;
      task.change(() => task.busy++);
      const finished = (): void => task.change(() => task.busy--);
      transaction.addEventListener('complete', () => {
        if (transaction.mode !== 'readonly') hold.written();
        if (hold.fuse !== null) task.kill();
        finished();
      });
      transaction.addEventListener('abort', finished);
      if (hold.fuse !== null) burn(transaction, hold);
      queue.transactions.push(transaction);
      queue.processTransactions();
    });
    return transaction as unknown as DBCoreTransaction;
  };
}

function burn(transaction: Transaction, hold: Hold): void {
  const step = transaction._start.bind(transaction);
  transaction._start = () => {
    if (transaction._state === 'active' && (hold.fuse ?? 0) <= 0) {
      hold.task.kill();
      transaction.abort();
      return;
    }
    hold.fuse = (hold.fuse ?? 0) - 1;
    step();
  };
}

/** All rows of a table as they lie there, without a transaction. Not to be changed. */
export function rowsOf<T>(connection: IDBDatabase, table: string): T[] {
  const store = (connection as unknown as Inner)._rawDatabase.rawObjectStores.get(table);
  return Array.from(store?.records.values() ?? [], ({ value }) => value as T);
}
