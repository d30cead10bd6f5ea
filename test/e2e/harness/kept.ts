import type { Page } from '@playwright/test';
import { eventually } from './eventually.ts';

/** Rows of one of our IndexedDB tables, read through one of our pages: used to wait for something, never to judge by it. */
export function tableOf<Row>(extensionPage: Page, table: string): Promise<Row[]> {
  return extensionPage.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (!(await indexedDB.databases()).some((database) => database.name === 'shop-loupe')) return [];
    const database = await done(indexedDB.open('shop-loupe'));
    try {
      if (!database.objectStoreNames.contains(name)) return [];
      return await done(database.transaction(name).objectStore(name).getAll());
    } finally {
      database.close();
    }
  }, table) as Promise<Row[]>;
}

/** One of the small things kept by name; null where it is not there. */
export async function metaOf<T>(extensionPage: Page, key: string): Promise<T | null> {
  return (await tableOf<{ key: string; value: T | null }>(extensionPage, 'meta')).find((row) => row.key === key)?.value ?? null;
}

export interface KeptRecord {
  subject: string;
  noun: string;
  id: string;
  seenAt: string;
  fields: Record<string, unknown>;
}
export interface KeptCase {
  id: string;
  flow: string;
  about: string;
  cause: string;
  open: boolean;
  evidence: string | null;
  due: string | null;
}
export interface KeptEvent {
  id: string;
  head: { type: string; subject: string; by: string; device: string; n: number };
  body: Record<string, unknown> | null;
  seq: number | null;
}

export const recordsOf = (page: Page): Promise<KeptRecord[]> => tableOf(page, 'records');
export const casesOf = (page: Page): Promise<KeptCase[]> => tableOf(page, 'cases');
export const eventsOf = (page: Page): Promise<KeptEvent[]> => tableOf(page, 'events');

/** Waits (ms) until every event has its answer from the server; returns the codes of those that it refused. */
export async function answered(page: Page, within = 30_000): Promise<string[]> {
  const none = async () => {
    const { length } = await tableOf(page, 'outbox');
    if (length > 0) throw new Error(`${length} wait`);
    return true;
  };
  await eventually('the server has answered to every event', none, within);
  return (await tableOf<{ code: string; event: { head: { type: string } } }>(page, 'rejected')).map(
    ({ code, event }) => `${event.head.type} ${code}`,
  );
}
