import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LogEvent } from '../../lib/domain/event.ts';
import type { LiveHead, LiveNews } from '../../lib/domain/sync.ts';
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
  function listen({ signedIn: { token } }: Seat, ask = '/v1/live?news=1') {
    const stop = new AbortController();
    const heads: (LiveHead | LiveNews)[] = [];
    const fetch: Fetch = async (url, init) => {
      expect(url).toBe(`${base}/v1/live?news=1`);
      return world.app.request(ask, init);
    };
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
    const { epoch, events } = await b.sync({ scope: null });
    const { scope } = await b.sync({ scope: null });
    expect(stream.heads.at(-1)).toEqual({ epoch, head: 2, after: 0, scope: scope?.key, events });
    stream.stop();
    expect(await stream.end).toBe('unreachable');
  });

  it('says where the log stands alone to who wrote, who takes no news, and of what is much', async () => {
    const org = await world.organisation();
    const [a, b, older] = [await world.seat(org), await world.seat(org), await world.seat(org)];
    const streams = [listen(a), listen(b), listen(older, '/v1/live')] as const;
    for (const { last } of streams) await until(last).toBe(0);
    await a.sync({ events: [a.pen.note('one')] });
    await a.sync({ events: Array.from({ length: 9 }, () => a.pen.note('x'.repeat(3900))) });
    for (const { last } of streams) await until(last).toBe(10);
    expect(streams.map(({ heads }) => heads.map((head) => 'events' in head))).toEqual([
      [false, false, false],
      [false, true, false],
      [false, false, false],
    ]);
    for (const { stop } of streams) stop();
  });

  it('[T20] [T23] tells each what they read at that moment, and what is about somebody else by no stream', async () => {
    const org = await world.organisation();
    const boss = await world.seat(org, 'admin');
    const [writer, limited, hr] = [await world.seat(org, 'supervisor'), await world.seat(org, 'specialist'), await world.seat(org, 'hr')];
    const streams = [listen(limited), listen(hr)] as const;
    for (const { last } of streams) await until(last).toBe(0);
    const limit = (shops: string[] | null) => world.call(boss.signedIn.token, 'POST', `/v1/members/${limited.signedIn.member}`, { shops });
    const shown = (at: number) => streams.map(({ heads }) => (heads[at] as LiveNews).events?.map(({ seq }) => seq) ?? 'a head');
    const note = (shop: string) => writer.pen.write('note.added', 'note', { text: 'x' }, { shop });
    const says = async (events: LogEvent[], head: number) => {
      expect((await writer.sync({ events })).rejected).toEqual([]);
      for (const { last } of streams) await until(last).toBe(head);
    };

    expect((await limit(['mine'])).status).toBe(204);
    await says([note('mine'), note('other')], 2);
    expect(shown(1)).toEqual([[1], []]);
    await limit(null);
    await says([note('other')], 3);
    expect(shown(2)).toEqual([[3], []]);
    await says([writer.pen.write('note.added', `person/${writer.signedIn.member}`, { text: 'x' })], 4);
    expect(shown(3)).toEqual([[], 'a head']);

    // Disabled a moment ago: the stream is still open, and says nothing any more.
    await world.db.updateTable('members').set({ disabled: 1 }).where('id', '=', limited.signedIn.member).execute();
    await says([note('mine')], 5).catch(() => {});
    expect(await streams[0].end).toBe('ended');
    expect(streams[0].heads).toHaveLength(4);
    streams[1].stop();
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
