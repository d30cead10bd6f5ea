import { database, getMeta, reopening } from './database';
import { syncView } from './read';
import { StoreError, storeError } from './store-error';
import type { KeepingView } from './view';

/** What a store comes to that does not open: the one screen with a way out must not wait for it. */
const unreadable: KeepingView = {
  here: 0,
  history: null,
  server: null,
  sync: { kind: 'alone', pending: 0 },
  reachedAt: null,
  sweptAt: null,
  damage: ['unreadable'],
  backup: null,
};

export async function keepingView(): Promise<KeepingView> {
  try {
    return await reopening(view);
  } catch (error) {
    // A live query swallows some of these, and would never end.
    const known = storeError(error);
    if (known instanceof StoreError && known.code === 'store-closed') return unreadable;
    throw known;
  }
}

async function view(): Promise<KeepingView> {
  const db = database();
  let here = await db.events.count();
  await db.segments.each(({ count }) => {
    here += count;
  });
  const [history, api, mark, sweptAt, damage, backup, sync] = await Promise.all([
    getMeta('history'),
    getMeta('api'),
    getMeta('sync'),
    getMeta('sweptAt'),
    getMeta('damage'),
    getMeta('backup'),
    syncView(),
  ]);
  return {
    here,
    history: history && { done: history.done, total: history.done + history.left },
    server: api && { url: api.url, orgName: api.orgName },
    sync,
    reachedAt: mark?.lastAt ?? null,
    sweptAt,
    damage: [...new Set((damage ?? []).map(({ kind }) => kind))],
    backup: backup && { lastAt: backup.lastAt, folder: backup.folder?.name ?? null, problem: backup.problem },
  };
}
