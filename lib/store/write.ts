import { v7 as uuid } from 'uuid';
import { type Database, database, getMeta, type Life, reopening, setMeta } from './database';
import { StoreError, storeError } from './store-error';

const waitForOldTabMs = 5_000;
const newestVersion = 2;

let check: (() => Promise<void>) | null = null;
let checked: Promise<void> | null = null;
let told: () => void = () => {};

/** Before the first write of this context `look` runs, once; after each write `tell` hears of it. */
export function guardWrites(look: () => Promise<void>, tell: () => void): void {
  check = look;
  checked = null;
  told = tell;
}

/**
 * One transaction over everything, strictly durable; every change of the log goes through here. `work` may run twice: once more
 * on a fresh connection. Throws StoreError: damaged, newer, blocked, full, closed.
 */
export async function writing<T>(work: (db: Database) => Promise<T>, mending = false): Promise<T> {
  try {
    if (!mending) await looked();
    const result = await reopening(async () => {
      const db = database();
      await opened(db);
      return db.transaction('rw', db.tables, async () => {
        const damage = await getMeta('damage');
        if (damage && !mending) throw new StoreError('store-damaged', damage);
        const result = await work(db);
        const life = (await getMeta('life')) ?? newLife();
        await setMeta('life', { ...life, change: life.change + 1 });
        return result;
      });
    });
    told();
    return result;
  } catch (error) {
    throw storeError(error);
  }
}

function looked(): Promise<void> | null {
  if (check) checked ??= check();
  return checked;
}

export const newLife = (): Life => ({ install: uuid(), generation: uuid(), change: 0 });

/** Opens in time, and only what this program understands. */
export async function opened(db: Database): Promise<void> {
  if (!db.isOpen()) {
    let blocked = false;
    db.on('blocked', () => {
      blocked = true;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new StoreError(blocked ? 'store-blocked' : 'store-closed')), waitForOldTabMs);
    });
    await Promise.race([db.open(), late]).finally(() => clearTimeout(timer));
  }
  // Dexie opens a newer database as it is; its rows may mean what this program does not know.
  if (db.verno > newestVersion) throw new StoreError('store-newer');
}
