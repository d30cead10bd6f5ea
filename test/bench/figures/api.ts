import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../../server/database.ts';
import { inOrganisation } from '../../../server/organisation.ts';
import { readPage } from '../../../server/page.ts';
import { cpuSeconds } from '../../load/cpu.ts';
import { type Cluster, postgresPrograms, startCluster } from '../../server/postgres.ts';
import { type Client, type Clients, httpPush, makeClients, storePush } from '../api/clients.ts';
import { taker } from '../api/takers.ts';
import type { Figure, Measured } from '../figure.ts';
import { interleaved, median } from '../rounds.ts';

const clients = 32;
/** Of each client in a round: less where each takes longer. */
const pushes = { grouped: 60, alone: 10 };
const mostRounds = 4;

interface Ground {
  cluster: Cluster;
  place: { url: string; folder: string };
  db: Database;
}

/** A PostgreSQL that waits for its disk, for as long as `use` takes. */
async function onPostgres<T>(use: (ground: Ground) => Promise<T>): Promise<T> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL was not found. apt-get install postgresql, or set PG_BIN.');
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-bench-'));
  const cluster = await startCluster(programs, true);
  try {
    const place = { url: await cluster.database(), folder };
    const db = await openDatabase(place);
    const result = await use({ cluster, place, db });
    await db.destroy();
    return result;
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Way {
  push: (client: Client, event: unknown) => Promise<void>;
  /** Of the API, wherever it runs. */
  pid: number;
}

/** Pushes a second with grouping, as often as without; CPU of API and database told beside it. */
async function ratio(rounds: number, { cluster }: Ground, people: Clients, ways: Record<keyof typeof pushes, Way>): Promise<Measured> {
  const measure = (name: keyof typeof pushes) => async () => {
    const { push, pid } = ways[name];
    const used = () => ({ api: cpuSeconds(pid), database: cpuSeconds(cluster.pid()) });
    const before = used();
    const rate = await people.pushing(pushes[name], push);
    const after = used();
    const perPush = (seconds: number) => (1000 * seconds) / (clients * pushes[name]);
    return { rate, api: perPush(after.api - before.api), database: perPush(after.database - before.database) };
  };
  const samples = await interleaved(Math.min(rounds, mostRounds), { grouped: measure('grouped'), alone: measure('alone') });
  const of = (name: keyof typeof pushes, what: 'rate' | 'api' | 'database') => median(samples[name].map((sample) => sample[what]));
  const cpu = (name: keyof typeof pushes) => `${of(name, 'api').toFixed(2)} + ${of(name, 'database').toFixed(2)} ms`;
  return {
    value: median(samples.grouped.map(({ rate }, round) => rate / (samples.alone[round]?.rate ?? Number.NaN))),
    ours: `${of('grouped', 'rate').toFixed(0)}/s`,
    yardstick: `${of('alone', 'rate').toFixed(0)}/s`,
    note: `CPU a push, API + PostgreSQL: ${cpu('grouped')}, alone ${cpu('alone')}`,
  };
}

const store: Figure = {
  name: 'api-store',
  least: 10,
  measure: ({ rounds }) =>
    onPostgres(async (ground) => {
      const { db, place } = ground;
      const way = (grouping: boolean): Way => ({ push: storePush(taker(db, place.folder, grouping)), pid: process.pid });
      return ratio(rounds, ground, await makeClients(db, clients), { grouped: way(true), alone: way(false) });
    }),
};

const http: Figure = {
  name: 'api-http',
  least: 3,
  measure: ({ rounds }) =>
    onPostgres(async (ground) => {
      const { db, place } = ground;
      const closing: (() => void)[] = [];
      const way = async (grouping: 'grouping' | 'none'): Promise<Way> => {
        const script = path.join(import.meta.dirname, '../api/process.ts');
        const child: ChildProcess = fork(script, [place.url, place.folder, grouping], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
        const [port] = (await once(child, 'message')) as [number];
        const { push, close } = httpPush(port);
        closing.push(close, () => child.disconnect());
        return { push, pid: child.pid ?? 0 };
      };
      try {
        const ways = { grouped: await way('grouping'), alone: await way('none') };
        return await ratio(rounds, ground, await makeClients(db, clients), ways);
      } finally {
        for (const close of closing) close();
      }
    }),
};

/** Two processes' worth of writers, each grouping by itself, and one who reads page after page beside them. */
const missed: Figure = {
  name: 'api-missed',
  most: 0,
  measure: () =>
    onPostgres(async ({ db, place }) => {
      const other = await openDatabase(place);
      const people = await makeClients(db, clients);
      const takers = [db, other].map((each) => storePush(taker(each, place.folder, true)));
      const rows = inOrganisation(db, people.org);
      const seen = new Set<number>();
      let cursor = 0;
      const read = async (): Promise<void> => {
        const { seq } = await rows.counter();
        const page = await readPage(db, people.first.caller, cursor, seq, 500);
        for (const event of page.events) seen.add(event.seq);
        cursor = page.cursor;
      };
      let isOver = false;
      const reading = (async () => {
        while (!isOver) await read();
      })();
      let turn = 0;
      const rate = await people.pushing(pushes.grouped, async (client, event) => takers[turn++ % takers.length]?.(client, event));
      isOver = true;
      await reading;
      while (cursor < (await rows.counter()).seq) await read();
      await other.destroy();
      const written = clients * pushes.grouped;
      return { value: written - seen.size, ours: `${seen.size} seen`, yardstick: `${written} rows`, note: `${rate.toFixed(0)} pushes/s` };
    }),
};

export const api: Figure[] = [store, http, missed];
