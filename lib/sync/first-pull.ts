import { SegmentsAnswer, StateAnswer, StateRows } from '../domain/history.ts';
import type { SegmentHead } from '../domain/segment.ts';
import type { Reading } from '../domain/sync.ts';
import { call, type Fetch } from './call.ts';

/** What the log comes to at `head`, by scope. */
export interface PulledState {
  epoch: string;
  head: number;
  mark: string;
  scope: Reading;
  scopes: { scope: string; rows: StateRows }[];
}
export type PulledSegment = SegmentHead & { payload: Uint8Array<ArrayBuffer> };

/** Where the history stands: its newest number, and what ended the last page; of which epoch and scopes. */
export interface HistoryPlace {
  epoch: string | null;
  scope: string | null;
  upTo: number;
  before: number | null;
}

/** What a first pull needs of the store. Each method that writes is one transaction. */
export interface HistoryStore {
  /** Has this device never heard of the server's log? What it wrote itself does not count. */
  isFresh(): Promise<boolean>;
  /** All rows of the projections are these now, with what waits here on top; the cursor stands at `head`. False when it is not fresh any more. */
  takeState(state: PulledState): Promise<boolean>;
  /** null = all of it is here. */
  historyPlace(): Promise<HistoryPlace | null>;
  /**
   * The next ones after `at`, newest first; then those that end before `before`, or none (null). `left`: events in them. Left out
   * when the history is not at that place any more: another context has moved on.
   * False when they do not belong to those that came before: the history then begins again.
   */
  takeSegments(segments: PulledSegment[], at: HistoryPlace, before: number | null, left: number): Promise<boolean>;
}

export type Pulled = 'done' | 'not-needed' | 'failed';
interface Api {
  url: string;
  token: string;
}

/**
 * Before the first sync of a fresh device: the state at the server's head, so that every screen is right at once. Where it fails
 * the ordinary sync comes to the same, only slower. Never throws for what a network or server can do.
 */
export async function pullState(store: HistoryStore, api: Api, fetch: Fetch): Promise<Pulled> {
  if (!(await store.isFresh())) return 'not-needed';
  const state: PulledState = { epoch: '', head: 0, mark: '', scope: { key: '', reads: [] }, scopes: [] };
  for (let after: string | null = ''; after !== null; ) {
    const query: string = `${new URLSearchParams({ after, scope: state.scope.key })}`;
    const answer: StateAnswer | null = await ask(
      fetch,
      `${api.url}/v1/state?${query}`,
      api.token,
      (json) => StateAnswer.safeParse(json).data,
    );
    // What comes later may hold newer events than the first page: the cursor brings them again, and they change nothing.
    if (!answer) return 'failed';
    const { epoch, head, mark, scope } = answer;
    if (state.epoch === '' && scope) Object.assign(state, { epoch, head, mark, scope });
    else if (scope || epoch !== state.epoch) return 'failed';
    for (const { scope, rows } of answer.scopes) {
      const plain = await unpacked(rows);
      const parsed = plain && StateRows.safeParse(JSON.parse(new TextDecoder().decode(plain)));
      if (!parsed?.success) return 'failed';
      state.scopes.push({ scope, rows: parsed.data });
    }
    after = answer.next;
  }
  // A log that is still empty has no state.
  if (state.head === 0) return 'not-needed';
  return (await store.takeState(state)) ? 'done' : 'not-needed';
}

/** What the first pull left for later. Goes on where it was broken off; each page is stored before the next is asked for. */
export async function pullHistory(store: HistoryStore, api: Api, fetch: Fetch): Promise<Pulled> {
  for (let pulled: Pulled = 'not-needed'; ; pulled = 'done') {
    const place = await store.historyPlace();
    if (!place) return pulled;
    const { upTo, before, scope } = place;
    const query = new URLSearchParams({
      upTo: `${upTo}`,
      ...(before !== null && { before: `${before}` }),
      ...(scope !== null && { scope }),
    });
    const answer = await ask(fetch, `${api.url}/v1/segments?${query}`, api.token, (json) => SegmentsAnswer.safeParse(json).data);
    if (!answer || answer.epoch !== place.epoch || answer.scope) return 'failed';
    const segments: PulledSegment[] = [];
    for (const { payload, ...head } of answer.segments) {
      const plain = await unpacked(payload);
      if (!plain || (await checksumOf(plain)) !== head.checksum) return 'failed';
      segments.push({ ...head, payload: plain });
    }
    if (!(await store.takeSegments(segments, place, answer.before, answer.left))) return 'failed';
  }
}

async function ask<T>(fetch: Fetch, url: string, token: string, read: (json: unknown) => T | undefined): Promise<T | null> {
  const called = await call(fetch, url, { method: 'GET', token });
  return (called.kind === 'answer' && called.status === 200 && read(called.json)) || null;
}

/** SHA-256 in hex by the browser itself, many times as fast as our own: no transaction waits here. */
async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A segment of a thousand of the largest events, and a little more: what unpacks to more is no answer of ours. */
const longest = 80_000_000;

/** Base64 of gzip to bytes; null where it is neither, or too much. */
async function unpacked(text: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > longest) return null;
      parts.push(value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch {
    return null;
  }
}
