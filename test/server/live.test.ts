import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveHead } from '../../lib/domain/sync.ts';
import type { Fetch } from '../../lib/sync/call.ts';
import { type LiveEnd, readHeads } from '../../lib/sync/live.ts';
import { makeApp } from '../../server/app.ts';
import { liveHub } from '../../server/live.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { readKeys } from '../../server/receipt.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, password, type Seat, type World } from './world.ts';

const base = 'https://api.example';

onBothEngines('the live stream', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  /** Listens as a page does; `heads` are the seqs that were told. */
  function listen({ signedIn: { token } }: Seat, app: { request: World['app']['request'] } = world.app) {
    const stop = new AbortController();
    const heads: LiveHead[] = [];
    const fetch: Fetch = async (url, init) => app.request(url.slice(base.length), init);
    const end: Promise<LiveEnd> = readHeads(fetch, { url: base, token }, (head) => heads.push(head), stop.signal);
    return { heads, end, stop: () => stop.abort(), last: () => heads.at(-1)?.head };
  }
  const until = (what: () => unknown) => expect.poll(what, { timeout: 5000, interval: 20 });

  it('says where the log stands, and at once when a colleague has written', async () => {
    const org = await world.organisation();
    const [a, b] = [await world.seat(org), await world.seat(org)];
    const stream = listen(b);
    await until(stream.last).toBe(0);
    await a.sync({ events: [a.pen.note('one'), a.pen.note('two')] });
    await until(stream.last).toBe(2);
    const { epoch } = await b.sync();
    expect(stream.heads.at(-1)).toEqual({ epoch, head: 2 });
    stream.stop();
    expect(await stream.end).toBe('unreachable');
  });

  it('[T20] tells nothing of another organisation', async () => {
    const [ours, theirs] = [await world.seat(await world.organisation()), await world.seat(await world.organisation())];
    const stream = listen(ours);
    await until(stream.last).toBe(0);
    await theirs.sync({ events: [theirs.pen.note('one')] });
    await ours.sync({ events: [ours.pen.note('mine'), ours.pen.note('too')] });
    await until(stream.last).toBe(2);
    expect(stream.heads.map(({ head }) => head)).toEqual([0, 2]);
    stream.stop();
  });

  it('hears what another process wrote', async () => {
    const org = await world.organisation();
    const seat = await world.seat(org);
    const stream = listen(seat);
    await until(stream.last).toBe(0);
    const place = await engine.place();
    const live = liveHub(world.db, () => {});
    const log = { info: () => {}, error: () => {} };
    const other = makeApp({ db: world.db, keys: readKeys(place.folder), playbook: readPlaybook(), log, live, now: () => world.now });
    const response = await other.request('/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${seat.signedIn.token}` },
      body: JSON.stringify({
        v: 1,
        device: seat.pen.device,
        sentAt: world.now.toISOString(),
        epoch: null,
        cursor: 0,
        limit: 10,
        events: [seat.pen.note('elsewhere')],
      }),
    });
    expect(response.status).toBe(200);
    await until(stream.last).toBe(1);
    stream.stop();
    live.stop();
  });

  it('a device has one stream: a newer one ends the older; a wrong token gets none', async () => {
    const seat = await world.seat(await world.organisation());
    const older = listen(seat);
    await until(older.last).toBe(0);
    const newer = listen(seat);
    expect(await older.end).toBe('ended');
    await until(newer.last).toBe(0);
    newer.stop();
    expect(await listen({ ...seat, signedIn: { ...seat.signedIn, token: 'x'.repeat(43) } }).end).toBe('signed-out');
  });

  it('[T23] a stream ends with its token: revoked, disabled, signed in anew, signed out, by this process or another', async () => {
    const org = await world.organisation();
    const boss = await world.seat(org, 'admin');
    const ends: ((seat: Seat) => Promise<unknown>)[] = [
      ({ pen }) => world.call(boss.signedIn.token, 'POST', `/v1/devices/${pen.device}/revoke`),
      ({ signedIn }) => world.call(boss.signedIn.token, 'POST', `/v1/members/${signedIn.member}`, { disabled: true }),
      ({ email, pen }) => world.signIn(email, password, pen.device),
      ({ signedIn }) => world.call(signedIn.token, 'POST', '/v1/sign-out'),
      ({ signedIn }) => world.db.deleteFrom('tokens').where('member', '=', signedIn.member).execute(),
    ];
    const bystander = listen(await world.seat(org));
    await Promise.all(
      ends.map(async (end) => {
        const seat = await world.seat(org);
        const stream = listen(seat);
        await until(stream.last).toBe(0);
        const start = performance.now();
        await end(seat);
        expect(await stream.end).toBe('ended');
        expect(performance.now() - start).toBeLessThan(5000);
      }),
    );
    expect(await Promise.race([bystander.end, Promise.resolve('goes on')])).toBe('goes on');
    bystander.stop();
  });

  it('the token is never in an address', async () => {
    const seat = await world.seat(await world.organisation());
    const answer = await world.app.request(`/v1/live?token=${seat.signedIn.token}`);
    expect(answer.status).toBe(401);
  });
});
