import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { type At, type Database, openDatabase, sqliteFile } from '../database.ts';

export type Row = Record<string, unknown>;
/** Everything as it was at one moment. */
export interface Snapshot {
  db: Database;
  rows(table: string): AsyncIterable<Row>;
}

const atOnce = 1000;

/** Reads the whole database at one moment, beside whoever writes: where the two engines differ in it. */
export async function withSnapshot<T>(at: At, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return at.url ? fromPostgres(at, work) : fromSqlite(at, work);
}

/** A copy by SQLite's online backup, then read at leisure. */
async function fromSqlite<T>(at: At, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-copy-'));
  try {
    const live = new Sqlite(sqliteFile(at.folder), { fileMustExist: true, timeout: 10_000 });
    await live.backup(sqliteFile(folder)).finally(() => live.close());
    const db = await openDatabase({ folder });
    try {
      return await work({ db, rows: (table) => anyTable(db).selectFrom(table).selectAll().stream() });
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One transaction that sees one moment, read through a cursor. */
async function fromPostgres<T>(at: At, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const db = await openDatabase(at);
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((trx) => work({ db: trx, rows: (table) => byCursor(trx, table) }));
  } finally {
    await db.destroy();
  }
}

async function* byCursor(trx: Database, table: string): AsyncGenerator<Row> {
  await sql`declare whole cursor for select * from ${sql.table(table)}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(atOnce)} from whole`.execute(trx);
    yield* rows;
    if (rows.length < atOnce) break;
  }
  await sql`close whole`.execute(trx);
}

/** Tables by the names that the database has. */
export const anyTable = (db: Database): Kysely<Record<string, Row>> => db as unknown as Kysely<Record<string, Row>>;

/**
 * What ends with a restore: who was signed in, codes and counts, for nobody who was let go may come back in with it; and what is
 * made from the events again.
 */
const passing = new Set(['tokens', 'codes', 'attempts', 'rates', 'segments', 'states']);

/** Tables that a backup holds, those that others refer to first. */
export async function lastingTables(db: Database): Promise<string[]> {
  const names = await ownTables(db);
  return names.filter((name) => !passing.has(name));
}

export async function ownTables(db: Database): Promise<string[]> {
  const found = await db.introspection.getTables();
  const names = found.map(({ name }) => name).filter((name) => !/^kysely_/.test(name));
  const first = ['organisations', 'members'];
  return [...first, ...names.filter((name) => !first.includes(name)).sort()];
}
