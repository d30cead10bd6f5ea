import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case } from '../../lib/domain/case.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type World } from './world.ts';

onBothEngines('cases and roles', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const stateOf = async (org: string, id: string): Promise<Case> => {
    const row = await world.db.selectFrom('cases').select('state').where('org', '=', org).where('id', '=', id).executeTakeFirstOrThrow();
    return JSON.parse(row.state) as Case;
  };

  it('two devices see one flaw: one case, no refusal', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const [first, second] = [wei.pen.open('s/listing/1'), lin.pen.open('s/listing/1')];
    expect(first.head.subject).toBe(second.head.subject);
    await wei.sync({ events: [first] });
    const answer = await lin.sync({ events: [second] });
    expect([answer.accepted.length, answer.rejected.length]).toEqual([1, 0]);
    expect(await stateOf(org, first.head.subject)).toMatchObject({ state: 'open', openedBy: wei.signedIn.member });
  });

  it('a role that may, and one that may not', async () => {
    const org = await world.organisation();
    const [wei, ana] = [await world.seat(org, 'specialist'), await world.seat(org, 'analyst')];
    const opened = wei.pen.open('s/listing/2');
    await wei.sync({ events: [opened] });
    const refused = ana.pen.move(opened.head.subject, 'settle');
    expect((await ana.sync({ events: [refused] })).rejected).toMatchObject([{ id: refused.head.id, code: 'no-right' }]);
    expect(await stateOf(org, opened.head.subject)).toMatchObject({ state: 'open' });
    expect((await wei.sync({ events: [wei.pen.move(opened.head.subject, 'settle')] })).accepted).toHaveLength(1);
    expect(await stateOf(org, opened.head.subject)).toMatchObject({ state: 'done', open: false, evidence: 'person' });
  });

  it('folds open and move of one batch', async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const opened = wei.pen.open('s/listing/3');
    const id = opened.head.subject;
    const events = [opened, wei.pen.move(id, 'settle', 'page'), wei.pen.move(id, 'reopen'), wei.pen.move(id, 'settle')];
    expect((await wei.sync({ events })).accepted).toHaveLength(4);
    expect(await stateOf(org, id)).toMatchObject({ state: 'done', evidence: 'person' });
  });

  it('a move the flow does not have, and one from the wrong state', async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const opened = wei.pen.open('s/listing/4');
    const id = opened.head.subject;
    const answer = await wei.sync({ events: [opened, wei.pen.move(id, 'fly'), wei.pen.move(id, 'reopen', 'person')] });
    expect(answer.rejected.map(({ code }) => code)).toEqual(['move-not-allowed']);
    // Reopening what is open asks for what is so already.
    expect(answer.accepted).toHaveLength(2);
    expect((await wei.sync({ events: [wei.pen.move(id, 'snooze', 'page')] })).rejected).toMatchObject([{ code: 'move-not-allowed' }]);
  });

  it('two devices settle by the same evidence: the second is no refusal, for who had the right', async () => {
    const org = await world.organisation();
    const [wei, lin, ana] = [await world.seat(org), await world.seat(org), await world.seat(org, 'analyst')];
    const opened = wei.pen.open('s/listing/5');
    const id = opened.head.subject;
    await wei.sync({ events: [opened, wei.pen.move(id, 'settle', 'page')] });
    expect((await lin.sync({ events: [lin.pen.move(id, 'settle', 'page')] })).accepted).toHaveLength(1);
    expect((await ana.sync({ events: [ana.pen.move(id, 'settle', 'page')] })).rejected).toMatchObject([{ code: 'no-right' }]);
  });

  it('a case belongs to its shop, whatever a later event names', async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const opened = wei.pen.open('s/listing/6', 'listing-gap', { shop: 's1' });
    const moved = wei.pen.move(opened.head.subject, 'settle', 'person', { shop: 's2' });
    const answer = await wei.sync({ events: [opened, moved] });
    expect(answer.accepted.map(({ scope }) => scope)).toEqual(['shop:s1', 'shop:s1']);
  });

  it('cases of another organisation are unknown here', async () => {
    const [wei, stranger] = [await world.seat(await world.organisation()), await world.seat(await world.organisation())];
    const opened = wei.pen.open('s/listing/7');
    await wei.sync({ events: [opened] });
    const answer = await stranger.sync({ events: [stranger.pen.move(opened.head.subject, 'settle')] });
    expect(answer.rejected).toMatchObject([{ code: 'unknown-case' }]);
  });
});
