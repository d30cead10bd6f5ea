import { v7 as uuid } from 'uuid';
import { type Database, database, getMeta, reopening, setMeta } from './database';
import type { Life } from './meta';
import { type Damage, StoreError, storeError } from './store-error';

const waitForOldTabMs = 5_000;
const newestVersion = 4;

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
    const known = storeError(error);
    // Found on the way: whoever comes next must not write either.
    if (!mending && known instanceof StoreError && known.damage.length > 0) await markDamaged(known.damage);
    throw known;
  }
}

/** From now on nothing is written until it is mended. */
export async function markDamaged(damage: readonly Damage[]): Promise<void> {
  await writing(async () => {
    const known = (await getMeta('damage')) ?? [];
    const isNew = (each: Damage) => !known.some(({ kind, where }) => kind === each.kind && where === each.where);
    await setMeta('damage', [...known, ...damage.filter(isNew)]);
  }, true);
}

function looked(): Promise<void> | null {
  if (check) checked ??= check();
  // What was found may be mended meanwhile, by another context too: the next write looks again.
  checked?.catch(() => {
    checked = null;
  });
  return checked;
}

export const newLife = (): Life => ({ install: uuid(), generation: 1, change: 0 });

/** The one database of this context, opened. Throws StoreError: newer, blocked, full, closed. */
export async function openStore(): Promise<void> {
  try {
    await opened(database());
  } catch (error) {
    throw storeError(error);
  }
}

/** Opens in time, and only what this program understands. */
export async function opened(db: Database): Promise<void> {
  if (!db.isOpen()) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new StoreError(db.isBlocked ? 'store-blocked' : 'store-closed')), waitForOldTabMs);
    });
    await Promise.race([db.open(), late]).finally(() => clearTimeout(timer));
  }
  // Dexie opens a newer database as it is, and counts versions in tens; its rows may mean what this program does not know.
  if (db.backendDB().version > newestVersion * 10) throw new StoreError('store-newer');
}
