import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case } from '../../lib/domain/case.ts';
import type { LogEvent } from '../../lib/domain/event.ts';
import { onBothEngines } from './engines.ts';
import { Pen } from './pen.ts';
import { makeWorld, type Seat, seatOf, type World } from './world.ts';

/** A log begun alone, then signed in: `solo` was written under ids of its own. */
interface Newcomer {
  seat: Seat;
  solo: LogEvent[];
  from: { fromOrg: string; fromMember: string };
  caseId: string;
}

onBothEngines('a log begun alone', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const newcomer = async (org: string, role = 'admin'): Promise<Newcomer> => {
    const pen = new Pen(uuid(), uuid(), uuid());
    const from = { fromOrg: pen.org, fromMember: pen.member };
    const first = pen.note();
    const opened = pen.open(`${uuid()}/listing/1`);
    const solo = [first, opened, pen.move(opened.head.subject, 'settle'), pen.note()];
    const { email } = await world.member(org, role);
    const signedIn = await (await world.signIn(email, 'correct horse', pen.device)).json();
    pen.org = signedIn.org;
    pen.member = signedIn.member;
    return { seat: seatOf(world, email, signedIn, pen), solo, from, caseId: opened.head.subject };
  };

  it('is taken along: every event as it was written, whatever the role here', async () => {
    const org = await world.organisation();
    const colleague = await world.seat(org);
    const { seat, solo, from, caseId } = await newcomer(org);
    const adopted = seat.pen.typed('log.adopted', 'log', from);
    const next = seat.pen.note();
    // In pieces, as a large log goes; the middle one is sent twice.
    await seat.sync({ events: [adopted, solo[0]] });
    await seat.sync({ events: solo.slice(1, 3) });
    await seat.sync({ events: solo.slice(1, 3) });
    const last = await seat.sync({ events: [solo[3], next] });
    expect(last.rejected).toEqual([]);
    const seen = (await colleague.sync()).events.map(({ head }) => head);
    expect(seen).toEqual([adopted, ...solo, next].map(({ head }) => head));
    const { state } = await world.db
      .selectFrom('cases')
      .select('state')
      .where('org', '=', org)
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    // In the server's eyes it is the member's own: who wrote it alone may not approve it under the new name.
    expect(JSON.parse(state) as Case).toMatchObject({ state: 'done', openedBy: seat.signedIn.member });
  });

  it('is refused without its adoption, one by one', async () => {
    const { seat, solo } = await newcomer(await world.organisation());
    const answer = await seat.sync({ events: [...solo, seat.pen.note()] });
    expect(answer.rejected.map(({ code }) => code)).toEqual(Array(4).fill('wrong-org'));
    expect(answer.accepted).toHaveLength(1);
  });

  it("ends where it was adopted: later events are the member's own", async () => {
    const { seat, solo, from } = await newcomer(await world.organisation());
    const adopted = seat.pen.typed('log.adopted', 'log', from);
    const late = seat.pen.write('note.added', 'x', { text: 'a' }, { org: from.fromOrg, by: from.fromMember });
    const answer = await seat.sync({ events: [adopted, ...solo, late, seat.pen.note()] });
    expect(answer.rejected).toMatchObject([{ id: late.head.id, code: 'wrong-org' }]);
    expect(answer.accepted).toHaveLength(6);
  });

  it('cannot be altered: its chain must end where the adoption says', async () => {
    const { seat, solo, from } = await newcomer(await world.organisation());
    const adopted = seat.pen.typed('log.adopted', 'log', from);
    const forger = new Pen(from.fromOrg, from.fromMember, seat.pen.device);
    const forged = [forger.note('a'), forger.note('b'), forger.note('c'), forger.note('d')];
    const answer = await seat.sync({ events: [adopted, ...forged] });
    expect(answer.rejected).toMatchObject([{ id: forged[3]?.head.id, code: 'chain-broken' }]);
    expect(solo).toHaveLength(4);
  });

  it("gives no right over the organisation's own cases", async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const opened = wei.pen.open('s/listing/9');
    await wei.sync({ events: [opened] });
    const pen = new Pen(uuid(), uuid(), uuid());
    const from = { fromOrg: pen.org, fromMember: pen.member };
    const move = pen.move(opened.head.subject, 'settle');
    const { email } = await world.member(org, 'analyst');
    const signedIn = await (await world.signIn(email, 'correct horse', pen.device)).json();
    pen.org = signedIn.org;
    pen.member = signedIn.member;
    const answer = await seatOf(world, email, signedIn, pen).sync({ events: [pen.typed('log.adopted', 'log', from), move] });
    expect(answer.rejected).toMatchObject([{ id: move.head.id, code: 'no-right' }]);
  });

  it('cannot speak for a member, an organisation of this server, or what a colleague adopted; the chain goes on', async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const honest = await newcomer(org);
    await honest.seat.sync({ events: [honest.seat.pen.typed('log.adopted', 'log', honest.from)] });
    const claims = [{ fromOrg: uuid(), fromMember: wei.signedIn.member }, { fromOrg: org, fromMember: uuid() }, honest.from];
    for (const claim of claims) {
      const { seat, solo } = await newcomer(org);
      const adopted = seat.pen.typed('log.adopted', 'log', claim);
      const answer = await seat.sync({ events: [adopted, ...solo, seat.pen.note()] });
      expect(answer.rejected[0]).toMatchObject({ id: adopted.head.id, code: 'no-right' });
      expect(answer.rejected).toHaveLength(5);
      expect(answer.accepted).toHaveLength(1);
    }
  });
});
