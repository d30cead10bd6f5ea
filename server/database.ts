import { chmodSync, promises as fs, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** Where the data is: PostgreSQL at `url` where it is given, else SQLite in `folder`; `secret.key` is in `folder` either way. */
export interface At {
  url?: string | undefined;
  folder: string;
}

export const sqliteFile = (folder: string): string => path.join(folder, 'shop-loupe.sqlite');

/** All that differs between the two engines stands in this table; the rest of the server does not know which one it has. */
const engines = {
  sqlite: (folder: string): Dialect => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = sqliteFile(folder);
    const database = new Sqlite(file, { timeout: 10_000 });
    chmodSync(file, 0o600);
    database.pragma('journal_mode = WAL');
    // A commit that was answered survives a power cut, not only a killed process.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    return new SqliteDialect({ database });
  },
  postgres: (url: string, onLost: (error: Error) => void): Dialect => {
    const pool = new pg.Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 10_000,
      // bigint comes as text by default; a seq stays far below 2^53.
      types: { getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) },
    });
    // A connection that the database drops would otherwise end the process. The pool listens to idle ones alone, and repeats what they said.
    pool.on('connect', (client) => client.on('error', onLost));
    pool.on('error', () => {});
    return new PostgresDialect({ pool });
  },
};

/**
 * Opens it, with its tables brought up to date first, or none at all for `empty`.
 * Throws when the database can't be opened or is newer than this program.
 */
export async function openDatabase(
  at: At,
  onLost: (error: Error) => void = () => {},
  tables: 'up to date' | 'empty' = 'up to date',
): Promise<Database> {
  const db: Database = new Kysely<Tables>({ dialect: at.url ? engines.postgres(at.url, onLost) : engines.sqlite(at.folder) });
  if (tables === 'empty') return db;
  try {
    await migrateTo(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Brings the tables to the version that a migration made, or to the newest. Throws when there is no such migration here. */
export async function migrateTo(db: Database, name?: string): Promise<void> {
  const migrator = migratorOf(db);
  const { error } = name === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(name);
  if (error) throw error;
}

/** Name of the newest migration that this database has. */
export async function lastMigration(db: Database): Promise<string> {
  const done = (await migratorOf(db).getMigrations()).filter(({ executedAt }) => executedAt !== undefined);
  return done.at(-1)?.name ?? '';
}

function migratorOf(db: Database): Migrator {
  return new Migrator({
    db,
    provider: new FileMigrationProvider({
      fs,
      path,
      migrationFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
      import: (file) => import(pathToFileURL(file).href),
    }),
  });
}
