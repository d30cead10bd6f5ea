import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SyncAnswer, SyncRequest } from '../../lib/domain/sync.ts';
import type { Fetch } from '../../lib/sync/call.ts';
import { sync } from '../../lib/sync/sync.ts';
import { Pen } from '../server/pen.ts';
import { MemoryStore } from './memory-store.ts';

const api = { url: 'https://api.example', token: 'token' };
const now = () => new Date('2026-11-24T08:00:00.000Z');
const begin = (notes: number, text = 'a') => {
  const pen = new Pen('org', 'wei', 'device');
  const store = new MemoryStore('device');
  store.write(...Array.from({ length: notes }, () => pen.note(text)));
  return { pen, store };
};
const requestOf = (init: RequestInit): SyncRequest => {
  const packed = new Headers(init.headers).get('content-encoding') === 'gzip';
  return JSON.parse(packed ? gunzipSync(Buffer.from(init.body as ArrayBuffer)).toString() : String(init.body)) as SyncRequest;
};
const takeAll = ({ events, cursor }: SyncRequest, change: Partial<SyncAnswer> = {}): SyncAnswer => {
  const accepted = events.map(({ head }, index) => ({
    id: head.id,
    seq: cursor + index + 1,
    receivedAt: now().toISOString(),
    scope: 'org',
    receipt: 'r',
  }));
  const head = cursor + events.length;
  return {
    v: 1,
    epoch: 'e',
    head,
    cursor: head,
    more: false,
    serverNow: now().toISOString(),
    accepted,
    rejected: [],
    events: [],
    ...change,
  };
};
const empty: SyncRequest = { v: 1, device: 'device', sentAt: now().toISOString(), epoch: null, cursor: 0, limit: 1, events: [] };
const kind = (code: string, status: number, headers: Record<string, string> = {}) =>
  Response.json({ code, message: 'Because.' }, { status, headers });

