import { existsSync, globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contentOf } from './leveldb.ts';
import type { StoredText } from './stored.ts';

/** Where one of the strings was found that must be nowhere. */
export interface Hit {
  place: string;
  canary: string;
}

/** A string as it may lie on disk: UTF-8, UTF-16 as JavaScript has it, and UTF-16 turned round as in IndexedDB's keys. */
function formsOf(canary: string): Buffer[] {
  const utf16 = Buffer.from(canary, 'utf16le');
  return [Buffer.from(canary, 'utf8'), utf16, Buffer.from(utf16).swap16()];
}

function inBytes(place: string, bytes: Buffer, canaries: readonly string[]): Hit[] {
  return canaries.filter((canary) => formsOf(canary).some((form) => bytes.includes(form))).map((canary) => ({ place, canary }));
}

/** Search in what was read out of the stores. */
export function searchStored(stored: readonly StoredText[], canaries: readonly string[]): Hit[] {
  return stored.flatMap(({ place, text }) => canaries.filter((canary) => text.includes(canary)).map((canary) => ({ place, canary })));
}

/** The folders of a profile that are the extension's; the browser's own caches of the shop's pages are not. */
function extensionFiles(profile: string, id: string): string[] {
  const own = [
    `Default/IndexedDB/chrome-extension_${id}_*/**`,
    `Default/*Extension Settings/${id}/**`,
    'Default/Extension State/**',
    'Default/Extension Scripts/**',
    'Default/Extension Rules/**',
    'Default/Service Worker/CacheStorage/**',
    'Default/WebStorage/**',
  ];
  return own.flatMap((pattern) => globSync(pattern, { cwd: profile })).map((path) => join(profile, path));
}

/** Byte search, in UTF-8 and UTF-16, over the files in which the extension's data lies, decompressed where they are LevelDB's. */
export function searchProfile(profile: string, id: string, canaries: readonly string[]): { files: number; hits: Hit[] } {
  const files = extensionFiles(profile, id).filter((path) => statSync(path).isFile());
  const hits = files.flatMap((path) => contentOf(path).flatMap((content) => inBytes(path.slice(profile.length), content, canaries)));
  return { files: files.length, hits };
}

function searchSqlite(path: string, canaries: readonly string[]): Hit[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const hits: Hit[] = [];
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
    for (const { name } of tables) {
      for (const row of database.prepare(`select * from "${name}"`).iterate()) {
        for (const [column, value] of Object.entries(row)) {
          const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
          hits.push(...inBytes(`${basename(path)} ${name}.${column}`, bytes, canaries));
        }
      }
    }
  } finally {
    database.close();
  }
  return hits;
}

/** Search in every file of a folder: databases with their write-ahead logs, logs, exports. Tables of SQLite are read too, for a long value is torn over pages. */
export function searchFolder(folder: string, canaries: readonly string[]): { files: number; hits: Hit[] } {
  if (!existsSync(folder)) return { files: 0, hits: [] };
  const files = globSync('**', { cwd: folder })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
  const hits = files.flatMap((path) => [
    ...contentOf(path).flatMap((content) => inBytes(path.slice(folder.length), content, canaries)),
    ...(/\.(sqlite|db)$/.test(path) ? searchSqlite(path, canaries) : []),
  ]);
  return { files: files.length, hits };
}
