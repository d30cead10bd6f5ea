import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from './engines.ts';
import { makeWorld, type World } from './world.ts';

onBothEngines('metrics', (engine) => {
  let world: World;
  let guarded: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
    guarded = await makeWorld(engine, { metricsToken: 'a-long-token-for-metrics' });
  });
  afterAll(() => Promise.all([world.close(), guarded.close()]));

  it('count requests and entries by the route’s pattern, and name nobody', async () => {
    const wei = await world.seat(await world.organisation());
    await wei.sync({ events: [wei.pen.note('canary-text'), wei.pen.note('')] });
    await world.call(wei.signedIn.token, 'POST', `/v1/devices/${wei.pen.device}/revoke`);
    await world.call(null, 'GET', '/canary-path', undefined, '203.0.113.5');
    const response = await world.call(null, 'GET', '/metrics', undefined, '127.0.0.1');
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    const text = await response.text();
    expect(text).toMatch(/^loupe_request_seconds_count\{method="POST",route="\/v1\/sync",status="200"\} 1$/m);
    expect(text).toMatch(/^loupe_request_seconds_bucket\{method="POST",route="\/v1\/sync",status="200",le="\+Inf"\} 1$/m);
    expect(text).toContain('loupe_events_total{kind="accepted"} 1');
    expect(text).toContain('loupe_events_total{kind="rejected"} 1');
    expect(text).toContain('route="/v1/devices/:id/revoke"');
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [\d.e+-]+)$/);
    const { org, member, token } = wei.signedIn;
    for (const secret of [org, member, token, wei.pen.device, wei.email, 'canary', '203.0.113']) expect(text).not.toContain(secret);
  });

  it.each([
    ['127.0.0.1', {}, 200],
    ['::1', {}, 200],
    ['192.0.2.1', {}, 404],
    ['unknown', {}, 404],
    ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, 404],
  ])('without a token are for this machine alone: %s %j', async (remoteAddress, headers, status) => {
    expect((await world.app.request('/metrics', { headers }, { incoming: { socket: { remoteAddress } } })).status).toBe(status);
  });

  it('with a token are for whoever brings it, and nobody else', async () => {
    const ask = async (authorization: string, from: string) =>
      (await guarded.app.request('/metrics', { headers: { authorization } }, { incoming: { socket: { remoteAddress: from } } })).status;
    expect(await ask('Bearer a-long-token-for-metrics', '192.0.2.1')).toBe(200);
    for (const wrong of ['', 'Bearer a-long-token-for-metric', 'Bearer ']) expect(await ask(wrong, '127.0.0.1')).toBe(404);
  });
});
