import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '../../lib/domain/sync.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type Seat, type World } from './world.ts';

onBothEngines('the doors', (engine) => {
  let world: World;
  let wei: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine);
    wei = await world.seat(await world.organisation());
  });
  afterAll(() => world.close());

  const empty = () => ({ v: 1, device: wei.pen.device, sentAt: world.now.toISOString(), epoch: null, cursor: 0, limit: 10, events: [] });
  const raw = (body: BodyInit, headers: Record<string, string> = {}) =>
    world.app.request('/v1/sync', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${wei.signedIn.token}`, ...headers },
    });
  const told = async (response: Response) => [response.status, Problem.parse(await response.json()).code];

  it.each([
    'https://evil.example',
    'http://localhost:3000',
    'null',
    'file://',
    'chrome-extension://',
    'chrome-extension://id.evil.example/',
    'https://x/chrome-extension://abc',
  ])('refuses the web origin %s on every route, preflight too', async (origin) => {
    for (const [method, path] of [
      ['POST', '/v1/sync'],
      ['GET', '/v1/me'],
      ['POST', '/v1/sign-in'],
      ['GET', '/healthz'],
      ['OPTIONS', '/v1/sync'],
    ] as const) {
      const response = await world.app.request(path, { method, headers: { origin, authorization: `Bearer ${wei.signedIn.token}` } });
      expect(await told(response)).toEqual([403, 'not-allowed']);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it.each(['chrome-extension://abcdefghijklmnopabcdefghijklmnop', 'moz-extension://0f0e0d0c-1111-4222-8333-444455556666'])(
    'lets %s in, without cookies',
    async (origin) => {
      const preflight = await world.app.request('/v1/sync', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
      const response = await wei.post(empty(), { origin });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(response.headers.get('set-cookie')).toBeNull();
    },
  );

  it.each(['', 'Bearer', 'Bearer short', `Bearer ${'x'.repeat(43)}`, `Basic ${'x'.repeat(43)}`, "Bearer ' or 1=1 --aaaaaaaaaaaaaaa"])(
    'has nobody behind %j',
    async (authorization) => {
      for (const [method, path] of [
        ['POST', '/v1/sync'],
        ['GET', '/v1/me'],
        ['POST', '/v1/sign-out'],
      ] as const) {
        expect(await told(await world.app.request(path, { method, headers: { authorization } }))).toEqual([401, 'signed-out']);
      }
    },
  );

  it('says what is wrong with a request', async () => {
    expect(await told(await raw('{"v":1,'))).toEqual([400, 'bad-request']);
    expect(await told(await raw(''))).toEqual([400, 'bad-request']);
    expect(await told(await raw('a=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual([400, 'bad-request']);
    expect(await told(await raw('{}', { 'content-type': 'text/plain' }))).toEqual([400, 'bad-request']);
    for (const change of [
      { cursor: -1 },
      { cursor: 1.5 },
      { cursor: 2 ** 60 },
      { limit: 0 },
      { limit: 5001 },
      { org: 'x' },
      { device: '' },
      { events: {} },
      { sentAt: 'now' },
    ]) {
      expect(await told(await wei.post({ ...empty(), ...change }))).toEqual([400, 'bad-request']);
    }
    expect(await told(await wei.post({ ...empty(), events: Array(2501).fill({}) }))).toEqual([400, 'bad-request']);
    expect(await told(await wei.post({ ...empty(), v: 2 }))).toEqual([426, 'too-old']);
    expect(await told(await world.app.request('/v1/nothing'))).toEqual([404, 'not-found']);
  });

  it('takes gzip, and answers in it', async () => {
    const note = wei.pen.note('x'.repeat(3000));
    const packed = gzipSync(JSON.stringify({ ...empty(), events: [note] }));
    expect((await raw(packed, { 'content-encoding': 'gzip' })).status).toBe(200);
    const answer = await wei.post(empty(), { 'accept-encoding': 'gzip' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await told(await raw('not gzip', { 'content-encoding': 'gzip' }))).toEqual([400, 'bad-request']);
    expect(await told(await raw(packed.subarray(0, 20), { 'content-encoding': 'gzip' }))).toEqual([400, 'bad-request']);
    expect(await told(await raw('x', { 'content-encoding': 'br' }))).toEqual([400, 'bad-request']);
  });

  it('caps a body as sent and after unpacking, in little memory and time', async () => {
    const five = JSON.stringify({ ...empty(), events: ['x'.repeat(5_000_000)] });
    expect(await told(await raw(five))).toEqual([413, 'too-large']);
    const bomb = gzipSync(Buffer.alloc(300_000_000, ' '));
    const before = process.memoryUsage().rss;
    const start = performance.now();
    expect(await told(await raw(bomb, { 'content-encoding': 'gzip' }))).toEqual([413, 'too-large']);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    // Without a length, and nobody signed in: not read at all.
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit;
    expect(await told(await world.app.request('/v1/sync', init))).toEqual([401, 'signed-out']);
    const signIn = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    expect(await told(await world.app.request('/v1/sign-in', { ...init, body: signIn }))).toEqual([413, 'too-large']);
  });

  it('describes itself', async () => {
    expect(await (await world.app.request('/healthz')).json()).toEqual({ ok: true });
    const document = (await (await world.app.request('/v1/openapi.json')).json()) as { openapi: string };
    expect(document.openapi).toBe('3.1.0');
  });
});
