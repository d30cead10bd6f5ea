import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../server/database.ts';
import { type Comparison, compare, isWhole } from '../load/compare.ts';
import { Member } from '../load/member.ts';
import { makePeople } from '../load/people.ts';
import { onBothEngines } from './engines.ts';
import { type Place, type Running, startServer } from './program.ts';

const crowd = 24;
const loadMs = 4000;
const restMs = 15_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

onBothEngines('under load', (engine) => {
  let running: Running[] = [];
  afterEach(async () => {
    for (const each of running) await each.kill('SIGKILL');
    running = [];
  });

  const addresses = () => running.map(({ port }) => `http://127.0.0.1:${port}`);

  /** A crowd without think time while `strike` happens; then all come to rest. How often somebody had to try again, and what was found. */
  async function through(place: Place, strike: () => Promise<void>): Promise<{ again: number; found: Comparison }> {
    const db = await openDatabase(place);
    const seats = await makePeople(db, { members: crowd, shops: [], supervisors: 0 }, new Date());
    const members = seats.map((seat) => new Member(seat, addresses));
    const end = performance.now() + loadMs;
    const giveUpAt = end + restMs;
    let again = 0;
    const work = async (member: Member): Promise<void> => {
      while (performance.now() < end) {
        member.write(1 + Math.floor(Math.random() * 5));
        const done = await member.sync(giveUpAt);
        // Not in one with the wait: `again` is read before it, and what others added meanwhile would be lost.
        again += done?.again ?? 0;
      }
    };
    await Promise.all([...members.map(work), pause(loadMs / 4).then(strike)]);
    await Promise.all(members.map((member) => member.sync(giveUpAt)));
    const found = await compare(db, seats[0]?.org ?? '', members);
    await db.destroy();
    return { again, found };
  }

  it('[F24] API killed by kill -9 and started again: nothing acknowledged is lost, nothing doubled, numbers have no gap', async () => {
    const place = await engine.place();
    // On SQLite one process serves; on PostgreSQL the other goes on alone.
    running = [await startServer(place)];
    if (engine.name === 'postgresql') running.push(await startServer(place));
    const { again, found } = await through(place, async () => {
      await running[0]?.kill('SIGKILL');
      await pause(500);
      running[0] = await startServer(place);
    });
    expect(again).toBeGreaterThan(0);
    expect(found.events).toBeGreaterThan(crowd);
    expect(isWhole(found), JSON.stringify(found)).toBe(true);
  });

  if (engine.name === 'postgresql') {
    it('[F24] PostgreSQL crashes and comes back: nothing acknowledged is lost, nothing doubled, numbers have no gap', async () => {
      const place = await engine.place();
      running = [await startServer(place), await startServer(place)];
      const { again, found } = await through(place, () => engine.crash());
      expect(again).toBeGreaterThan(0);
      expect(found.events).toBeGreaterThan(crowd);
      expect(isWhole(found), JSON.stringify(found)).toBe(true);
    });

    it('[F24] a connection that is lost in the middle of a transaction ends the transaction, not the process', async () => {
      const lost: Error[] = [];
      const db = await openDatabase(await engine.place(), (error) => void lost.push(error));
      const working = db.transaction().execute(async (trx) => {
        await sql`select 1`.execute(trx);
        await engine.crash();
        await sql`select 1`.execute(trx);
      });
      await expect(working).rejects.toThrow();
      expect(lost.length).toBeGreaterThan(0);
      await sql`select 1`.execute(db);
      await db.destroy();
    });
  }

  it('what is lost, doubled or missing would be found', async () => {
    const place = await engine.place();
    const db = await openDatabase(place);
    running = [await startServer(place)];
    const seats = await makePeople(db, { members: 2, shops: [], supervisors: 0 }, new Date());
    const members = seats.map((seat) => new Member(seat, addresses));
    for (const member of members) {
      member.write(3);
      await member.sync();
    }
    await members[0]?.sync();
    const org = seats[0]?.org ?? '';
    const found = () => compare(db, org, members);
    expect(await found()).toEqual({ events: 6, lost: 0, doubled: 0, gaps: 0, waiting: 0, refused: 0, strayed: 0 });

    const second = db.updateTable('events').where('org', '=', org).where('seq', '=', 2);
    const [{ hash }] = (await db.selectFrom('events').select('hash').where('seq', '=', 2).execute()) as [{ hash: string }];
    await second.set({ hash: 'altered' }).execute();
    expect(await found()).toMatchObject({ lost: 1, doubled: 0 });
    await second.set({ hash, id: 'nobody’s' }).execute();
    expect(await found()).toMatchObject({ lost: 1, doubled: 1 + members.length });
    await db.deleteFrom('events').where('seq', '=', 2).execute();
    expect(await found()).toMatchObject({ events: 5, lost: 1 + members.length, gaps: 1 });
    await db.destroy();
  });
});
