import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, callerOf } from '../../server/caller.ts';
import { grouped } from '../../server/group.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { readKeys } from '../../server/receipt.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type Seat, type World } from './world.ts';

onBothEngines('group commit', (engine) => {
  let world: World;
  let take: ReturnType<typeof grouped>;
  beforeAll(async () => {
    world = await makeWorld(engine);
    take = grouped({ db: world.db, keys: readKeys((await engine.place()).folder), playbook: readPlaybook() });
  });
  afterAll(() => world.close());

  const push = async (seat: Seat, count: number) => ({
    caller: (await callerOf({ db: world.db, playbook: readPlaybook() }, seat.signedIn.token, world.now)) as Caller,
    request: {
      epoch: null,
      cursor: 0,
      sentAt: world.now.toISOString(),
      events: Array.from({ length: count }, (_, n) => seat.pen.note(`${n}`)),
    },
    now: world.now,
  });

  it('many at once: each gets its answers, numbers follow one another without gap or double', async () => {
    const org = await world.organisation();
    const seats = await Promise.all(Array.from({ length: 12 }, () => world.seat(org)));
    const pushes = [];
    for (let round = 0; round < 3; round++) for (const seat of seats) pushes.push(await push(seat, 1 + (round % 2)));
    const taken = await Promise.all(pushes.map(take));
    expect(taken.map(({ accepted }) => accepted.length)).toEqual(pushes.map(({ request }) => request.events.length));
    const seqs = taken.flatMap(({ accepted }) => accepted.map(({ seq }) => seq)).sort((a, b) => a - b);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    for (const { base, accepted } of taken) expect(accepted.map(({ seq }) => seq)).toEqual(accepted.map((_, i) => base + 1 + i));
    expect(
      taken
        .map(({ head }) => head)
        .sort((a, b) => a - b)
        .at(-1),
    ).toBe(seqs.length);
    const { events } = await (seats[0] as Seat).sync();
    expect(events.map(({ seq }) => seq)).toEqual(seqs);
  });

  it('whoever pushes again as soon as they are answered goes into the next transaction with the others', async () => {
    const org = await world.organisation();
    const seats = await Promise.all(Array.from({ length: 8 }, () => world.seat(org)));
    let transactions = 0;
    const db = new Proxy(world.db, {
      get(target, name) {
        if (name === 'transaction') transactions++;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const counted = grouped({ db, keys: readKeys((await engine.place()).folder), playbook: readPlaybook() });
    const rounds = 6;
    const pushes = await Promise.all(seats.map((seat) => Promise.all(Array.from({ length: rounds }, () => push(seat, 1)))));
    await Promise.all(
      pushes.map(async (own) => {
        for (const one of own) {
          await counted(one);
          // The answer goes up through some callers first.
          for (let callers = 0; callers < 5; callers++) await null;
        }
      }),
    );
    // The very first goes alone, and so is a round behind.
    expect(transactions).toBeLessThanOrEqual(rounds + 2);
  });

  it('the same push twice in one group is stored once and answered twice alike', async () => {
    const seat = await world.seat(await world.organisation());
    const one = await push(seat, 2);
    const [first, again, third] = await Promise.all([take(await push(seat, 0)), take(one), take(one)]);
    expect(first?.accepted).toEqual([]);
    expect(third?.accepted).toEqual(again?.accepted);
    expect((await seat.sync()).events).toHaveLength(2);
  });

  it('a push that fails fails alone', async () => {
    const org = await world.organisation();
    const [a, b] = [await world.seat(org), await world.seat(org)];
    const broken = await push(b, 1);
    // Made before any is taken: a refusal must find somebody who listens.
    const pushes = [await push(a, 1), { ...broken, caller: { ...broken.caller, device: 'none of this server' } }, await push(a, 1)];
    const ends = await Promise.allSettled(pushes.map(take));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await a.sync()).events).toHaveLength(2);
  });

  it('two logs begun alone are not both adopted under one name', async () => {
    const org = await world.organisation();
    const [a, b] = [await world.seat(org), await world.seat(org)];
    const adopt = async (seat: Seat) => {
      seat.pen.note('begun alone');
      const one = await push(seat, 0);
      one.request.events.push(seat.pen.write('log.adopted', seat.signedIn.org, { fromOrg: 'alone', fromMember: 'nobody' }));
      return one;
    };
    const pushes = [await push(await world.seat(org), 1), await adopt(a), await adopt(b)];
    const taken = await Promise.all(pushes.map(take));
    expect(taken.map(({ accepted, rejected }) => [accepted.length, rejected.map(({ code }) => code)])).toEqual([
      [1, []],
      [1, []],
      [0, ['no-right']],
    ]);
  });
});
