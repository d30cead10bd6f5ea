import type { Page } from '@playwright/test';

/** A string that one of our stores holds, with the place it was found in. */
export interface StoredText {
  place: string;
  text: string;
}

/** Runs in an extension page: everything in IndexedDB, the storage areas, the caches and localStorage, as text; binary parts also unzipped. */
async function readAll(): Promise<StoredText[]> {
  const found: StoredText[] = [];
  const decode = async (place: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    found.push({ place, text: new TextDecoder().decode(bytes) }, { place, text: new TextDecoder('utf-16le').decode(bytes) });
    const format = bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : bytes[0] === 0x78 ? 'deflate' : null;
    if (format === null) return;
    const unzipped = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)))
      .arrayBuffer()
      .catch(() => null);
    if (unzipped) await decode(`${place} (unzipped)`, new Uint8Array(unzipped));
  };
  const walk = async (place: string, value: unknown): Promise<void> => {
    if (typeof value === 'string') found.push({ place, text: value });
    else if (value instanceof ArrayBuffer) await decode(place, new Uint8Array(value));
    else if (ArrayBuffer.isView(value))
      await decode(place, new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength));
    else if (value instanceof Blob) await decode(place, new Uint8Array(await value.arrayBuffer()));
    else if (value instanceof Map || value instanceof Set) for (const item of value) await walk(place, item);
    else if (Array.isArray(value)) for (const item of value) await walk(place, item);
    else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        found.push({ place, text: key });
        await walk(`${place}.${key}`, item);
      }
    }
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const table = database.transaction(store).objectStore(store);
      const [rows, keys] = await Promise.all([done(table.getAll()), done(table.getAllKeys())]);
      await walk(`indexedDB ${name}/${store}`, rows);
      await walk(`indexedDB ${name}/${store} keys`, keys);
    }
    database.close();
  }
  const { storage } = (globalThis as unknown as { chrome: { storage: Record<string, { get(keys: null): Promise<unknown> } | undefined> } })
    .chrome;
  for (const area of ['local', 'session', 'sync']) await walk(`storage.${area}`, await storage[area]?.get(null));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push({ place: `cache ${name}`, text: request.url });
      const response = await cache.match(request);
      if (response) await decode(`cache ${name} ${request.url}`, new Uint8Array(await response.arrayBuffer()));
    }
  }
  for (const [key, value] of Object.entries(localStorage)) found.push({ place: `localStorage.${key}`, text: `${key}=${value}` });
  return found;
}

/** Everything that the extension keeps, read out through one of its own pages. */
export function readStored(extensionPage: Page): Promise<StoredText[]> {
  return extensionPage.evaluate(readAll);
}

/** How many rows each IndexedDB store holds, by store name. */
export function countStored(extensionPage: Page): Promise<Record<string, number>> {
  return extensionPage.evaluate(async () => {
    const counts: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        counts[store] = await new Promise<number>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      }
      database.close();
    }
    return counts;
  });
}
