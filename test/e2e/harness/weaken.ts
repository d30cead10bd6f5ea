import { appendFileSync, cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the build with a fault put in, to see that a guard can fail. `code` is appended to `file` of the build. */
export function weakened(extension: string, file: string, code: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'shop-loupe-weak-'));
  cpSync(extension, copy, { recursive: true });
  const path = join(copy, file);
  if (!existsSync(path)) throw new Error(`The build has no ${file}.`);
  appendFileSync(path, `\n;${code}\n`);
  return copy;
}

/** Faults that the guards must find. */
export const faults = {
  /** A request of our own, out of the isolated content script. */
  fetchInContent:
    "fetch(location.origin + '/admin-api', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{\"query\":\"query OwnQuestion { __typename }\"}' });",
  /** The same out of the page's world. */
  fetchInPage:
    "addEventListener('load', () => fetch(location.origin + '/admin-api', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{\"query\":\"query TapQuestion { __typename }\"}' }));",
  /** What is on the page goes into the extension's storage. */
  storeInArea: 'setInterval(() => chrome.storage.local.set({ kept: document.body.innerText }), 500);',
  /** Into IndexedDB, in the worker, of what the page's script sends. */
  storeInDatabase:
    "chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener((text) => { const open = indexedDB.open('kept', 1); open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true }); open.onsuccess = () => open.result.transaction('rows', 'readwrite').objectStore('rows').add({ text }); }));",
  sendToWorker: '{ const port = chrome.runtime.connect(); setInterval(() => port.postMessage(document.body.innerText), 500); }',
} as const;
