import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { type At, type Database, openDatabase, sqliteFile } from '../database.ts';
import { lockFolder } from '../lock.ts';
import type { Playbook } from '../playbook.ts';
import { keyFile, readSecret } from '../receipt.ts';
import type { Manifest } from './dump.ts';
import { readBackup } from './read.ts';
import { anyTable, lastingTables, ownTables, type Row } from './snapshot.ts';
import { verify } from './verify.ts';

export type Restored =
  | { ok: true; manifest: Manifest /** Rows in the database afterwards, by table. */; rows: Record<string, number>; kept: string | null }
  | { ok: false; message: string };

const atOnce = 500;

/**
 * Puts a backup in the place of the database: into a side database first, counted, hashed and verified, then swapped in one
 * step. Every organisation begins a new epoch, so clients hand in again what the backup does not have; everybody signs in
 * anew. What was there before is kept beside it (SQLite; of PostgreSQL write a backup first). Throws CannotOpen.
 */
export async function restore(at: At, file: string, passphrase: string, playbook: Playbook, now: Date): Promise<Restored> {
  const lock = at.url ? null : lockFolder(at.folder);
  if (lock && !lock.ok) return { ok: false, message: `Another process (${lock.holder}) serves ${at.folder}. Stop it first.` };
  mkdirSync(at.folder, { recursive: true, mode: 0o700 });
  const side = mkdtempSync(path.join(at.folder, 'restore-'));
  try {
    const { db, manifest, secretKey } = await readBackup(file, passphrase, side);
    let rows: Record<string, number>;
    try {
      const problems = (await verify(db, playbook)).flatMap((each) => each.problems.map((problem) => `${each.name}: ${problem}`));
      if (problems.length > 0) return { ok: false, message: `The backup is damaged inside; nothing was changed.\n${problems.join('\n')}` };
      await beginNewEpoch(db);
      rows = await countRows(db);
      if (at.url) await replaceRows(db, at);
      else await sql`pragma wal_checkpoint(truncate)`.execute(db);
    } finally {
      await db.destroy();
    }
    const kept = path.join(at.folder, `before-restore-${now.toISOString().replace(/[:.]/g, '-')}`);
    keepBefore(at, kept);
    if (!at.url) renameSync(sqliteFile(side), sqliteFile(at.folder));
    putKey(at.folder, secretKey, kept);
    return { ok: true, manifest, rows, kept: existsSync(kept) ? kept : null };
  } finally {
    rmSync(side, { recursive: true, force: true });
    lock?.release();
  }
}

async function beginNewEpoch(db: Database): Promise<void> {
  for (const { id } of await db.selectFrom('organisations').select('id').execute()) {
    const epoch = randomBytes(8).toString('hex');
    await db.updateTable('organisations').set({ epoch }).where('id', '=', id).execute();
  }
}

async function countRows(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await lastingTables(db)) {
    const { rows } = await anyTable(db)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counts[table] = Number(rows);
  }
  return counts;
}

/** One transaction: who reads meanwhile sees the old rows or the new ones. */
async function replaceRows(side: Database, at: At): Promise<void> {
  const live = await openDatabase(at);
  try {
    await live.transaction().execute(async (trx) => {
      const tables = await ownTables(trx);
      // Locked first, as in every transaction that writes: pushes under way end before, or find the new epoch.
      await sql`select id from organisations for update`.execute(trx);
      for (const table of tables.toReversed()) await anyTable(trx).deleteFrom(table).execute();
      for (const table of await lastingTables(side)) {
        let waiting: Row[] = [];
        const flush = async () => {
          if (waiting.length > 0) await anyTable(trx).insertInto(table).values(waiting).execute();
          waiting = [];
        };
        for await (const row of anyTable(side).selectFrom(table).selectAll().stream()) {
          waiting.push(row);
          if (waiting.length === atOnce) await flush();
        }
        await flush();
      }
    });
  } finally {
    await live.destroy();
  }
}

/** A second name for the database that is about to be replaced, in a folder of its own. */
function keepBefore(at: At, kept: string): void {
  const file = sqliteFile(at.folder);
  if (at.url || !existsSync(file)) return;
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  // Moves what lies beside the file into it.
  const before = new Sqlite(file);
  before.pragma('wal_checkpoint(truncate)');
  before.close();
  linkSync(file, sqliteFile(kept));
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, sqliteFile(kept) + end);
}

/** Receipts that clients hold are good under the key of the backup. Another one that lies here is kept. */
function putKey(folder: string, secretKey: string, kept: string): void {
  const file = keyFile(folder);
  if (existsSync(file)) {
    if (readSecret(folder).toString('hex') === secretKey) return;
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    renameSync(file, keyFile(kept));
  }
  writeFileSync(file, secretKey, { mode: 0o600 });
}
