import { database, getMeta } from './database';
import { syncView } from './read';
import type { KeepingView } from './view';

export async function keepingView(): Promise<KeepingView> {
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
