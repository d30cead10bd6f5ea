import type { LogEvent } from '../domain/event.ts';
import { Problem, type Reading, SyncAnswer, type SyncRequest } from '../domain/sync.ts';
import type { Blocked } from './api.ts';
import { largestBatch } from './back-off.ts';
import { type Called, call, type Fetch, secondsOf } from './call.ts';
import type { SyncPlace, SyncStore } from './store.ts';

/** What went over, whatever the end was. */
export interface Moved {
  pushed: number;
  pulled: number;
  rejected: number;
  /** What the member reads now, where it is not what is held. */
  scope: Reading | null;
}
export type SyncOutcome = Moved &
  (
    | { kind: 'synced'; at: string /** Server's clock less ours, in seconds; worth a hint above 120. */; clockOff: number }
    | { kind: 'offline'; timedOut: boolean }
    | { kind: 'signed-out' }
    | { kind: 'slow-down'; seconds: number | null }
    /** An answer that is none of ours, or a fault there. `code` says which, where the server did. */
    | { kind: 'server-problem'; status: number; code: Problem['code'] | 'not-ours' }
    | { kind: 'too-old' }
    | { kind: 'blocked-by-browser' }
  );
type End = SyncOutcome extends infer O ? (O extends Moved ? Omit<O, keyof Moved> : never) : never;

export interface SyncOptions {
  /** Events in one request, as `Retry.batch` remembers. */
  batch?: number;
  blocked?: Blocked;
}

/** About 1 MB of JSON in a request: far below the server's limit, and quick on a slow line. */
const longestRequest = 1_000_000;
/** Rows asked for at once. */
const pageSize = 1000;
/** A store that starts over or is overtaken again and again is a fault, not a reason to go on for ever. */
const mostTurns = 3;

/**
 * Brings up what waits and down what is new, until neither is left. Idempotent: run it on every wake-up.
 * Alone at a time is the caller's business (navigator.locks). Never throws for what a network or server can do.
 */
export async function sync(
  store: SyncStore,
  api: { url: string; token: string },
  fetch: Fetch,
  now: () => Date,
  options: SyncOptions = {},
): Promise<SyncOutcome> {
  const moved: Moved = { pushed: 0, pulled: 0, rejected: 0, scope: null };
  const end = (how: End): SyncOutcome => ({ ...moved, ...how }) as SyncOutcome;
  let size = options.batch ?? largestBatch;
  let turns = 0;

  const waiting = async ({ device }: SyncPlace, after?: number): Promise<LogEvent[]> =>
    fitting((await store.pending(size, after)).filter(({ head }) => head.device === device));
  const send = async (at: SyncPlace, events: LogEvent[]) => {
    const body: SyncRequest = { v: 1, ...at, sentAt: now().toISOString(), limit: pageSize, events };
    const left = Promise.withResolvers<void>();
    const handOver: Fetch = (url, init) => {
      left.resolve();
      return fetch(url, init);
    };
    const called = call(handOver, `${api.url}/v1/sync`, { method: 'POST', token: api.token, body });
    await Promise.race([left.promise, called]);
    // Read while the server is at work on these. What an adoption was sent ahead of comes after it, and all else after that.
    const isAhead = events.some(({ head }) => head.type === 'log.adopted');
    const behind = isAhead ? Promise.resolve([]) : waiting(at, events.at(-1)?.head.n);
    behind.catch(() => undefined);
    return { at, events, called, behind };
  };
  const begin = async () => {
    const at = await store.place();
    return send(at, await waiting(at));
  };

  for (let sent = await begin(); ; ) {
    const { at, events } = sent;
    const called = await sent.called;
    if (called.kind === 'answer' && called.status === 413 && events.length > 1) {
      size = Math.ceil(events.length / 2);
      sent = await begin();
      continue;
    }
    const read = await understand(called, now, options.blocked);
    if ('kind' in read) return end(read);
    const { answer } = read;

    if (isOtherHistory(answer, at)) {
      if (++turns > mostTurns) return end(notOurs(200));
      await store.startOver();
      sent = await begin();
      continue;
    }
    if (!isProgress(answer, at, events)) return end(notOurs(200));
    // What is held has to go before anything of this page may come; what still waits goes up after that.
    const isOther = answer.scope !== undefined && at.scope !== null;
    // The server works on what comes next while this answer is stored. Should that fail, the next one finds another place than its own.
    const behind = await sent.behind;
    const { epoch, cursor, scope } = answer;
    const after: SyncPlace = { ...at, epoch, cursor, scope: scope?.key ?? at.scope };
    const next = !isOther && (answer.more || behind.length > 0) ? await send(after, behind) : null;
    const applied = await store.applyAnswer(answer, at);
    moved.pushed += answer.accepted.length;
    moved.rejected += answer.rejected.length;
    if (applied) moved.pulled += answer.events.length;
    else if (!isOther && ++turns > mostTurns) return end({ kind: 'slow-down', seconds: null });
    if (isOther) moved.scope = answer.scope ?? null;
    else if (next || !applied || (await store.pending(1)).length > 0) {
      sent = next ?? (await begin());
      continue;
    }

    const clockOff = Math.round((Date.parse(answer.serverNow) - now().getTime()) / 1000);
    return end({ kind: 'synced', at: now().toISOString(), clockOff });
  }
}

/** As many from the front as fit into one request; one at least. */
function fitting(events: LogEvent[]): LogEvent[] {
  let size = 0;
  const over = events.findIndex((event, index) => {
    size += JSON.stringify(event).length;
    return index > 0 && size > longestRequest;
  });
  return over === -1 ? events : events.slice(0, over);
}

/** Only a 2xx whose body is an answer of ours counts; everything else is the end of this run, with its reason. */
async function understand(called: Called, now: () => Date, blocked?: Blocked): Promise<{ answer: SyncAnswer } | End> {
  if (called.kind === 'unreachable') {
    if (called.timedOut || !(await blocked?.())) return { kind: 'offline', timedOut: called.timedOut };
    return { kind: 'blocked-by-browser' };
  }
  const { status, json } = called;
  if (status === 200) {
    const answer = SyncAnswer.safeParse(json);
    return answer.success ? { answer: answer.data } : notOurs(status);
  }
  const code = Problem.safeParse(json).data?.code ?? 'not-ours';
  if (code === 'signed-out') return { kind: 'signed-out' };
  if (code === 'too-old') return { kind: 'too-old' };
  if (status === 429 || status === 503) return { kind: 'slow-down', seconds: secondsOf(called.retryAfter, now()) };
  return { kind: 'server-problem', status, code };
}

const notOurs = (status: number): End => ({ kind: 'server-problem', status, code: 'not-ours' });

/** The server was restored from a backup, or is another one. */
const isOtherHistory = (answer: SyncAnswer, at: SyncPlace): boolean =>
  (at.epoch !== null && answer.epoch !== at.epoch) || answer.head < at.cursor;

/** Each event that was sent has its answer, and a cursor with more behind it has moved: else this would go on for ever. */
function isProgress(answer: SyncAnswer, at: SyncPlace, sent: LogEvent[]): boolean {
  const answered = new Set([...answer.accepted, ...answer.rejected].map(({ id }) => id));
  return sent.every(({ head }) => answered.has(head.id)) && answer.cursor >= at.cursor && !(answer.more && answer.cursor === at.cursor);
}
