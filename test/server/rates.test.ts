import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { network } from '../../server/address.ts';
import { dropOldRates, Rates } from '../../server/rates.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, password, type World } from './world.ts';

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));
});

onBothEngines('[T22] how often one may ask', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine, { perMinute: 40, behindProxy: true });
  });
  afterAll(() => world.close());

  const later = (seconds: number) => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
  };
  const statuses = (answers: Response[]) => ({
    let: answers.filter(({ status }) => status < 400).length,
    told: answers.filter(({ status }) => status === 429).length,
  });

  it('is limited by device; the next minute is a new one, and another device is not touched', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const ask = () => world.call(wei.signedIn.token, 'GET', '/v1/me');
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    expect(statuses(answers)).toEqual({ let: 40, told: 60 });
    const wait = Number(answers.find(({ status }) => status === 429)?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await world.call(lin.signedIn.token, 'GET', '/v1/me')).status).toBe(200);
    later(wait);
    expect((await ask()).status).toBe(200);
  });

  it('is limited by address before any token is looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 450 }, () => world.call(uuid(), 'GET', '/v1/me', undefined, '192.0.2.1')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(400);
    expect(statuses(answers).told).toBe(50);
    expect((await world.call(null, 'GET', '/healthz', undefined, '192.0.2.2')).status).toBe(200);
  });

  it('holds over all processes together, without a write for every request', async () => {
    const processes = [new Rates(world.db), new Rates(world.db)];
    const now = new Date('2026-11-24T10:00:20.000Z');
    const waits = await Promise.all(Array.from({ length: 300 }, (_, index) => processes[index % 2]?.take('somebody', 100, now)));
    const granted = waits.filter((wait) => wait === 0).length;
    expect(granted).toBe(100);
    expect(new Set(waits.filter((wait) => wait !== 0))).toEqual(new Set([40]));
    const row = await world.db.selectFrom('rates').selectAll().where('key', '=', 'somebody').executeTakeFirst();
    expect(row).toMatchObject({ taken: 100 });
    expect(await processes[0]?.take('somebody', 100, new Date(now.getTime() + 60_000))).toBe(0);
    await dropOldRates(world.db, new Date(now.getTime() + 600_000));
    expect(await world.db.selectFrom('rates').selectAll().where('key', '=', 'somebody').executeTakeFirst()).toBeUndefined();
  });

  it('guessing at many accounts from one address is slowed down; an account of one’s own buys no more', async () => {
    const own = await world.seat(await world.organisation());
    const from = '192.0.2.50';
    let wrong = 0;
    let waited = false;
    for (let round = 0; round < 130 && !waited; round++) {
      const response = await world.signIn(`${uuid()}@example.com`, 'Password1', uuid(), from);
      waited = response.status === 429 && Number(response.headers.get('retry-after')) >= 30;
      if (response.status === 401) wrong++;
      if (!waited && round % 10 === 0) expect((await world.signIn(own.email, password, own.pen.device, from)).status).toBe(200);
    }
    expect([waited, wrong]).toEqual([true, 100]);
    expect((await world.signIn(own.email, password, own.pen.device, from)).status).toBe(429);
    expect((await world.call(null, 'POST', '/v1/set-password', { code: 'guess', password: 'long enough' }, from)).status).toBe(429);
    expect((await world.signIn(own.email, password, own.pen.device)).status).toBe(200);
  });

  it('a flood of five hundred sign-ins leaves the others as quick as before, and the memory where it was', async () => {
    const flooded = await makeWorld(engine);
    const wei = await flooded.seat(await flooded.organisation());
    const times = async () => {
      const took: number[] = [];
      for (let round = 0; round < 20; round++) {
        const start = performance.now();
        await flooded.call(wei.signedIn.token, 'GET', '/v1/me');
        took.push(performance.now() - start);
      }
      return took.sort((a, b) => a - b)[10] ?? 0;
    };
    await times();
    const before = process.memoryUsage().rss;
    const flood = Array.from({ length: 500 }, () => flooded.signIn(`${uuid()}@example.com`, 'guess', uuid()));
    // Until those that are told to wait have been told, they stand in line for the same processor.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const during = await times();
    const answers = await Promise.all(flood);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(300);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    expect(during).toBeLessThan(100);
    await flooded.close();
  });

  it('behind a proxy it is the last address that counts, which the caller cannot write', async () => {
    const ask = (claimed: string) =>
      world.app.request(
        '/v1/me',
        { headers: { 'x-forwarded-for': `${claimed}, 192.0.2.99` } },
        { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
      );
    const answers = await Promise.all(Array.from({ length: 420 }, (_, index) => ask(`198.51.100.${index % 250}`)));
    expect(statuses(answers).told).toBe(20);
  });

  it('keeps no address that could be read', async () => {
    await world.signIn('x@example.com', 'x', uuid(), '203.0.113.77');
    const rows = [await world.db.selectFrom('rates').selectAll().execute(), await world.db.selectFrom('attempts').selectAll().execute()];
    expect(JSON.stringify(rows)).not.toContain('203.0.113');
  });
});
