import { closeSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** The two ways in which Chromium keeps an IndexedDB database on disk. */
export type Engine = 'leveldb' | 'sqlite';

/** Chromium's switches for each; LevelDB is what it uses by itself until these become the default. */
export const featuresOf: Record<Engine, readonly string[]> = {
  leveldb: [],
  sqlite: ['IdbSqliteBackingStore', 'IdbSqliteOnDiskRollout'],
};

/** A harm to the files of a closed profile, and where it has to be found. */
export interface Damage {
  name: string;
  /** What it does to the database's folders. */
  harm(files: Files): void;
  /**
   * `start`: within a second, by itself. `sweep`: nothing tells before all of it is read. `either`: at one of both, or
   * never where what was hit had been overwritten since; the log is then compared with the server's. `refused`: the browser opens it no more, nor deletes it.
   */
  found: 'start' | 'sweep' | 'either' | 'refused';
  /** Part of the subset that every `npm test` runs. */
  telling?: boolean;
}

export interface Files {
  /** Paths of the database's files whose name fits, largest first. Throws where there is none: the damage would be none. */
  like(name: RegExp): string[];
  /** All of them gone. */
  drop(): void;
}

/** Where Chromium keeps the extension's databases, by engine. */
const foldersOf = (profile: string, id: string): Record<Engine, string[]> => {
  const base = join(profile, 'Default', 'IndexedDB', `chrome-extension_${id}_0`);
  return { leveldb: [`${base}.indexeddb.leveldb`, `${base}.indexeddb.blob`], sqlite: [base] };
};

const filesIn = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());

/** The engine that has really kept this profile, whatever was asked for. */
export function engineOf(profile: string, id: string): Engine {
  const has = (folder: string | undefined) => folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const { leveldb, sqlite } = foldersOf(profile, id);
  const kept = [has(leveldb[0]) && ('leveldb' as const), has(sqlite[0]) && ('sqlite' as const)].filter((engine) => engine !== false);
  if (kept.length !== 1 || !kept[0]) throw new Error(`The profile is kept by ${kept.join(' and ') || 'neither engine'}.`);
  return kept[0];
}

export function filesOf(profile: string, id: string): Files {
  const folders = foldersOf(profile, id)[engineOf(profile, id)];
  return {
    like(name) {
      const found = folders.flatMap(filesIn).filter((path) => name.test(path));
      if (found.length === 0) throw new Error(`No file like ${name} in ${folders.join(', ')}.`);
      return found.sort((a, b) => statSync(b).size - statSync(a).size);
    },
    drop() {
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}

function halve(path: string): void {
  truncateSync(path, Math.floor(statSync(path).size / 2));
}

/** Turns `count` bytes from `at` on into their opposites. */
function flip(path: string, at: number, count: number): void {
  const file = openSync(path, 'r+');
  const bytes = Buffer.alloc(count);
  readSync(file, bytes, 0, count, at);
  writeSync(
    file,
    bytes.map((byte) => ~byte),
    0,
    count,
    at,
  );
  closeSync(file);
}

const middle = (path: string): number => Math.floor(statSync(path).size / 2);
const first = (paths: string[]): string => paths[0] ?? '';

/** A piece out of the middle of the longest value that a SQLite file holds: of a sealed segment's events. */
function longestValue(path: string): Buffer {
  const db = new Sqlite(path, { readonly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
  let longest: Buffer = Buffer.alloc(0);
  for (const table of tables)
    for (const row of db.prepare(`select * from "${table}"`).iterate() as Iterable<Record<string, unknown>>)
      for (const value of Object.values(row)) if (Buffer.isBuffer(value) && value.length > longest.length) longest = value;
  db.close();
  const at = Math.floor(longest.length / 2);
  return longest.subarray(at, at + 16);
}

function placesOf(path: string, text: Buffer): number[] {
  const content = readFileSync(path);
  const found: number[] = [];
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) found.push(at);
  return found;
}

function placeOf(path: string, piece: Buffer): number {
  const [at] = placesOf(path, piece);
  if (at === undefined) throw new Error('The value stands elsewhere.');
  return at;
}

/** The rows of quality's corruption table, and the files that Chromium keeps beside them. */
export const damages: Record<Engine, readonly Damage[]> = {
  leveldb: [
    { name: 'log cut in half', harm: ({ like }) => halve(first(like(/\.log$/))), found: 'start', telling: true },
    {
      name: '64 bytes of a table file flipped, in eight places',
      harm: ({ like }) => {
        const path = first(like(/\.ldb$/));
        // Some blocks hold nothing but what was overwritten since.
        for (let part = 0.5; part < 8; part++) flip(path, Math.floor((statSync(path).size * part) / 8), 64);
      },
      found: 'either',
    },
    { name: 'a table file deleted', harm: ({ like }) => rmSync(first(like(/\.ldb$/))), found: 'either' },
    { name: 'manifest flipped', harm: ({ like }) => flip(first(like(/MANIFEST-/)), 0, 64), found: 'start' },
    { name: 'CURRENT deleted', harm: ({ like }) => rmSync(first(like(/CURRENT$/))), found: 'start', telling: true },
    { name: 'database deleted', harm: ({ drop }) => drop(), found: 'start' },
    {
      name: 'a byte of a payload flipped',
      harm: ({ like }) => {
        const path = first(like(/\.blob\//));
        flip(path, middle(path), 1);
      },
      found: 'sweep',
      telling: true,
    },
    { name: 'a payload deleted', harm: ({ like }) => rmSync(first(like(/\.blob\//))), found: 'sweep' },
  ],
  sqlite: [
    { name: 'file cut in half', harm: ({ like }) => halve(first(like(/./))), found: 'start', telling: true },
    {
      name: 'a byte of a payload flipped',
      harm: ({ like }) => {
        const path = first(like(/./));
        flip(path, placeOf(path, longestValue(path)), 1);
      },
      found: 'sweep',
      telling: true,
    },
    {
      name: 'a byte of an entry flipped',
      harm: ({ like }) => {
        const path = first(like(/./));
        const places = placesOf(path, Buffer.from('Entry 2600 of the log'));
        if (places.length === 0) throw new Error('The file does not hold that text.');
        for (const at of places) flip(path, at + 6, 1);
      },
      found: 'sweep',
    },
    { name: 'header flipped', harm: ({ like }) => flip(first(like(/./)), 0, 64), found: 'refused', telling: true },
    { name: 'database deleted', harm: ({ drop }) => drop(), found: 'start' },
  ],
};
