import { describe, expect, it } from 'vitest';
import { signIn, signOut } from '../../lib/sync/api.ts';
import { apiUrl } from '../../lib/sync/api-url.ts';
import { firstRetry, type Retry, retryAfter } from '../../lib/sync/back-off.ts';
import type { SyncOutcome } from '../../lib/sync/sync.ts';

describe('an address as it is typed', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com', 'https://api.example.com'],
    [' https://api.example.com/loupe/ ', 'https://api.example.com/loupe', 'https://api.example.com'],
    ['api.example.com', 'https://api.example.com', 'https://api.example.com'],
    ['HTTPS://API.example.com:8443', 'https://api.example.com:8443', 'https://api.example.com:8443'],
    ['http://127.0.0.1:4370', 'http://127.0.0.1:4370', 'http://127.0.0.1:4370'],
    ['127.0.0.1:4370', 'http://127.0.0.1:4370', 'http://127.0.0.1:4370'],
    ['localhost:4370/', 'http://localhost:4370', 'http://localhost:4370'],
    ['http://[::1]:4370', 'http://[::1]:4370', 'http://[::1]:4370'],
    ['http://loupe.localhost', 'http://loupe.localhost', 'http://loupe.localhost'],
    ['http://2130706433:80', 'http://127.0.0.1', 'http://127.0.0.1'],
    ['店铺.example', 'https://xn--hxtq42j.example', 'https://xn--hxtq42j.example'],
  ])('%s', (text, url, origin) => {
    expect(apiUrl(text)).toEqual({ ok: true, url, origin });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://api.example.com', 'needs-https'],
    ['http://192.168.1.5:4370', 'needs-https'],
    ['http://127.0.0.1.evil.example', 'needs-https'],
    ['http://localhost.evil.example', 'needs-https'],
    ['http://0.0.0.0:4370', 'needs-https'],
    ['ftp://api.example.com', 'not-an-address'],
    ['javascript://api.example.com/%0aalert(1)', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['two words', 'not-an-address'],
    ['https://wei:secret@api.example.com', 'holds-password'],
    ['http://localhost@evil.example', 'holds-password'],
    ['https://api.example.com/?key=1', 'holds-query'],
    ['https://api.example.com/#x', 'holds-query'],
  ])('refuses %j', (text, reason) => {
    expect(apiUrl(text)).toEqual({ ok: false, reason });
  });
});

describe('signing in', () => {
  const asked = { email: 'a@example.com', password: 'x', device: 'd', deviceName: 'n' };
  const signedIn = { token: 't', org: 'o', orgName: 'O', member: 'm', name: 'N', role: 'admin' };
  const now = new Date('2026-11-24T08:00:00.000Z');
  const problem = (code: string, status: number, headers: Record<string, string> = {}) =>
    Response.json({ code, message: 'Because.' }, { status, headers });

  it.each<[() => Promise<Response>, object]>([
    [async () => Response.json(signedIn), { kind: 'signed-in', signedIn }],
    [async () => problem('wrong-password', 401), { kind: 'wrong-password' }],
    [async () => problem('not-allowed', 403), { kind: 'other-device' }],
    [async () => problem('slow-down', 429, { 'retry-after': '60' }), { kind: 'slow-down', seconds: 60 }],
    [async () => problem('bad-request', 400), { kind: 'server-problem', status: 400 }],
    [async () => new Response('<h1>Welcome</h1>'), { kind: 'server-problem', status: 200 }],
    [async () => Response.json({ ...signedIn, token: 1 }), { kind: 'server-problem', status: 200 }],
    [() => Promise.reject(new TypeError('Failed to fetch')), { kind: 'offline' }],
  ])('%#', async (answer, expected) => {
    expect(await signIn('https://api.example', asked, answer, now)).toEqual(expected);
  });

  it("tells the browser's refusal apart", async () => {
    const away = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await signIn('https://api.example', asked, away, now, async () => true)).toEqual({ kind: 'blocked-by-browser' });
  });

  it('signs out, or says that it could not', async () => {
    expect(await signOut('https://api.example', 't', async () => new Response(null, { status: 204 }))).toBe(true);
    expect(await signOut('https://api.example', 't', () => Promise.reject(new TypeError('x')))).toBe(false);
  });
});

describe('when to try again', () => {
  const now = new Date('2026-11-24T08:00:00.000Z');
  const moved = { pushed: 0, pulled: 0, rejected: 0, scope: null };
  const offline: SyncOutcome = { ...moved, kind: 'offline', timedOut: false };
  const seconds = ({ nextTry }: Retry) => (Date.parse(nextTry ?? '') - now.getTime()) / 1000;

  it('doubles the ceiling up to five minutes, with full jitter', () => {
    let retry = firstRetry;
    const ceilings: number[] = [];
    for (let failures = 0; failures < 12; failures++) {
      expect(seconds(retryAfter(retry, offline, now, 0))).toBe(0);
      expect(seconds(retryAfter(retry, offline, now, 0.5))).toBe(Math.min(300, 2 ** failures) / 2);
      ceilings.push(seconds(retryAfter(retry, offline, now, 1)));
      retry = retryAfter(retry, offline, now, 0.3);
    }
    expect(ceilings).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(seconds(retryAfter({ ...retry, failures: 5000 }, offline, now, 1))).toBe(300);
  });

  it('waits as long as the server asks', () => {
    expect(seconds(retryAfter(firstRetry, { ...moved, kind: 'slow-down', seconds: 900 }, now, 0.1))).toBe(900);
    expect(seconds(retryAfter({ ...firstRetry, failures: 8 }, { ...moved, kind: 'slow-down', seconds: 1 }, now, 1))).toBe(256);
  });

  it('forgets after a success', () => {
    const synced: SyncOutcome = { ...moved, kind: 'synced', at: now.toISOString(), clockOff: 0 };
    expect(retryAfter({ failures: 7, nextTry: 'x', batch: 500 }, synced, now, 0.5)).toEqual(firstRetry);
  });

  it('sends less after an answer that took too long, and more again later', () => {
    const slow: SyncOutcome = { ...moved, kind: 'offline', timedOut: true };
    let retry = firstRetry;
    const batches = [1, 2, 3, 4].map(() => {
      retry = retryAfter(retry, slow, now, 0);
      return retry.batch;
    });
    expect(batches).toEqual([250, 62, 25, 25]);
    const synced: SyncOutcome = { ...moved, kind: 'synced', at: now.toISOString(), clockOff: 0 };
    expect(retryAfter(retry, synced, now, 0).batch).toBe(50);
  });
});
