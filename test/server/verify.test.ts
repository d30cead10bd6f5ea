import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../../server/backup/verify.ts';
import type { Database } from '../../server/database.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type Seat, type World } from './world.ts';

const playbook = readPlaybook();

/** Each damages one thing behind the server's back. */
const damages: [what: string, found: RegExp, damage: (db: Database, org: string, seat: Seat) => Promise<unknown>][] = [
  [
    'a text that was altered',
    /Entry 1 was altered: its text/,
    (db, org) => db.updateTable('events').set({ body: '{"text":"x"}' }).where('org', '=', org).where('seq', '=', 1).execute(),
  ],
  [
    'a head that was altered',
    /Entry 1 was altered: its head/,
    async (db, org) => {
      const row = await db.selectFrom('events').select('head').where('org', '=', org).where('seq', '=', 1).executeTakeFirstOrThrow();
      await db
        .updateTable('events')
        .set({ head: row.head.replace('note.added', 'note.Added') })
        .where('org', '=', org)
        .where('seq', '=', 1)
        .execute();
    },
  ],
  [
    'a text that was half erased',
    /Entry 1 is half erased/,
    (db, org) => db.updateTable('events').set({ salt: null }).where('org', '=', org).where('seq', '=', 1).execute(),
  ],
  [
    'an entry that is gone',
    /Number 2 is missing before 3/,
    (db, org) => db.deleteFrom('events').where('org', '=', org).where('seq', '=', 2).execute(),
  ],
  [
    'the newest entry gone',
    /The counter says 5, the newest entry is 4/,
    (db, org) => db.deleteFrom('events').where('org', '=', org).where('seq', '=', 5).execute(),
  ],
  [
    'a row that says it is another',
    /Entry 1 lies in the wrong row/,
    (db, org) => db.updateTable('events').set({ subject: 'other' }).where('org', '=', org).where('seq', '=', 1).execute(),
  ],
  [
    'a device that stands elsewhere',
    /chain ends at 6, not at 4/,
    (db, org) => db.updateTable('devices').set({ n: 4 }).where('org', '=', org).execute(),
  ],
  ['a refused entry that is gone', /stands alone/, (db, org) => db.deleteFrom('rejected').where('org', '=', org).execute()],
  [
    'a refused entry that was altered',
    /not the one that was refused/,
    (db, org) =>
      db
        .updateTable('rejected')
        .set({ hash: '0'.repeat(64) })
        .where('org', '=', org)
        .execute(),
  ],
  [
    'a task that is elsewhere',
    /is not where its entries lead/,
    (db, org) => db.updateTable('cases').set({ state: '{"state":"open"}' }).where('org', '=', org).execute(),
  ],
  ['a task that is gone', /Task \w+ is missing/, (db, org) => db.deleteFrom('cases').where('org', '=', org).execute()],
];

onBothEngines('[F4] checking a database', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const fill = async (): Promise<Seat> => {
    const seat = await world.seat(await world.organisation());
    const notes = [seat.pen.note(), seat.pen.note(), seat.pen.note('')];
    const opened = seat.pen.open('s/listing/1');
    await seat.sync({ events: [...notes, opened] });
    await seat.sync({ events: [seat.pen.move(opened.head.subject, 'settle'), seat.pen.note()] });
    return seat;
  };
  const check = async (seat: Seat) => (await verify(world.db, playbook)).find(({ org }) => org === seat.signedIn.org);

  it('finds nothing where nothing is wrong', async () => {
    expect(await check(await fill())).toMatchObject({ events: 5, devices: 1, problems: [] });
  });

  it.each(damages)('finds %s', async (_what, found, damage) => {
    const seat = await fill();
    await damage(world.db, seat.signedIn.org, seat);
    const problems = (await check(seat))?.problems ?? [];
    expect(problems.join('\n')).toMatch(found);
  });
});
