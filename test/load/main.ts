import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../server/database.ts';
import { postgresPrograms, startCluster } from '../server/postgres.ts';
import { startServer } from '../server/program.ts';
import { cpuSeconds } from './cpu.ts';
import type { Plan, Report, Word } from './crowd.ts';
import { makePeople } from './people.ts';
import { isFine, rows, summary } from './report.ts';
import { pause, timetable } from './shift.ts';

// npm run load -- [--minutes <n>] [--members <n>]: a team of five hundred at work on one PostgreSQL and two processes of the API, one of
// them killed in between. Ends with 1 when anything was lost or doubled, or when syncs were slower than they may be.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, members: { type: 'string', default: '500' } } });
const members = Number(values.members);
const table = timetable(Number(values.minutes), members);
const membersInShop = 10;
const shops = Array.from({ length: Math.ceil(members / membersInShop) }, (_, index) => `shop-${index + 1}`);
const supervisors = Math.ceil(members / 100);

const programs = postgresPrograms();
if (!programs) throw new Error('PostgreSQL was not found. apt-get install postgresql, or set PG_BIN.');
const folder = mkdtempSync(path.join(tmpdir(), 'loupe-load-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const cluster = await startCluster(programs);
const place = { url: await cluster.database(), folder };
const db = await openDatabase(place);
const seats = await makePeople(db, { members, shops, supervisors }, new Date());
await db.destroy();
const [stays, victim] = [await startServer(place), await startServer(place)];
const addresses = [stays, victim].map(({ port }) => `http://127.0.0.1:${port}`);

const crowd = fork(path.join(import.meta.dirname, 'crowd.ts'));
const pids = { 'API 1': stays.pid, 'API 2': victim.pid, PostgreSQL: cluster.pid(), 'the members': crowd.pid ?? 0 };
const before = Object.entries(pids).map(([name, pid]) => ({ name, pid, seconds: cpuSeconds(pid) }));
const beginning = performance.now();
const until = (moment: number) => pause(beginning + moment - performance.now());
const say = (words: Plan | Word) => crowd.send(words);
const reported = once(crowd, 'message') as Promise<[Report]>;
crowd.once('exit', (code) => process.exit(code || 1));
console.log(
  `${members} members in ${shops.length} shops, ${supervisors} of them see all; ${values.minutes} minutes on two processes and one PostgreSQL`,
);
say({ seats, addresses, table, place });

await until(table.kill);
say('killing');
const atKill = cpuSeconds(victim.pid);
await victim.kill('SIGKILL');
await until(table.restart);
const again = await startServer(place, '--port', String(victim.port));
await until(table.killEnd);
say('calm');
await until(table.end);
const after = (pid: number): number => (pid === victim.pid ? atKill + cpuSeconds(again.pid) : cpuSeconds(pid));
const cpu = before.map(({ name, pid, seconds }) => ({ name, seconds: after(pid) - seconds }));

const [report] = await reported;
crowd.removeAllListeners('exit').disconnect();
await Promise.all([stays.kill('SIGTERM'), again.kill('SIGTERM')]);
await cluster.stop();
for (const row of rows(report, cpu, table)) console.log(row);
console.log(summary(report, cpu, table));
process.exit(isFine(report) ? 0 : 1);
