import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { At } from '../database.ts';
import { errorLine, type Log } from '../log.ts';
import { writeBackup } from './write.ts';

export interface Schedule {
  everyMs: number;
  folder: string;
  /** The newest so many stay. */
  keep: number;
  passphrase: string;
}

const name = /^shop-loupe-\d{4}-\d\d-\d\dT[\d-]+Z\.backup$/;
/** How often it is looked whether one is due: a process that was restarted goes by the files that are there. */
const lookMs = 60_000;

/** Backups of ours in a folder, oldest first. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}

/** Writes one if the newest is older than the schedule says, then lets the oldest go. True = written. */
export async function backUpIfDue(at: At, { everyMs, folder, keep, passphrase }: Schedule, now: Date): Promise<boolean> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const newest = backupsIn(folder).at(-1);
  if (newest && now.getTime() - statSync(newest).mtimeMs < everyMs) return false;
  await writeBackup(at, path.join(folder, `shop-loupe-${now.toISOString().replace(/[:.]/g, '-')}.backup`), passphrase, now);
  for (const old of backupsIn(folder).slice(0, -keep)) rmSync(old);
  return true;
}

/** Backs up by the schedule until it is stopped. A failure is logged, and tried again at the next look. */
export function keepBackingUp(at: At, schedule: Schedule, log: Log): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const look = (): void => {
    if (busy) return;
    busy = true;
    running = backUpIfDue(at, schedule, new Date())
      .then((written) => {
        if (written) log.info('backup written');
      })
      .catch((error: unknown) => log.error('backup failed', errorLine(error)))
      .finally(() => {
        busy = false;
      });
  };
  look();
  const timer = setInterval(look, lookMs);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
