import type { AddressInfo } from 'node:net';
import { serve as listen, type ServerType } from '@hono/node-server';
import { makeApp } from './app.ts';
import { dropOldAttempts } from './attempts.ts';
import { keepBackingUp, type Schedule } from './backup/schedule.ts';
import { type Database, openDatabase } from './database.ts';
import { liveHub } from './live.ts';
import { lockFolder } from './lock.ts';
import { errorLine, type Log } from './log.ts';
import { readPlaybook } from './playbook.ts';
import { dropOldRates } from './rates.ts';
import { readKeys } from './receipt.ts';

export interface ServeOptions {
  port: number;
  host: string;
  folder: string;
  databaseUrl?: string | undefined;
  log: Log;
  behindProxy?: boolean;
  perMinute?: number;
  schedule?: Schedule;
}
export type Serving = { ok: true; port: number; stop: () => Promise<void> } | { ok: false; message: string };

/** How long a request may still run once the server is told to stop. */
const graceMs = 5000;

const sweepMs = 3_600_000;

/** What no longer matters to any count. */
async function dropOld(db: Database): Promise<void> {
  await dropOldAttempts(db, new Date());
  await dropOldRates(db, new Date());
}

/** Opens everything and answers on a port until `stop`. Requests under way are answered first. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { folder, log, databaseUrl } = options;
  // Several processes may serve one PostgreSQL; on SQLite there is one.
  const lock = databaseUrl ? null : lockFolder(folder);
  if (lock && !lock.ok)
    return { ok: false, message: `Another process (${lock.holder}) serves ${folder}. Stop it first, or give another --data folder.` };

  const db = await openDatabase({ url: databaseUrl, folder }, (error) => log.error('database connection lost', errorLine(error)));
  await dropOld(db);
  const sweeping = setInterval(() => dropOld(db).catch((error: unknown) => log.error('sweep failed', errorLine(error))), sweepMs);
  const metricsToken = process.env.SHOP_LOUPE_METRICS_TOKEN;
  const { behindProxy = false, perMinute } = options;
  const live = liveHub(db, (error) => log.error('live', errorLine(error)));
  const app = makeApp({
    db,
    live,
    keys: readKeys(folder),
    playbook: readPlaybook(),
    log,
    now: () => new Date(),
    behindProxy,
    metricsToken,
    ...(perMinute && { perMinute }),
  });

  const started = await start(app.fetch, options);
  if (!started.ok) {
    clearInterval(sweeping);
    await db.destroy();
    lock?.release();
    return started;
  }
  const { server, port } = started;
  log.info('ready', { port });
  const backingUp = options.schedule && keepBackingUp({ url: databaseUrl, folder }, options.schedule, log);
  const stop = async (): Promise<void> => {
    live.stop();
    clearInterval(sweeping);
    await close(server);
    await backingUp?.stop();
    await db.destroy();
    lock?.release();
    log.info('stopped', { port });
  };
  return { ok: true, port, stop };
}

function start(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: ServeOptions,
): Promise<{ ok: true; server: ServerType; port: number } | { ok: false; message: string }> {
  return new Promise((resolve) => {
    const server = listen({ fetch, port, hostname: host, serverOptions: { requestTimeout: 30_000 } }, (info: AddressInfo) =>
      resolve({ ok: true, server, port: info.port }),
    );
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is taken by another program; choose another --port'
          : `cannot be opened (${error.code ?? error.message})`;
      resolve({ ok: false, message: `Port ${port} on ${host} ${why}.` });
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const hard = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(hard);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
