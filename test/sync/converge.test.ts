import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fetch } from '../../lib/sync/call.ts';
import { sync } from '../../lib/sync/sync.ts';
import { onBothEngines } from '../server/engines.ts';
import { Pen } from '../server/pen.ts';
import { makeWorld, password, type Seat, type World } from '../server/world.ts';
import { MemoryStore } from './memory-store.ts';

const base = 'https://api.example';

onBothEngines('devices and a server', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const wire: Fetch = async (url, init) => world.app.request(url.slice(base.length), init);
  const now = () => world.now;
  const run = (seat: Seat, store: MemoryStore, fetch: Fetch = wire, batch = 500) =>
    sync(store, { url: base, token: seat.signedIn.token }, fetch, now, { batch });

  /** Loses requests, answers, and sends some twice: by a fixed sequence, so that a failure comes again. */
  const bad = (seed: number): Fetch => {
    let state = seed;
    const chance = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    return async (url, init) => {
      const luck = chance();
      if (luck < 0.25) throw new TypeError('Failed to fetch');
      if (luck < 0.4) await wire(url, init);
      const response = await wire(url, init);
      if (luck > 0.75) throw new TypeError('Failed to fetch');
      return response;
    };
  };

  it('two devices converge over a bad line; nothing is lost or doubled, what is refused blocks nothing', async () => {
    const org = await world.organisation();
    for (let seed = 1; seed <= 8; seed++) {
      const seats = [await world.seat(org), await world.seat(org)];
      const stores = seats.map(({ pen }) => new MemoryStore(pen.device));
      const lines = [bad(seed), bad(seed + 100)];
      for (let round = 0; round < 10; round++) {
        for (const [index, store] of stores.entries()) {
          const { pen } = seats[index] as Seat;
          store.write(pen.note(`${seed} ${round}`), ...(round % 3 === 0 ? [pen.note('')] : []), pen.open(`${seed}/listing/${round}`));
          await run(seats[index] as Seat, store, lines[index], 3);
        }
      }
      for (let turn = 0; turn < 2; turn++)
        for (const [index, store] of stores.entries()) expect((await run(seats[index] as Seat, store)).kind).toBe('synced');
      const [a, b] = stores as [MemoryStore, MemoryStore];
      expect(a.numbered()).toEqual(b.numbered());
      expect(a.outbox.concat(b.outbox)).toEqual([]);
      for (const store of stores) {
        expect([...store.rejected.values()].map(({ code }) => code)).toEqual(Array(4).fill('invalid'));
        expect([...store.events.values()].filter(({ seq }) => seq === undefined)).toEqual([]);
      }
      const mine = [...a.events.values()].filter(({ head }) => head.device === a.at.device);
      expect(mine).toHaveLength(20);
    }
  });

  it('a log of ten batches goes up and down in order', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const [a, b] = [new MemoryStore(wei.pen.device), new MemoryStore(lin.pen.device)];
    a.write(...Array.from({ length: 95 }, () => wei.pen.note()));
    expect(await run(wei, a, wire, 10)).toMatchObject({ kind: 'synced', pushed: 95, rejected: 0, clockOff: 0 });
    expect(await run(lin, b)).toMatchObject({ kind: 'synced', pulled: 95 });
    expect(a.numbered()).toEqual(b.numbered());
    expect(await run(lin, b)).toMatchObject({ kind: 'synced', pulled: 0, pushed: 0 });
  });

  it('a log begun alone is taken along', async () => {
    const org = await world.organisation();
    const pen = new Pen(uuid(), uuid(), uuid());
    const store = new MemoryStore(pen.device);
    store.write(...Array.from({ length: 30 }, () => pen.note()));
    const { email } = await world.member(org);
    const signedIn = await (await world.signIn(email, password, pen.device)).json();
    const from = { fromOrg: pen.org, fromMember: pen.member };
    pen.org = signedIn.org;
    pen.member = signedIn.member;
    store.write(pen.typed('log.adopted', 'log', from), pen.note());
    const outcome = await sync(store, { url: base, token: signedIn.token }, wire, now, { batch: 7 });
    expect(outcome).toMatchObject({ kind: 'synced', pushed: 32, rejected: 0 });
  });

  it('a server restored from an older backup gets back what it lost, refused heads and all', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const [a, b] = [new MemoryStore(wei.pen.device), new MemoryStore(lin.pen.device)];
    a.write(wei.pen.note('kept'));
    b.write(lin.pen.note('kept too'));
    await run(wei, a);
    await run(lin, b);
    const backup = await snapshot(world, org);
    a.write(wei.pen.note(''), wei.pen.note('lost'));
    await run(wei, a);
    b.write(lin.pen.note('lost too'));
    await run(lin, b);
    await restore(world, org, backup);
    a.write(wei.pen.note('after'));
    expect(await run(wei, a)).toMatchObject({ kind: 'synced' });
    expect(await run(lin, b)).toMatchObject({ kind: 'synced' });
    await run(wei, a);
    expect(a.numbered()).toEqual(b.numbered());
    expect(a.numbered()).toHaveLength(5);
    expect([...a.rejected.values()].map(({ code }) => code)).toEqual(['invalid']);
  });

  it('an overtaken page is left out, its answers are not', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const [a, b] = [new MemoryStore(wei.pen.device), new MemoryStore(lin.pen.device)];
    b.write(lin.pen.note(), lin.pen.note());
    await run(lin, b);
    a.write(wei.pen.note());
    let first = true;
    const racing: Fetch = async (url, init) => {
      const response = await wire(url, init);
      if (first) {
        first = false;
        expect((await run(wei, a)).kind).toBe('synced');
      }
      return response;
    };
    expect(await run(wei, a, racing)).toMatchObject({ kind: 'synced', pushed: 1, pulled: 0 });
    await run(lin, b);
    expect(a.numbered()).toEqual(b.numbered());
    expect(a.numbered()).toHaveLength(3);
  });

  it('a rolled-back profile is told so, and loses nothing', async () => {
    const seat = await world.seat(await world.organisation());
    const store = new MemoryStore(seat.pen.device);
    const first = seat.pen.note();
    const { n, prev } = seat.pen;
    store.write(first, seat.pen.note('then rolled back'));
    await run(seat, store);
    seat.pen.n = n;
    seat.pen.prev = prev;
    store.write(seat.pen.note('written after the rollback'));
    expect(await run(seat, store)).toMatchObject({ kind: 'synced', rejected: 1 });
    expect([...store.rejected.values()]).toMatchObject([{ code: 'chain-broken', event: { body: { text: 'written after the rollback' } } }]);
  });
});

type Rows = Record<'events' | 'rejected' | 'cases' | 'devices', object[]> & { seq: number };

async function snapshot({ db }: World, org: string): Promise<Rows> {
  const { seq } = await db.selectFrom('organisations').select('seq').where('id', '=', org).executeTakeFirstOrThrow();
  const read = (table: 'events' | 'rejected' | 'cases' | 'devices') => db.selectFrom(table).selectAll().where('org', '=', org).execute();
  return {
    seq,
    events: await read('events'),
    rejected: await read('rejected'),
    cases: await read('cases'),
    devices: await read('devices'),
  };
}

async function restore({ db }: World, org: string, { seq, ...tables }: Rows): Promise<void> {
  await db.updateTable('organisations').set({ seq, epoch: uuid() }).where('id', '=', org).execute();
  for (const table of ['events', 'rejected', 'cases', 'devices'] as const) {
    await db.deleteFrom(table).where('org', '=', org).execute();
    if (tables[table].length > 0)
      await db
        .insertInto(table)
        .values(tables[table] as never)
        .execute();
  }
}
