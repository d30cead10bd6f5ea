import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface Place {
  url?: string;
  folder: string;
}

/** `server <words>` as a process of its own, to its end. */
export function runServer(place: Place, ...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(place, words);
  const said = collect(child);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

export interface Running {
  port: number;
  pid: number;
  said: { out: string; err: string };
  /** Resolves with the exit code once it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** `server start` on a free port, with more options. */
export async function startServer(place: Place, ...more: string[]): Promise<Running> {
  const child = start(place, ['start', '--port', '0', ...more]);
  const said = collect(child);
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [, found] = /^READY (\d+)$/m.exec(said.out) ?? [];
      if (found) resolve(Number(found));
    });
    gone.then(() => reject(new Error(`The server ended: ${said.err}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    said,
    kill: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}

function start({ url, folder }: Place, words: string[]): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env.DATABASE_URL;
  if (url) env.DATABASE_URL = url;
  const child = spawn(process.execPath, [main, '--data', folder, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

function collect(child: ChildProcess): { out: string; err: string } {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (text) => {
    said.out += text;
  });
  child.stderr?.on('data', (text) => {
    said.err += text;
  });
  return said;
}
