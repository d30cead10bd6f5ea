import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fetch } from '../../lib/sync/call.ts';
import { teamAt } from '../../lib/sync/team.ts';
import { onBothEngines } from '../server/engines.ts';
import { makeWorld, type Seat, type World } from '../server/world.ts';

const url = 'https://api.example';

onBothEngines('the team, asked by a member', (engine) => {
  let world: World;
  let boss: Seat;
  let worker: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine);
    const org = await world.organisation();
    boss = await world.seat(org, 'admin');
    worker = await world.seat(org, 'specialist');
  });
  afterAll(() => world.close());
  const wire: Fetch = async (address, init) => world.app.request(address.slice(url.length), init);
  const as = (seat: Seat, by = wire) => teamAt({ url, token: seat.signedIn.token }, by);

  it('is listed, grows by an invitation, and gives a code for a forgotten password', async () => {
    const asked = { email: `${uuid()}@example.com`, name: 'Ana', role: 'specialist', shops: ['A'] };
    const invited = await as(boss).invite(asked);
    const id = invited.ok ? invited.value.member : '';
    const listed = await as(boss).members();
    expect(listed.ok && listed.value.find((each) => each.id === id)).toMatchObject({ ...asked, joined: false });
    expect(await as(boss).reset(id)).toMatchObject({ ok: true, value: { member: id } });
    expect(await as(boss).invite(asked)).toMatchObject({ ok: false, code: 'bad-request', message: expect.stringContaining('already') });
  });

  it('tells a device with when it was seen last, signs it out, and it is seen no more', async () => {
    const seat = await world.seat(worker.signedIn.org, 'specialist');
    const { member } = seat.signedIn;
    expect(await as(seat).ownDevices()).toMatchObject({ ok: true, value: [{ thisOne: true, lastSeen: world.now.toISOString() }] });
    const theirs = await as(boss).devicesOf(member);
    const device = theirs.ok ? (theirs.value[0]?.id ?? '') : '';
    expect(await as(boss).revoke(device)).toEqual({ ok: true, value: true });
    expect(await as(boss).devicesOf(member)).toMatchObject({ ok: true, value: [{ id: device, signedIn: false, lastSeen: null }] });
    expect(await as(seat).ownDevices()).toEqual({ ok: false, code: 'signed-out' });
  });

  it('says why not', async () => {
    expect(await as(worker).members()).toEqual({ ok: false, code: 'not-allowed' });
    expect(await as(boss).reset('nobody')).toEqual({ ok: false, code: 'not-found' });
    expect(await as(boss, () => Promise.reject(new TypeError('Failed to fetch'))).members()).toEqual({ ok: false, code: 'offline' });
    expect(await as(boss, async () => new Response('<p>hello</p>')).members()).toEqual({ ok: false, code: 'not-ours' });
    expect(await as(boss, async () => new Response('<p>hello</p>')).revoke('x')).toEqual({ ok: false, code: 'not-ours' });
  });
});