describe('one run', () => {
  it('sends the token in a header, nothing else of ours, and gzip above 2 KB', async () => {
    const seen: RequestInit[] = [];
    const { store, pen } = begin(1);
    const fetch: Fetch = async (url, init) => {
      expect(url).toBe('https://api.example/v1/sync');
      seen.push(init);
      return Response.json(takeAll(requestOf(init)));
    };
    await sync(store, api, fetch, now);
    store.write(pen.note('x'.repeat(3000)));
    expect(await sync(store, api, fetch, now)).toMatchObject({ kind: 'synced', pushed: 1 });
    expect(seen.map((init) => new Headers(init.headers).get('content-encoding'))).toEqual([null, 'gzip']);
    for (const init of seen) expect(init).toMatchObject({ credentials: 'omit', redirect: 'manual', cache: 'no-store' });
    expect(new Headers(seen[0]?.headers).get('authorization')).toBe('Bearer token');
  });

  it('cuts a batch at a megabyte', async () => {
    const { store } = begin(50, 'x'.repeat(60_000));
    const sizes: number[] = [];
    const fetch: Fetch = async (_, init) => {
      const request = requestOf(init);
      sizes.push(request.events.length);
      return Response.json(takeAll(request));
    };
    expect(await sync(store, api, fetch, now)).toMatchObject({ kind: 'synced', pushed: 50 });
    expect(sizes).toEqual([16, 16, 16, 2]);
  });

  it('halves what is too large, down to one, and stops there without losing it', async () => {
    const { store } = begin(8);
    const sizes: number[] = [];
    const most =
      (limit: number): Fetch =>
      async (_, init) => {
        const request = requestOf(init);
        sizes.push(request.events.length);
        return request.events.length > limit ? kind('too-large', 413) : Response.json(takeAll(request));
      };
    expect(await sync(store, api, most(0), now)).toMatchObject({ kind: 'server-problem', status: 413, code: 'too-large' });
    expect(sizes).toEqual([8, 4, 2, 1]);
    expect(store.outbox).toHaveLength(8);
    expect(await sync(store, api, most(3), now)).toMatchObject({ kind: 'synced', pushed: 8 });
  });

  it.each<[string, () => Promise<Response>, object]>([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'offline', timedOut: false }],
    ['no answer in time', () => Promise.reject(new DOMException('', 'TimeoutError')), { kind: 'offline', timedOut: true }],
    ['token ended', async () => kind('signed-out', 401), { kind: 'signed-out' }],
    ['too old', async () => kind('too-old', 426), { kind: 'too-old' }],
    ['slow down, in seconds', async () => kind('slow-down', 429, { 'retry-after': '7' }), { kind: 'slow-down', seconds: 7 }],
    [
      'slow down, by date',
      async () => kind('slow-down', 503, { 'retry-after': 'Tue, 24 Nov 2026 08:01:30 GMT' }),
      { kind: 'slow-down', seconds: 90 },
    ],
    ['slow down, unsaid', async () => new Response('busy', { status: 503 }), { kind: 'slow-down', seconds: null }],
    ['a fault', async () => kind('server-error', 500), { kind: 'server-problem', status: 500, code: 'server-error' }],
    [
      'a proxy',
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      { kind: 'server-problem', status: 502, code: 'not-ours' },
    ],
    ['a hotel', async () => new Response('<h1>Welcome, please pay</h1>'), { kind: 'server-problem', status: 200, code: 'not-ours' }],
    ['a redirect', async () => new Response(null, { status: 302 }), { kind: 'server-problem', status: 302, code: 'not-ours' }],
    ['another 401', async () => new Response('', { status: 401 }), { kind: 'server-problem', status: 401, code: 'not-ours' }],
    ['other JSON', async () => Response.json({ ok: true }), { kind: 'server-problem', status: 200, code: 'not-ours' }],
    ['no content', async () => new Response(null, { status: 204 }), { kind: 'server-problem', status: 204, code: 'not-ours' }],
  ])('%s: told apart, and nothing leaves the outbox', async (_, answer, expected) => {
    const { store } = begin(3);
    expect(await sync(store, api, answer, now)).toMatchObject({ pushed: 0, ...expected });
    expect([store.outbox.length, store.events.size, store.at.cursor]).toEqual([3, 3, 0]);
  });

  it('asks whether the browser blocks it, only when nothing answered', async () => {
    const { store } = begin(1);
    const away: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await sync(store, api, away, now, { blocked: async () => true })).toMatchObject({ kind: 'blocked-by-browser' });
    expect(await sync(store, api, away, now, { blocked: async () => false })).toMatchObject({ kind: 'offline' });
    const fault: Fetch = async () => kind('server-error', 500);
    expect(await sync(store, api, fault, now, { blocked: async () => true })).toMatchObject({ kind: 'server-problem' });
  });

  it.each<[string, (request: SyncRequest, time: number) => Partial<SyncAnswer>]>([
    ['leaves an event unanswered', ({ events }) => ({ accepted: takeAll({ ...empty, events: events.slice(1) }).accepted })],
    ['stands still and says there is more', ({ cursor }) => ({ more: true, cursor, head: 9 })],
    ['goes back', () => ({ cursor: 0, head: 9 })],
    ['has another history every time', ({ cursor }, time) => ({ epoch: `e${time}`, more: true, cursor: cursor + 1, head: 99 })],
  ])('ends with a server that %s', async (_, change) => {
    const { store } = begin(2);
    store.at = { ...store.at, epoch: 'e', cursor: 1 };
    let time = 0;
    const fetch: Fetch = async (_url, init) => {
      if (++time > 20) throw new Error('runs for ever');
      const request = requestOf(init);
      return Response.json(takeAll(request, change(request, time)));
    };
    expect(await sync(store, api, fetch, now)).toMatchObject({ kind: 'server-problem', code: 'not-ours' });
    expect(time).toBeLessThan(20);
  });

  it('sends what comes next while an answer is being stored, and stores each answer where it belongs', async () => {
    const { store } = begin(6);
    const order: string[] = [];
    const kept = store.applyAnswer.bind(store);
    store.applyAnswer = async (answer, at) => {
      order.push(`store ${answer.cursor}`);
      return kept(answer, at);
    };
    const fetch: Fetch = async (_, init) => {
      const request = requestOf(init);
      order.push(`send after ${request.cursor}: ${request.events.map(({ head }) => head.n).join()}`);
      return Response.json(takeAll(request));
    };
    expect(await sync(store, api, fetch, now, { batch: 2 })).toMatchObject({ kind: 'synced', pushed: 6 });
    expect(order).toEqual(['send after 0: 1,2', 'send after 2: 3,4', 'store 2', 'send after 4: 5,6', 'store 4', 'store 6']);
  });

  it('sends nothing after an adoption before that is stored: what it speaks for comes first', async () => {
    const { store, pen } = begin(3);
    store.write(pen.typed('log.adopted', 'log', { fromOrg: 'alone', fromMember: 'me' }), pen.note());
    const sent: number[][] = [];
    const fetch: Fetch = async (_, init) => {
      const request = requestOf(init);
      sent.push(request.events.map(({ head }) => head.n));
      return Response.json(takeAll(request));
    };
    expect(await sync(store, api, fetch, now, { batch: 1 })).toMatchObject({ kind: 'synced', pushed: 5 });
    expect(sent).toEqual([[4], [1], [2], [3], [5]]);
  });

  it('notes how far the clocks are apart', async () => {
    const { store } = begin(0);
    const fetch: Fetch = async (_, init) => Response.json(takeAll(requestOf(init), { serverNow: '2026-11-24T08:05:00.000Z' }));
    expect(await sync(store, api, fetch, now)).toMatchObject({ kind: 'synced', clockOff: 300, pulled: 0 });
  });
});
