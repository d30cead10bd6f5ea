import { join } from 'node:path';
import { answers, type Running, startProcess } from '../../scripts/setup/process.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Place {
  port: number;
  /** Folder that keeps the data; without one everything is gone when it stops. */
  data?: string;
  /** Folder for what it prints. */
  logs: string;
}

export interface Site extends Running {
  origin: string;
}

const at = (running: Running, port: number): Site => ({ ...running, origin: `http://127.0.0.1:${port}` });

/** A real Vendure shop; `csp` puts every page behind a strict policy with trusted types. */
export async function startVendure({ port, data, logs, csp }: Place & { csp?: boolean }): Promise<Site> {
  const args = [
    join(root, 'test', 'backoffices', 'vendure.cjs'),
    String(port),
    ...(data ? ['--data', data] : []),
    ...(csp ? ['--csp'] : []),
  ];
  const running = await startProcess({
    name: 'Vendure',
    command: process.execPath,
    args,
    cwd: root,
    env: { VENDURE_DISABLE_TELEMETRY: 'true', NODE_ENV: 'test' },
    log: join(logs, `vendure-${port}.log`),
    ready: /^READY/m,
    within: 180_000,
  });
  return at(running, port);
}

/** A real MailDev inbox: web on `port`, SMTP on `smtp`. */
export async function startMailDev({ port, smtp, data, logs }: Place & { smtp: number }): Promise<Site> {
  const bin = join(root, 'node_modules', 'maildev', 'dist', 'bin', 'maildev.js');
  const where = ['--web', String(port), '--web-ip', '127.0.0.1', '--smtp', String(smtp), '--ip', '127.0.0.1'];
  const running = await startProcess({
    name: 'MailDev',
    command: process.execPath,
    args: [bin, ...where, ...(data ? ['--mail-directory', data] : [])],
    cwd: root,
    log: join(logs, `maildev-${port}.log`),
    ready: () => answers(`http://127.0.0.1:${port}/api/config`),
    within: 60_000,
  });
  return at(running, port);
}

/** Our API on its embedded database in `data`. */
export async function startApi({ port, data, logs }: Place & { data: string }): Promise<Site> {
  const running = await startProcess({
    name: 'The API',
    command: process.execPath,
    args: [join(root, 'server', 'main.ts'), 'start', '--port', String(port), '--data', data],
    cwd: root,
    env: { DATABASE_URL: '' },
    log: join(logs, `api-${port}.log`),
    ready: /^READY/m,
    within: 30_000,
  });
  return at(running, port);
}
