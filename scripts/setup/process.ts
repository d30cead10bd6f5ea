import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Running {
  name: string;
  pid: number;
  /** Ends the process and everything it started; returns once it is gone. */
  stop(): Promise<void>;
}

export interface Start {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env?: Record<string, string>;
  /** File that takes what it prints. */
  log: string;
  /** It serves once it has printed this, or once this answers true. */
  ready: RegExp | (() => Promise<boolean>);
  /** Milliseconds it may take until it serves. */
  within: number;
}

const running = new Set<Running>();
let watchdog: ChildProcess | null = null;

/** A second process that cleans up should this one be killed without a chance to do so. */
function tellWatchdog(line: string) {
  if (process.platform === 'win32') return;
  if (watchdog === null) {
    watchdog = spawn(process.execPath, [join(import.meta.dirname, 'watchdog.mjs')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    watchdog.unref();
    const input = watchdog.stdin as unknown as { unref(): void };
    input.unref();
    watchdog.stdin?.on('error', () => {});
  }
  watchdog.stdin?.write(`${line}\n`);
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // already gone
  }
}

/** Starts a long-running process in a group of its own and returns once it serves. */
export async function startProcess(start: Start): Promise<Running> {
  mkdirSync(dirname(start.log), { recursive: true });
  const log = createWriteStream(start.log, { flags: 'a' });
  const env = { ...process.env, ...start.env };
  const child = spawn(start.command, start.args, {
    cwd: start.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let printed = '';
  let ended: string | null = null;
  const hear = (chunk: Buffer) => {
    printed = (printed + chunk).slice(-20_000);
    log.write(chunk);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      ended = error.message;
      resolve();
    });
    child.on('close', (code, signal) => {
      ended ??= `ended with ${code ?? signal}`;
      log.end();
      resolve();
    });
  });
  const pid = child.pid ?? 0;
  if (pid > 0) tellWatchdog(`+${pid}`);

  const me: Running = {
    name: start.name,
    pid,
    async stop() {
      running.delete(me);
      if (ended === null) {
        signalGroup(pid, 'SIGTERM');
        await Promise.race([gone, sleep(5000, undefined, { ref: false })]);
      }
      signalGroup(pid, 'SIGKILL'); // a grandchild that did not hear
      tellWatchdog(`-${pid}`);
    },
  };
  running.add(me);

  const deadline = Date.now() + start.within;
  const serves = async () => (start.ready instanceof RegExp ? start.ready.test(printed) : await start.ready());
  while (ended === null && Date.now() < deadline) {
    if (await serves()) return me;
    await sleep(100);
  }
  const why = ended ?? `did not serve within ${start.within / 1000} s`;
  await me.stop();
  throw new Error(`${start.name} ${why}. Its last lines (${start.log}):\n${printed.split('\n').slice(-15).join('\n')}`);
}

/** Ends everything that startProcess started, newest first. */
export async function stopAll(): Promise<void> {
  for (const one of [...running].reverse()) await one.stop();
}

/** True when an HTTP address answers at all. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}

export interface Ran {
  code: number;
  output: string;
}

/** Runs a command to its end, or ends it after `within` milliseconds (code 124). */
export function run(
  command: string,
  args: string[],
  options: { cwd?: string; within: number; env?: Record<string, string>; note?: (text: string) => void },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const pid = child.pid ?? 0;
    if (pid > 0) tellWatchdog(`+${pid}`);
    let output = '';
    let late = false;
    const hear = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
      options.note?.(String(chunk));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const timer = setTimeout(() => {
      late = true;
      signalGroup(pid, 'SIGKILL');
    }, options.within);
    const end = (code: number) => {
      clearTimeout(timer);
      if (pid > 0) tellWatchdog(`-${pid}`);
      resolve({ code: late ? 124 : code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}
