import { gzipSync } from 'node:zlib';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headHash } from '../../lib/domain/event.ts';
import { onBothEngines } from './engines.ts';
import { routes } from './rows.ts';
import { makeWorld, type Seat, type World } from './world.ts';

/** A generator with a seed, so that what fails fails again. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'head', 'body', 'id', 'text', 'v', 'events', 'role', 'shops'];
/** JSON text of anything, in which keys that reach prototypes are at home. */
function anyJson(random: () => number, depth = 0): string {
  const kind = random();
  if (depth > 4 || kind < 0.3) return ['null', '1', '-1e308', '"x"', 'true', '"__proto__"'][Math.floor(random() * 6)] ?? 'null';
  const items = Array.from({ length: 1 + Math.floor(random() * 3) }, () => anyJson(random, depth + 1));
  if (kind < 0.45) return `[${items.join(',')}]`;
  return `{${items.map((item) => `"${names[Math.floor(random() * names.length)]}":${item}`).join(',')}}`;
}

onBothEngines('hostile requests', (engine) => {
  let world: World;
  let boss: Seat;
  let victim: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine, { perMinute: 1_000_000 });
    const org = await world.organisation();
    boss = await world.seat(org, 'admin');
    victim = await world.seat(org);
  });
  afterAll(() => world.close());

  const paths = (method: string) =>
    Object.keys(routes)
      .filter((route) => route.startsWith(`${method} `))
      .map((route) => route.split(' ')[1]?.replace('{id}', victim.signedIn.member) ?? '');
  const withBody = () =>
    Object.keys(routes)
      .filter((route) => routes[route]?.body)
      .map((route) => route.split(' ')[1]?.replace('{id}', victim.signedIn.member) ?? '');
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    world.app.request(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${boss.signedIn.token}`, ...headers },
    });

  it('[T15] ten thousand bodies with keys of prototypes, through every door, change none', async () => {
    const random = randomBy(engine.name === 'sqlite' ? 1 : 2);
    const before = JSON.stringify([
      Object.keys(Object.prototype),
      Object.getOwnPropertyNames(Object.prototype),
      Object.getOwnPropertyNames(Array.prototype),
    ]);
    let sent = 0;
    for (const path of withBody()) {
      for (let round = 0; round < 100; round++, sent++) expect([400, 426]).toContain((await post(path, anyJson(random))).status);
    }
    const { pen } = boss;
    const frame = JSON.stringify({
      v: 1,
      device: pen.device,
      sentAt: world.now.toISOString(),
      epoch: null,
      cursor: 0,
      limit: 1,
      events: [],
    });
    while (sent < 10_000) {
      const events = Array.from({ length: 100 }, () =>
        random() < 0.5 ? anyJson(random) : `{"head":${anyJson(random)},"salt":null,"body":${anyJson(random)}}`,
      );
      const response = await post('/v1/sync', frame.replace('"events":[]', `"events":[${events.join(',')}]`));
      expect(response.status).toBe(200);
      expect((await response.json()) as object).toMatchObject({ accepted: [] });
      sent += events.length;
    }
    // Well-formed and in its chain, with such a key in the body: kept out by name, or kept as plain data.
    const { n, prev } = pen;
    const bad = pen.write('moon.risen', 'x', JSON.parse('{"a":{"__proto__":{"admin":true}}}'));
    const good = pen.write('moon.risen', 'x', { constructor: { prototype: { admin: true } } });
    expect((await boss.sync({ events: [bad, good] })).rejected.map(({ code }) => code)).toEqual(['invalid']);
    expect([n, prev, pen.n]).toEqual([0, '0'.repeat(64), 2]);
    expect(
      JSON.stringify([
        Object.keys(Object.prototype),
        Object.getOwnPropertyNames(Object.prototype),
        Object.getOwnPropertyNames(Array.prototype),
      ]),
    ).toBe(before);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(world.log.filter(({ what }) => what === 'fault')).toEqual([]);
  });

  it('[T18] a body that is huge, deep or a bomb is refused at every door, quickly and in little memory', async () => {
    const huge = 'x'.repeat(4 * 1024 * 1024 + 1);
    const bomb = gzipSync(Buffer.alloc(200_000_000, '['));
    const nested = gzipSync(bomb);
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    for (const path of withBody()) {
      const before = process.memoryUsage().rss;
      const start = performance.now();
      const codes = [
        (await post(path, huge)).status,
        (await post(path, bomb, { 'content-encoding': 'gzip' })).status,
        (await post(path, nested, { 'content-encoding': 'gzip' })).status,
        (await post(path, deep)).status,
        (await post(path, 'x', { 'content-length': '2147483648' })).status,
      ];
      expect([path, codes]).toEqual([path, [413, 413, 400, 400, 413]]);
      expect(performance.now() - start).toBeLessThan(3000);
      expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    }
  });

  it('[T19] events that were altered, swapped or replayed are refused, and those around them are not', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const [one, two] = [wei.pen.note('one'), wei.pen.note('two')];
    const swapped = [
      { ...one, body: two.body, salt: two.salt },
      { ...two, body: one.body, salt: one.salt },
    ];
    expect((await wei.sync({ events: swapped })).rejected.map(({ code }) => code)).toEqual(['hash-mismatch', 'hash-mismatch']);
    const three = wei.pen.note('three');
    const altered = { ...three, head: { ...three.head, at: '2020-01-01T00:00:00.000Z' } };
    expect((await wei.sync({ events: [altered] })).accepted).toHaveLength(1);
    // The device's next entry names the hash of what it wrote itself: from here on the forger's chain is another one.
    const four = wei.pen.note('four');
    expect(four.head.prev).not.toBe(headHash(altered.head));
    expect((await wei.sync({ events: [four] })).rejected).toMatchObject([{ code: 'chain-broken' }]);

    const theirs = lin.pen.note('mine');
    const { accepted } = await lin.sync({ events: [theirs] });
    expect((await lin.sync({ events: [theirs] })).accepted).toEqual(accepted);
    // Handed in by somebody else it stays what it was: the same number, not a second entry.
    expect(await wei.sync({ events: [theirs] })).toMatchObject({ accepted, rejected: [], head: 2 });
    const elsewhere = await world.seat(await world.organisation());
    expect((await elsewhere.sync({ events: [theirs] })).rejected).toMatchObject([{ code: 'wrong-device' }]);
    const again = { ...theirs, head: { ...theirs.head, id: uuid() } };
    expect((await lin.sync({ events: [again] })).rejected).toMatchObject([{ code: 'chain-broken' }]);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:4370'])(
    '[T25] no door opens to a page at %s, whatever it sends',
    async (origin) => {
      for (const method of ['GET', 'POST', 'OPTIONS'])
        for (const path of method === 'OPTIONS' ? [...paths('GET'), ...paths('POST')] : paths(method)) {
          const headers = { origin, authorization: `Bearer ${boss.signedIn.token}`, 'content-type': 'text/plain' };
          const response = await world.app.request(path, { method, headers, ...(method === 'POST' && { body: '{}' }) });
          expect([method, path, response.status]).toEqual([method, path, 403]);
          expect(response.headers.get('access-control-allow-origin')).toBeNull();
        }
    },
  );

  it('[T25] a form or a cookie opens nothing', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
      for (const path of withBody()) expect([path, (await post(path, 'role=admin', { 'content-type': type })).status]).toEqual([path, 400]);
    }
    const headers = { cookie: `token=${boss.signedIn.token}; authorization=Bearer ${boss.signedIn.token}` };
    expect((await world.app.request(`/v1/me?token=${boss.signedIn.token}`, { headers })).status).toBe(401);
  });

  it('[T24] an address that somebody sends is stored as text, and called by nobody', async () => {
    const called: unknown[] = [];
    const before = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      called.push(asked);
      return new Response();
    };
    try {
      const urls = ['http://169.254.169.254/latest/meta-data/', 'http://localhost:1/', 'file:///etc/passwd', 'http://[::1]:1/'];
      const events = urls.map((url) => {
        const id = uuid();
        return victim.pen.typed('record.seen', `s/listing/${id}`, { noun: 'listing', id, fields: { url }, url }, { shop: 's' });
      });
      expect((await victim.sync({ events })).accepted).toHaveLength(urls.length);
      for (const url of urls)
        await world.call(boss.signedIn.token, 'POST', '/v1/members', { email: 'a@example.com', name: url, role: url });
    } finally {
      globalThis.fetch = before;
    }
    expect(called).toEqual([]);
  });

  it('[T26] what is secret or somebody’s goes through every door and into no log line', async () => {
    const canary = `canary-${uuid()}`;
    const everywhere = [...paths('GET').map((path) => ['GET', path]), ...paths('POST').map((path) => ['POST', path])] as const;
    for (const [method = '', path = ''] of everywhere) {
      for (const token of [boss.signedIn.token, canary, null]) {
        const answer = await world.call(
          token,
          method,
          `${path}?q=${canary}`,
          method === 'POST' ? { email: `${canary}@example.com`, password: canary, name: canary, code: canary } : undefined,
        );
        await answer.body?.cancel();
        if (path.endsWith('sign-out') && token === boss.signedIn.token) boss = await world.seat(boss.signedIn.org, 'admin');
      }
    }
    const fresh = boss.pen.note(canary);
    await boss.sync({ events: [fresh, boss.pen.write('note.added', canary, { text: '' })] });
    const text = JSON.stringify(world.log);
    expect(text).toContain('/v1/members/:id/reset');
    for (const secret of [canary, boss.signedIn.token, boss.email, victim.email]) expect(text).not.toContain(secret);
  });
});
