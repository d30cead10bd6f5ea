import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * One serving process per data folder. The lock is SQLite's own on a file beside the data: the operating system
 * lets go of it when the process ends, however it ends, so no stale lock is ever left to be deleted by hand.
 * Returns what releases it, or who holds it.
 */
export function lockFolder(folder: string): { ok: true; release: () => void } | { ok: false; holder: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = path.join(folder, 'serving.pid');
  const lock = new Sqlite(path.join(folder, 'serving.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return { ok: false, holder: readHolder(holder) };
  }
  writeFileSync(holder, String(process.pid));
  return { ok: true, release: () => lock.close() };
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
