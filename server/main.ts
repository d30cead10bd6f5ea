import { Command, InvalidArgumentError } from 'commander';
import type { Schedule } from './backup/schedule.ts';
import { addBackupCommands, passphraseFrom } from './backup-commands.ts';
import { addCommands } from './commands.ts';
import { jsonLog } from './log.ts';
import { addMemberCommands } from './member-commands.ts';
import { serve } from './serve.ts';

// What this program writes is for its own user alone.
process.umask(0o077);

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return value;
};

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return value;
};

interface StartOptions {
  port: number;
  host: string;
  behindProxy?: true;
  perMinute: number;
  backupEvery?: number;
  backupTo?: string;
  backupKeep: number;
  passphraseFile?: string;
}

/** null = no backups are asked for; a text says what is missing. */
function scheduleOf(options: StartOptions): Schedule | string | null {
  const { backupEvery, backupTo, backupKeep } = options;
  if (backupEvery === undefined && backupTo === undefined) return null;
  if (backupEvery === undefined || backupTo === undefined) return '--backup-every and --backup-to belong together.';
  const given = passphraseFrom(options);
  if (!given.ok) return given.message;
  return { everyMs: backupEvery * 3_600_000, folder: backupTo, keep: backupKeep, passphrase: given.passphrase };
}

const program = new Command('server')
  .description('The API that Shop Loupe extensions sync their log with. Data: SQLite in the --data folder, or PostgreSQL by DATABASE_URL.')
  .option('--data <folder>', 'folder of the database and the secret key', process.env.SHOP_LOUPE_DATA ?? '.state/server')
  .addHelpText(
    'after',
    `
Example:
  npm run server -- create "Lantern Trading" --admin-email boss@example.com --admin-name "Li Na"
  npm run server -- invite "Lantern Trading" --email wei@example.com --name "Wang Wei" --role specialist
  npm run server -- start --port 4370

Passwords: --password, else the variable SHOP_LOUPE_PASSWORD, else one is made and printed once.
DATABASE_URL=postgresql://user@host/database takes PostgreSQL instead of SQLite; the secret key stays in the --data folder.`,
  );

program
  .command('start')
  .description('serve until Ctrl-C or SIGTERM; prints "READY <port>" once it answers')
  .option('--port <number>', 'port; 0 takes any free one', port, 4370)
  .option('--host <address>', 'address to listen on; anything but loopback belongs behind a proxy with TLS', '127.0.0.1')
  .option('--behind-proxy', 'a proxy of yours stands in front: believe the last address in X-Forwarded-For')
  .option('--per-minute <number>', 'requests a minute of one device', count, 1200)
  .option('--backup-every <hours>', 'write a backup so often', count)
  .option('--backup-to <folder>', 'where to; on another disk than the data')
  .option('--backup-keep <number>', 'the newest so many stay', count, 14)
  .option('--passphrase-file <file>', 'passphrase of the backups; else the variable SHOP_LOUPE_BACKUP_PASSPHRASE')
  .action(async (options: StartOptions) => {
    const log = jsonLog();
    const { data } = program.opts<{ data: string }>();
    const schedule = scheduleOf(options);
    if (typeof schedule === 'string') return program.error(schedule);
    const { port, host, behindProxy = false, perMinute } = options;
    const at = { folder: data, databaseUrl: process.env.DATABASE_URL };
    const serving = await serve({ port, host, behindProxy, perMinute, ...at, log, ...(schedule && { schedule }) });
    if (!serving.ok) return program.error(serving.message);
    console.log(`READY ${serving.port}`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        serving.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    }
    return;
  });

addCommands(program);
addMemberCommands(program);
addBackupCommands(program);

await program.parseAsync();
