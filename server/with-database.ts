import type { Command } from 'commander';
import { type Database, openDatabase } from './database.ts';

/** Work of one command on the database that the options and DATABASE_URL name; works beside a serving process. */
export async function withDatabase(program: Command, work: (db: Database) => Promise<void>): Promise<void> {
  const db = await openDatabase({ url: process.env.DATABASE_URL, folder: program.opts<{ data: string }>().data });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
