import type { Done, Member } from './member.ts';

/** What a sync is counted under: `kill` while a process is away and shortly after, `burst` in the minute after many came back. */
export type Phase = 'calm' | 'kill' | 'burst';

/** When what happens, in ms from the beginning. */
export interface Timetable {
  kill: number;
  restart: number;
  /** Until then what happens is laid to the kill: whoever waits to try again has done so. */
  killEnd: number;
  /** So many of the members go on without the server from `away` to `back`, then come back together with `backlog` events each. */
  gone: number;
  backlog: number;
  away: number;
  back: number;
  burstEnd: number;
  end: number;
  /** Whoever has not got through by then gives up. */
  giveUp: number;
}

/** For a run of so many minutes. */
export function timetable(minutes: number, members: number): Timetable {
  const end = minutes * 60_000;
  const [kill, back] = [end / 3, (end * 2) / 3];
  return {
    kill,
    restart: kill + end / 100,
    killEnd: kill + end / 20,
    gone: Math.round(members / 10),
    backlog: 500,
    away: end / 2,
    back,
    burstEnd: back + Math.min(60_000, end / 6),
    end,
    giveUp: end + 120_000,
  };
}

/** At least so long: a timer leaves out what is below a millisecond. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(ms))));
const between = (least: number, most: number): number => least + Math.random() * (most - least);

/** What members report while they work. */
export interface Watch {
  /** ms from the beginning. */
  now(): number;
  /** A sync is due, with so many events. */
  wrote(events: number): void;
  synced(done: Done): void;
}

/** One member from the beginning to the end: every 5-15 s some events and a sync, whether the one before was slow or not. */
export async function work(member: Member, table: Timetable, goesAway: boolean, watch: Watch): Promise<void> {
  const giveUpAt = performance.now() - watch.now() + table.giveUp;
  let due = between(0, 15_000);
  let isBack = !goesAway;
  for (;;) {
    if (!isBack && due > table.away) {
      isBack = true;
      await workAlone(member, table, watch);
      due = watch.now();
    } else {
      if (due > table.end) return;
      await pause(due - watch.now());
      const events = Math.floor(between(1, 6));
      member.write(events);
      watch.wrote(events);
    }
    const done = await member.sync(giveUpAt);
    if (done) watch.synced(done);
    due += between(5000, 15_000);
  }
}

/** Writes in pieces, so that to make the events is no load of its own when all come back. */
async function workAlone(member: Member, { away, back, backlog }: Timetable, watch: Watch): Promise<void> {
  const pieces = 20;
  const piece = backlog / pieces;
  for (let n = 0; n < pieces; n++) {
    await pause(away + ((back - away) * (n + Math.random())) / (pieces + 1) - watch.now());
    member.write(piece);
  }
  await pause(back - watch.now());
  watch.wrote(backlog);
}
