import { v4 as uuid, v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventHead, headHash, type LogEvent } from '../../lib/domain/event.ts';
import { maxBodyBytes } from '../../lib/domain/sync.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type Seat, type World } from './world.ts';

/** Each breaks one thing; `next` is written after it and must still be taken. */
const broken: Array<[code: string, write: (seat: Seat, other: Seat) => unknown]> = [
  ['wrong-org', ({ pen }) => pen.write('note.added', 'x', { text: 'a' }, { org: uuid() })],
  ['wrong-member', ({ pen }, other) => pen.write('note.added', 'x', { text: 'a' }, { by: other.signedIn.member })],
  ['hash-mismatch', ({ pen }) => ({ ...pen.note('first'), body: { text: 'altered' } })],
  ['hash-mismatch', ({ pen }) => ({ ...pen.note('first'), salt: 'another' })],
  ['invalid', ({ pen }) => pen.note('')],
  ['invalid', ({ pen }) => pen.write('note.added', 'x', { text: 'a', extra: true })],
  ['invalid', ({ pen }) => ({ ...pen.note(), salt: null })],
  ['invalid', ({ pen }) => ({ ...pen.note(), body: null })],
  ['invalid', ({ pen }) => pen.write('note.added', 'x', { text: 'a' }, { at: 'yesterday' })],
  ['invalid', ({ pen }) => pen.write('note.added', '', { text: 'a' })],
  ['invalid', ({ pen }) => pen.write('note.added', 'x\u0000y', { text: 'a' })],
  ['invalid', ({ pen }) => pen.write('note.added', 'x', { text: 'a' }, { shop: '\ud800' })],
  ['invalid', ({ pen }) => pen.write('moon.risen', 'x'.repeat(9000), {})],
  ['invalid', ({ pen }) => ({ ...pen.note(), salt: 'a\u0000b' })],
  ['invalid', ({ pen }) => pen.write('moon.risen', 'x', JSON.parse('{"__proto__":{"admin":true}}'))],
  ['invalid', ({ pen }) => pen.write('moon.risen', 'x', JSON.parse(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`))],
  ['newer-version', ({ pen }) => pen.write('note.added', 'x', { text: 'a' }, { colour: 'red' } as Partial<EventHead>)],
  ['newer-version', ({ pen }) => pen.open('shop/listing/1', 'a-flow-of-next-year')],
  ['too-large', ({ pen }) => pen.write('moon.risen', 'x', { text: '满'.repeat(maxBodyBytes / 3) })],
  ['unknown-case', ({ pen }) => pen.move('0'.repeat(32), 'settle')],
];

onBothEngines('what is refused', (engine) => {
  let world: World;
  let wei: Seat;
  let lin: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine);
    const org = await world.organisation();
    wei = await world.seat(org);
    lin = await world.seat(org);
  });
  afterAll(() => world.close());

  it.each(broken)('%s is refused alone: what follows is taken', async (code, write) => {
    const before = wei.pen.note();
    const bad = write(wei, lin) as LogEvent;
    const next = wei.pen.note();
    const answer = await wei.sync({ events: [before, bad, next] });
    expect(answer.rejected).toMatchObject([{ id: bad.head.id, code }]);
    expect(answer.rejected[0]?.message).toMatch(/\. \S+.*\.$/);
    expect(answer.accepted.map(({ id }) => id)).toEqual([before.head.id, next.head.id]);
    // The same event, the same answer; and nobody ever sees it.
    expect((await wei.sync({ events: [bad] })).rejected).toMatchObject([{ id: bad.head.id, code }]);
    expect((await lin.sync()).events.map(({ head }) => head.id)).not.toContain(bad.head.id);
  });

  it('another device: refused, and its chain stays untouched', async () => {
    const org = await world.organisation();
    const [one, two] = [await world.seat(org), await world.seat(org)];
    const theirs = two.pen.note();
    expect((await one.sync({ events: [theirs] })).rejected).toMatchObject([{ code: 'wrong-device' }]);
    // Refused for who brought it; the owner gets the same answer for the same event, and goes on after it.
    const forged = one.pen.write('note.added', 'x', { text: 'a' }, { device: two.pen.device });
    expect((await one.sync({ events: [forged] })).rejected).toMatchObject([{ code: 'wrong-device' }]);
    expect(
      await world.db.selectFrom('devices').select('n').where('org', '=', org).where('id', '=', two.pen.device).executeTakeFirst(),
    ).toEqual({ n: 0 });
  });

  it('a broken chain: a gap, another past, a rolled-back profile', async () => {
    const org = await world.organisation();
    const seat = await world.seat(org);
    const [first, lost, third] = [seat.pen.note(), seat.pen.note(), seat.pen.note()];
    expect((await seat.sync({ events: [first] })).accepted).toHaveLength(1);
    expect((await seat.sync({ events: [third] })).rejected).toMatchObject([{ code: 'chain-broken' }]);
    expect((await seat.sync({ events: [lost] })).accepted).toHaveLength(1);

    seat.pen.n = 1;
    seat.pen.prev = headHash(first.head);
    const again = seat.pen.note('another second entry');
    expect((await seat.sync({ events: [again] })).rejected).toMatchObject([{ code: 'chain-broken' }]);
    seat.pen.n = 2;
    seat.pen.prev = '0'.repeat(64);
    expect((await seat.sync({ events: [seat.pen.note()] })).rejected).toMatchObject([{ code: 'chain-broken' }]);
  });

  it('an id that is taken by another event does not hide the new one', async () => {
    const org = await world.organisation();
    const seat = await world.seat(org);
    const note = seat.pen.note('first');
    const twin = seat.pen.write('note.added', 'note', { text: 'second' }, { id: note.head.id });
    const next = seat.pen.note('third');
    const answer = await seat.sync({ events: [note, twin, next] });
    expect(answer.accepted.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(answer.rejected).toMatchObject([{ id: note.head.id, code: 'hash-mismatch' }]);
  });

  it('what is no event at all, and the good one behind it', async () => {
    const seat = await world.seat(await world.organisation());
    const junk: unknown[] = [
      null,
      7,
      'text',
      [],
      {},
      { head: null },
      { head: { id: 'no-uuid' } },
      { head: { id: v7(), n: 1.5, device: seat.pen.device } },
      { head: { ...seat.pen.note().head, device: 'x\u0000y' }, salt: null, body: null },
      { head: { ...seat.pen.note().head, device: '\ud800' }, salt: null, body: null },
      { head: { ...seat.pen.note().head, subject: 'x'.repeat(70_000) }, salt: null, body: null },
    ];
    seat.pen.n = 0;
    seat.pen.prev = '0'.repeat(64);
    const good = seat.pen.note();
    const answer = await seat.sync({ events: [...junk, good] });
    expect(answer.accepted.map(({ id }) => id)).toEqual([good.head.id]);
    expect(answer.rejected).toHaveLength(junk.length);
    expect(answer.rejected[0]).toMatchObject({ id: '#0', code: 'invalid' });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(world.log.filter(({ what }) => what === 'fault')).toEqual([]);
  });

  it('a million brackets in a head or a body, and the good one behind them', async () => {
    const seat = await world.seat(await world.organisation());
    const [bad, good] = [seat.pen.note(), seat.pen.note()];
    const events = [{ head: 'DEEP', salt: null, body: null }, { ...bad, body: { text: 'DEEP' } }, good];
    const request = { v: 1, device: seat.pen.device, sentAt: world.now.toISOString(), epoch: null, cursor: 0, limit: 10, events };
    const deep = `${'['.repeat(900_000)}${']'.repeat(900_000)}`;
    const response = await seat.post(JSON.stringify(request).replaceAll('"DEEP"', deep));
    expect(await response.json()).toMatchObject({ accepted: [{ id: good.head.id }], rejected: [{ code: 'invalid' }, { code: 'invalid' }] });
  });

  it('an erased event keeps its place', async () => {
    const seat = await world.seat(await world.organisation());
    const erased = { ...seat.pen.note(), salt: null, body: null };
    const next = seat.pen.note();
    expect((await seat.sync({ events: [erased, next] })).accepted).toHaveLength(2);
    expect((await seat.sync()).events[0]).toMatchObject({ head: erased.head, salt: null, body: null });
  });
});
