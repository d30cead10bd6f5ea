import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { readBackup } from './backup/read.ts';
import { restore } from './backup/restore.ts';
import { CannotOpen, shortestPassphrase } from './backup/sealed.ts';
import { type Verified, verify } from './backup/verify.ts';
import { writeBackup } from './backup/write.ts';
import { type At, openDatabase } from './database.ts';
import { readPlaybook } from './playbook.ts';

interface Secret {
  passphraseFile?: string;
}
const secretOption = [
  '--passphrase-file <file>',
  'file whose first line is the passphrase; else the variable SHOP_LOUPE_BACKUP_PASSPHRASE',
] as const;

/** The passphrase of a file or the environment, never of the command line, where others on the machine could read it. */
export function passphraseFrom({ passphraseFile }: Secret): { ok: true; passphrase: string } | { ok: false; message: string } {
  const given = passphraseFile ? readFileSync(passphraseFile, 'utf8').split('\n')[0]?.trim() : process.env.SHOP_LOUPE_BACKUP_PASSPHRASE;
  if (!given)
    return { ok: false, message: 'A backup needs a passphrase: --passphrase-file, or the variable SHOP_LOUPE_BACKUP_PASSPHRASE.' };
  if (given.length < shortestPassphrase) return { ok: false, message: `A passphrase has at least ${shortestPassphrase} characters.` };
  return { ok: true, passphrase: given };
}

/** backup, restore, verify. */
export function addBackupCommands(program: Command): void {
  const at = (): At => ({ url: process.env.DATABASE_URL, folder: program.opts<{ data: string }>().data });
  /** What a person can mend is told in a sentence; anything else is a fault and shows where. */
  const withPassphrase = async (secret: Secret, work: (passphrase: string) => Promise<void>): Promise<void> => {
    const given = passphraseFrom(secret);
    if (!given.ok) return program.error(given.message);
    try {
      await work(given.passphrase);
    } catch (error) {
      if (error instanceof CannotOpen) return program.error(error.message);
      throw error;
    }
  };

  program
    .command('backup <file>')
    .description('everything, with the secret key, in one encrypted file; works beside a serving process')
    .option(...secretOption)
    .action((file: string, secret: Secret) =>
      withPassphrase(secret, async (passphrase) => {
        const { tables } = await writeBackup(at(), file, passphrase, new Date());
        for (const [table, { rows }] of Object.entries(tables)) console.log(`saved\t${table}\t${rows}`);
        console.log(`backup\t${file}`);
      }),
    );

  program
    .command('restore <file>')
    .description('puts a backup in the place of the database, after it was verified; stop the server first (SQLite)')
    .option(...secretOption)
    .action((file: string, secret: Secret) =>
      withPassphrase(secret, async (passphrase) => {
        const done = await restore(at(), file, passphrase, readPlaybook(), new Date());
        if (!done.ok) return program.error(done.message);
        for (const [table, rows] of Object.entries(done.rows)) console.log(`restored\t${table}\t${rows}`);
        console.log(`restored\tas of ${done.manifest.createdAt}${done.kept ? `\tbefore: ${done.kept}` : ''}`);
        return console.log('Everybody signs in again. Look through `list`: who was disabled since then is not any more.');
      }),
    );

  program
    .command('verify [file]')
    .description('checks hashes, chains, numbers and tasks of the database, or of a backup; changes nothing')
    .option(...secretOption)
    .action(async (file: string | undefined, secret: Secret) => {
      if (file === undefined) return report(await verifyLive(at()));
      return withPassphrase(secret, async (passphrase) => report(await verifyFile(file, passphrase)));
    });
  const report = (all: Verified[]): void => {
    for (const { org, name, events, devices, problems } of all) {
      console.log(`verified\t${org}\t${name}\t${events} events\t${devices} devices\t${problems.length} problems`);
      for (const problem of problems) console.log(`problem\t${problem}`);
    }
    if (all.some(({ problems }) => problems.length > 0)) program.error('There are problems. Restore the newest backup that verifies.');
  };
}

async function verifyLive(at: At): Promise<Verified[]> {
  const db = await openDatabase(at);
  try {
    const reading = db.transaction();
    return await (at.url ? reading.setIsolationLevel('repeatable read') : reading).execute((trx) => verify(trx, readPlaybook()));
  } finally {
    await db.destroy();
  }
}

async function verifyFile(file: string, passphrase: string): Promise<Verified[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-verify-'));
  try {
    const { db } = await readBackup(file, passphrase, folder);
    try {
      return await verify(db, readPlaybook());
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
