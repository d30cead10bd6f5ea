import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '../../server/database.ts';
import type { Place } from '../server/program.ts';
import { type Comparison, compare } from './compare.ts';
import { Member } from './member.ts';
import type { Seat } from './people.ts';
import { type Phase, type Timetable, type Watch, work } from './shift.ts';

/** What this process, which is all the members, is told first. */
export interface Plan {
  seats: Seat[];
  addresses: string[];
  table: Timetable;
  place: Place;
}
/** Told later: a process of the API is away, or is back. */
export type Word = 'killing' | 'calm';

export interface Counts {
  /** Syncs that were due, and events that were written. */
  due: number;
  written: number;
  /** Events that the server took. */
  pushed: number;
  /** Tries that failed. */
  again: number;
  /** ms of each sync that was done, sorted. */
  times: number[];
}
export interface Report {
  counts: Record<Phase, Counts>;
  found: Comparison;
  /** How late (ms) this process itself was in 1 of 100 moments: a part of what it measured. */
  lateness: number;
}

/** ms between two looks at how late this process is; part of what is measured. */
const resolution = 5;

process.once('disconnect', () => process.exit());
process.once('message', (plan: Plan) => void run(plan).then((report) => process.send?.(report)));

async function run({ seats, addresses, table, place }: Plan): Promise<Report> {
  const members = seats.map((seat) => new Member(seat, () => addresses));
  const empty = (): Counts => ({ due: 0, written: 0, pushed: 0, again: 0, times: [] });
  const counts: Record<Phase, Counts> = { calm: empty(), kill: empty(), burst: empty() };
  let isKilling = false;
  process.on('message', (word: Word) => {
    isKilling = word === 'killing';
  });
  const beginning = performance.now();
  const now = () => performance.now() - beginning;
  const phaseAt = (ms: number): Phase => (isKilling ? 'kill' : ms >= table.back && ms < table.burstEnd ? 'burst' : 'calm');
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();

  const watch: Watch = {
    now,
    wrote: (events) => {
      const count = counts[phaseAt(now())];
      count.due++;
      count.written += events;
    },
    synced: ({ startedAt, ms, pushed, again }) => {
      const atStart = phaseAt(startedAt - beginning);
      const count = counts[atStart === 'calm' ? phaseAt(now()) : atStart];
      count.pushed += pushed;
      count.again += again;
      count.times.push(ms);
    },
  };
  const stayers = seats.length - table.gone;
  await Promise.all(members.map((member, index) => work(member, table, index >= stayers, watch)));
  delay.disable();

  for (const member of members) await member.sync(beginning + table.giveUp);
  const db = await openDatabase(place);
  const found = await compare(db, seats[0]?.org ?? '', members);
  await db.destroy();
  for (const { times } of Object.values(counts)) times.sort((a, b) => a - b);
  return { counts, found, lateness: delay.percentile(99) / 1e6 - resolution };
}
