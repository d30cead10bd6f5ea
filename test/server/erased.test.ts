import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../../server/backup/verify.ts';
import { unpack } from '../../server/made.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type Seat, type World } from './world.ts';

onBothEngines('what an administrator has erased', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const made = async (seat: Seat): Promise<string> => {
    const ask = async (path: string) => (await world.call(seat.signedIn.token, 'GET', path)).json();
    const { head, scopes } = await ask('/v1/state?after=');
    const { segments } = await ask(`/v1/segments?upTo=${head}`);
    const packed = [...scopes.map(({ rows }: { rows: string }) => rows), ...segments.map(({ payload }: { payload: string }) => payload)];
    return (await Promise.all(packed.map(unpack))).join('\n');
  };

  it('is gone from the log, from what is made of it, and for whoever asks; the log is whole', async () => {
    const org = await world.organisation();
    const [wei, admin] = [await world.seat(org), await world.seat(org, 'admin')];
    const [secret, other] = [wei.pen.note('a buyer’s number'), wei.pen.note('packed')];
    await wei.sync({ events: [secret, other] });
    expect(await made(wei)).toContain('a buyer’s number');
    const event = admin.pen.write('body.erased', 'erased', { ids: [secret.head.id] });
    expect((await admin.sync({ events: [event] })).accepted).toHaveLength(1);
    const { events } = await wei.sync();
    expect(events.map(({ body }) => body)).toEqual([null, other.body, event.body]);
    expect(events[0]).toMatchObject({ head: secret.head, salt: null });
    const now = await made(wei);
    expect(now).not.toContain('a buyer’s number');
    expect(now).toContain('packed');
    // Sent again with what it said, it is known, and stays as it is.
    expect((await wei.sync({ events: [secret] })).accepted).toHaveLength(1);
    expect((await wei.sync()).events[0]?.body).toBeNull();
    expect((await verify(world.db, readPlaybook())).flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('is of its own scope alone, and never that something was erased', async () => {
    const org = await world.organisation();
    const [wei, admin] = [await world.seat(org, 'supervisor'), await world.seat(org, 'admin')];
    const elsewhere = wei.pen.write('note.added', 'note', { text: 'of a shop' }, { shop: 's1' });
    await wei.sync({ events: [elsewhere] });
    const first = admin.pen.write('body.erased', 'erased', { ids: [elsewhere.head.id] });
    const second = admin.pen.write('body.erased', 'erased', { ids: [first.head.id] });
    await admin.sync({ events: [first, second] });
    expect((await wei.sync()).events.map(({ body }) => body)).toEqual([elsewhere.body, first.body, second.body]);
    const third = admin.pen.write('body.erased', 'erased', { ids: [elsewhere.head.id] }, { shop: 's1' });
    await admin.sync({ events: [third] });
    expect((await wei.sync()).events[0]?.body).toBeNull();
  });
});
