import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A PostgreSQL of our own: temporary folder, unix socket, no TCP. Ends and is deleted with the process that started it. */
export interface Cluster {
  /** All its processes are below this one. */
  pid(): number;
  /** A new empty database. */
  database(): Promise<string>;
  /** Stops at once as a crash would, then starts again on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

interface Who {
  uid?: number;
  gid?: number;
}

/** Folder of PostgreSQL's programs: the newest Debian has, else where PG_BIN says; null when there is none. */
export function postgresPrograms(): string | null {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => `${root}/${version}/bin`).find((folder) => existsSync(`${folder}/initdb`)) ?? null;
}

/** `durable`: what was committed survives a power cut as well, as in earnest; without, only a killed process. */
export async function startCluster(programs: string, durable = false): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-pg-'));
  const who: Who = process.getuid?.() === 0 ? idOf('postgres') : {};
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  // initdb refuses to run as root.
  execFileSync(`${programs}/initdb`, ['-D', `${folder}/data`, '-U', 'loupe', '--auth=trust', '-E', 'UTF8', '--locale=C', '-N'], {
    ...who,
    cwd: folder,
    stdio: 'ignore',
  });

  const start = () => run(programs, folder, who, durable ? 'on' : 'off');
  let server = await start();
  let made = 0;
  const url = (name: string): string => `postgresql://loupe@localhost/${name}?host=${folder}`;
  return {
    pid: () => server.pid ?? 0,
    database: async () => {
      const name = `test${++made}`;
      const client = new pg.Client(url('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    crash: async () => {
      await end(server, 'keep\n');
      server = await start();
    },
    stop: () => end(server, ''),
  };
}

/** The shell watches our end of a pipe: however this process goes, the database goes too, and its folder unless it is told to keep it. */
async function run(programs: string, folder: string, who: Who, fsync: 'on' | 'off'): Promise<ChildProcess> {
  const options = ['listen_addresses=', 'max_connections=60', 'shared_buffers=32MB', `fsync=${fsync}`];
  const settings = ['-D', `${folder}/data`, '-k', folder, ...options.flatMap((option) => ['-c', option])];
  const script = '"$@" & server=$!; read word; kill -QUIT $server; wait $server; [ "$word" = keep ] || rm -rf "$0"';
  const server = spawn('/bin/sh', ['-c', script, folder, `${programs}/postgres`, ...settings], {
    ...who,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  for (let tries = 0; tries < 200; tries++) {
    const client = new pg.Client(`postgresql://loupe@localhost/postgres?host=${folder}`);
    try {
      await client.connect();
      await client.end();
      return server;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PostgreSQL in ${folder} did not start`);
}

function end(server: ChildProcess, last: 'keep\n' | ''): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.stdin?.end(last);
  });
}

function idOf(user: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
