import { createMergeableStore, type MergeableStore } from 'tinybase';
import { createIndexedDbPersister, type IndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import type { Access, Pulled } from '../contender';
import { rowOf } from '../row';
import { nobody, year } from '../year';
import { timed } from './time';

// One device of TinyBase: its store in memory, saved in IndexedDB, in step with the server's by a WebSocket.

let store: MergeableStore;
let persister: IndexedDbPersister;
let url = '';

export async function open(name: string, access: Access): Promise<void> {
  url = access.url;
  store = createMergeableStore();
  persister = createIndexedDbPersister(store, name);
}

export async function make(total: number): Promise<void> {
  const rows = Array.from(year(nobody(), 'shop', total), (event) => {
    const { id, head, salt, body, ...cells } = rowOf(event);
    return [id, { ...cells, head: JSON.stringify(head), salt: salt ?? '', body: JSON.stringify(body) }] as const;
  });
  store.setTable('rows', Object.fromEntries(rows));
  await persister.save();
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function connect(): Promise<void> {
  const synchronizer = await createWsSynchronizer(store, new WebSocket(url.replace('http', 'ws')), 60);
  await synchronizer.startSync();
}

export const push = (): Promise<number> =>
  timed(async () => {
    await connect();
    while ((await (await fetch(url)).json()) !== store.getRowCount('rows')) await pause();
  });

export async function pull(total: number): Promise<Pulled> {
  const whole = await timed(async () => {
    await connect();
    while (store.getRowCount('rows') !== total) await pause();
    await persister.save();
  });
  return { screens: whole, whole };
}

export const stored = async (): Promise<number> => store.getRowCount('rows');
