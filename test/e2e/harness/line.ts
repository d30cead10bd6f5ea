import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where something is caught: before the API has heard of it, or once the API has done it and its answer is ready. */
export type Spot = 'request' | 'answer';

/** Held on the line until one of these is called. */
export interface Caught {
  pass(): void;
  /** It never arrives: whoever asked, and still lives, sees the line break. */
  cut(): void;
}

/** The line between a profile and the API: it holds and cuts what goes over it, and counts what is on the way at once. */
export interface Line {
  origin: string;
  /** Catches the next one of these (`POST /v1/sync`), after letting `skip` of them pass. One trap for a path at a time; set it before what it is to catch can happen. */
  catchNext(spot: Spot, path: string, skip?: number): Promise<Caught>;
  /** Everything that is on the way breaks, event streams too; what comes after goes over again. */
  breakAll(): void;
  /** How many of these are on the way, were at most at once for one token, and have come since the last reset. */
  counts(path: string): { now: number; most: number; all: number };
  reset(): void;
  close(): Promise<void>;
}

interface Trap {
  spot: Spot;
  path: string;
  skip: number;
  caught(caught: Caught): void;
}

/** A profile that does not ask for so long does not ask at all. */
const patienceMs = 60_000;

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => Buffer.concat(await message.toArray());

/** Starts a line to `target` (an http origin) on a free port. Each answer takes `latency` ms longer. */
export async function startLine(target: string, latency = 0): Promise<Line> {
  const to = new URL(target);
  const traps: Trap[] = [];
  const tally = newTally();

  const trapFor = (path: string): Trap | undefined => {
    const at = traps.findIndex((trap) => trap.path === path);
    const trap = traps[at];
    if (!trap) return undefined;
    if (trap.skip-- > 0) return undefined;
    traps.splice(at, 1);
    return trap;
  };
  const passes = (trap: Trap): Promise<boolean> =>
    new Promise((resolve) => trap.caught({ pass: () => resolve(true), cut: () => resolve(false) }));
  const ask = (incoming: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { ...incoming.headers, host: to.host };
      const onward = httpRequest({ host: to.hostname, port: to.port, method: incoming.method, path: incoming.url, headers }, resolve);
      onward.on('error', reject);
      // A stream ends with whoever hears it; what the API is to do it does, whoever has gone away meanwhile.
      if (incoming.url?.startsWith('/v1/live')) answer.on('close', () => onward.destroy());
      onward.end(body);
    });

  const carry = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const path = `${incoming.method} ${new URL(incoming.url ?? '/', target).pathname}`;
    const leave = tally.enter(path, incoming.headers.authorization ?? '');
    answer.on('close', leave);
    // On a connection that was used before the browser would send a request again by itself, and nobody would notice the cut.
    answer.shouldKeepAlive = false;
    const trap = trapFor(path);
    const body = await bodyOf(incoming);
    if (trap?.spot === 'request' && !(await passes(trap))) return void answer.destroy();
    const response = await ask(incoming, body, answer);
    const { connection: _connection, ...headers } = response.headers;
    if (path === 'GET /v1/live') {
      answer.writeHead(response.statusCode ?? 502, headers);
      response.on('error', () => answer.destroy());
      return void response.pipe(answer);
    }
    const whole = await bodyOf(response);
    if (trap?.spot === 'answer' && !(await passes(trap))) return void answer.destroy();
    await sleep(latency);
    // Before the last byte is there: with it the next one may set out.
    leave();
    answer.writeHead(response.statusCode ?? 502, headers).end(whole);
  };

  const server = createServer((incoming, answer) => void carry(incoming, answer).catch(() => answer.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    catchNext(spot, path, skip = 0) {
      const next = new Promise<Caught>((caught, refuse) => {
        traps.push({ spot, path, skip, caught });
        setTimeout(() => refuse(new Error(`Waited ${patienceMs / 1000} s in vain for the ${spot} of ${path}.`)), patienceMs).unref();
      });
      // Whoever waits hears it; a test that has failed before does not wait any more.
      next.catch(() => undefined);
      return next;
    },
    breakAll: () => server.closeAllConnections(),
    counts: tally.counts,
    reset: tally.reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function newTally() {
  const now = new Map<string, number>();
  let most = new Map<string, number>();
  let all = new Map<string, number>();
  return {
    /** Returns what says that it is over. */
    enter(path: string, token: string): () => void {
      const key = `${path} ${token}`;
      const count = (now.get(key) ?? 0) + 1;
      now.set(key, count);
      most.set(path, Math.max(most.get(path) ?? 0, count));
      all.set(path, (all.get(path) ?? 0) + 1);
      let isOver = false;
      return () => {
        if (!isOver) now.set(key, (now.get(key) ?? 0) - 1);
        isOver = true;
      };
    },
    counts(path: string) {
      const open = [...now].filter(([key]) => key.startsWith(`${path} `)).reduce((sum, [, count]) => sum + count, 0);
      return { now: open, most: most.get(path) ?? 0, all: all.get(path) ?? 0 };
    },
    reset() {
      most = new Map();
      all = new Map();
    },
  };
}
