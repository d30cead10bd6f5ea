import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Database, migrateTo, openDatabase } from '../database.ts';
import { Counted, Line, linesOf, type Manifest } from './dump.ts';
import { CannotOpen, unseal } from './sealed.ts';
import { anyTable, lastingTables, type Row } from './snapshot.ts';

const atOnce = 500;

export interface Read {
  /** The rows in a SQLite database of this version, in the folder that was given. */
  db: Database;
  manifest: Manifest;
  secretKey: string;
}

/**
 * Reads a backup into a side database: rows into the tables as they were when it was made, then brought up to date.
 * Each row is counted and hashed against the manifest. Throws CannotOpen; the side database is closed then.
 */
export async function readBackup(file: string, passphrase: string, folder: string): Promise<Read> {
  const db = await openDatabase({ folder }, undefined, 'empty');
  try {
    let start: { migration: string; secretKey: string } | null = null;
    let manifest: Manifest | null = null;
    const counted = new Counted();
    let waiting: { table: string; rows: Row[] } = { table: '', rows: [] };
    const flush = async (): Promise<void> => {
      const { table, rows } = waiting;
      if (rows.length > 0) await anyTable(db).insertInto(table).values(rows).execute();
      waiting = { table, rows: [] };
    };

    const take = async (text: string): Promise<void> => {
      const line = Line.parse(JSON.parse(text));
      if (Array.isArray(line)) {
        const [table, row] = line;
        if (!start || manifest) throw new CannotOpen('The backup is not in order. Take another copy.');
        if (table !== waiting.table || waiting.rows.length >= atOnce) await flush();
        waiting.table = table;
        waiting.rows.push(row);
        counted.add(table, row);
      } else if ('start' in line) {
        start = line.start;
        await migrateTo(db, start.migration).catch(() => {
          throw new CannotOpen('This backup was made by a newer server. Update this one first.');
        });
        for (const table of await lastingTables(db)) counted.expect(table);
      } else {
        manifest = line.manifest;
      }
    };
    await pipeline(
      createReadStream(file),
      (content: AsyncIterable<Buffer>) => unseal(content, passphrase),
      createGunzip(),
      async (content: AsyncIterable<Buffer>) => {
        for await (const text of linesOf(content)) await take(text);
      },
    );
    await flush();
    return await finish(db, start, manifest, counted);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function finish(db: Database, start: { secretKey: string } | null, manifest: Manifest | null, counted: Counted): Promise<Read> {
  if (!start || !manifest) throw new CannotOpen('The backup has no end. Take another copy.');
  const sums = counted.sums();
  for (const table of new Set([...Object.keys(sums), ...Object.keys(manifest.tables)])) {
    const [found, told] = [sums[table], manifest.tables[table]];
    if (found?.rows !== told?.rows || found?.sha256 !== told?.sha256)
      throw new CannotOpen(`The rows of ${table} are not those that were written. Take another copy.`);
  }
  await migrateTo(db);
  return { db, manifest, secretKey: start.secretKey };
}
