import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headHash } from '../../lib/domain/event.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type World } from './world.ts';

onBothEngines('sync', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  it('numbers events densely from 1, in order, with receipts', async () => {
    const wei = await world.seat(await world.organisation());
    const events = Array.from({ length: 3 }, () => wei.pen.note());
    const answer = await wei.sync({ events });
    expect(answer.accepted.map(({ id, seq }) => [id, seq])).toEqual(events.map(({ head }, index) => [head.id, index + 1]));
    expect(new Set(answer.accepted.map(({ receipt }) => receipt)).size).toBe(3);
    expect(answer).toMatchObject({ head: 3, cursor: 3, more: false, rejected: [], events: [] });
  });

  it('gives the same answer when the first one was lost', async () => {
    const wei = await world.seat(await world.organisation());
    const good = wei.pen.note();
    const bad = wei.pen.note('');
    const first = await wei.sync({ events: [good, bad] });
    const again = await wei.sync({ events: [good, bad] });
    expect(first.rejected).toMatchObject([{ id: bad.head.id, code: 'invalid' }]);
    expect(again.accepted).toEqual(first.accepted);
    expect(again.rejected).toEqual(first.rejected);
    expect(again.head).toBe(1);
    expect(again.events.map(({ head }) => head.id)).toEqual([good.head.id]);
  });

  it('takes one event that comes twice in a batch once', async () => {
    const wei = await world.seat(await world.organisation());
    const note = wei.pen.note();
    const answer = await wei.sync({ events: [note, note] });
    expect(answer.accepted.map(({ seq }) => seq)).toEqual([1, 1]);
    expect(answer.head).toBe(1);
  });

  it('hands events on unchanged, hash and all', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const text = '主图 \u0000 \ud83d "quoted" \\u0000 __proto__';
    const sent = wei.pen.write('note.added', '主图/说明', { text }, { shop: 'shop-1' });
    await wei.sync({ events: [sent] });
    const [got] = (await lin.sync()).events;
    expect(got).toMatchObject({ head: sent.head, salt: sent.salt, body: { text }, seq: 1, scope: 'shop:shop-1' });
    expect(got && headHash(got.head)).toBe(headHash(sent.head));
  });

  it('pages, and tells when there is more', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    await wei.sync({ events: Array.from({ length: 7 }, () => wei.pen.note()) });
    const seen: number[] = [];
    let cursor = 0;
    for (let more = true; more; ) {
      const page = await lin.sync({ cursor, limit: 3 });
      seen.push(...page.events.map(({ seq }) => seq));
      ({ cursor, more } = page);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(cursor).toBe(7);
  });

  it('skips the echo only when nobody else wrote in between', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const alone = await wei.sync({ events: [wei.pen.note()], cursor: 0 });
    expect(alone).toMatchObject({ events: [], cursor: 1 });
    await lin.sync({ events: [lin.pen.note()] });
    const mixed = await wei.sync({ events: [wei.pen.note()], cursor: 1 });
    expect(mixed.events.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('numbers without gap or double when devices push at the same time', async () => {
    const org = await world.organisation();
    const seats = await Promise.all(Array.from({ length: 6 }, () => world.seat(org)));
    const answers = await Promise.all(seats.flatMap((seat) => [seat.sync({ events: [seat.pen.note(), seat.pen.note()] })]));
    const numbers = answers.flatMap(({ accepted }) => accepted.map(({ seq }) => seq)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('notes the difference of the clocks beside the event and refuses nothing for it', async () => {
    const wei = await world.seat(await world.organisation());
    const sentAt = new Date(world.now.getTime() - 86_400_000).toISOString();
    const answer = await wei.sync({ events: [wei.pen.note()], sentAt });
    expect(answer.accepted).toHaveLength(1);
    expect(answer.serverNow).toBe(world.now.toISOString());
    const row = await world.db.selectFrom('events').select('offset_ms').where('org', '=', wei.signedIn.org).executeTakeFirst();
    expect(row?.offset_ms).toBe(86_400_000);
  });

  it('judges nothing against another history: a cursor beyond head, an epoch that is not ours', async () => {
    const wei = await world.seat(await world.organisation());
    const { epoch } = await wei.sync({ events: [wei.pen.note()] });
    const next = wei.pen.note();
    for (const request of [
      { epoch, cursor: 99 },
      { epoch: 'an-older-one', cursor: 1 },
    ]) {
      const answer = await wei.sync({ ...request, events: [next] });
      expect(answer).toMatchObject({ epoch, head: 1, cursor: 1, accepted: [], rejected: [] });
      expect(answer.events.map(({ seq }) => seq)).toEqual([1]);
    }
    expect((await wei.sync({ epoch, cursor: 1, events: [next] })).accepted).toHaveLength(1);
  });

  it('keeps a type or version it does not know, for those who do', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    const events = [
      wei.pen.write('moon.risen', 'moon', { phase: 3 }),
      wei.pen.write('note.added', 'note', { words: ['a'] }, { v: 2 }),
      wei.pen.write('constructor', 'x', {}),
    ];
    expect((await wei.sync({ events })).accepted).toHaveLength(3);
    expect((await lin.sync()).events.map(({ body }) => body)).toEqual([{ phase: 3 }, { words: ['a'] }, {}]);
  });

  it('ends at its own organisation', async () => {
    const wei = await world.seat(await world.organisation());
    const stranger = await world.seat(await world.organisation());
    const note = wei.pen.note();
    await wei.sync({ events: [note] });
    expect(await stranger.sync()).toMatchObject({ head: 0, events: [] });
    // The same id in another organisation is another event.
    const copy = stranger.pen.write('note.added', 'note', { text: 'mine' }, { id: note.head.id });
    expect((await stranger.sync({ events: [copy] })).accepted).toMatchObject([{ seq: 1 }]);
  });

  it('shows what is for one person to that person', async () => {
    const org = await world.organisation();
    const [wei, lin] = [await world.seat(org), await world.seat(org)];
    await wei.sync({ events: [wei.pen.note(), wei.pen.note()] });
    await world.db
      .updateTable('events')
      .set({ scope: `person:${wei.signedIn.member}` })
      .where('org', '=', org)
      .where('seq', '=', 2)
      .execute();
    expect(await lin.sync()).toMatchObject({ cursor: 2, more: false, events: [{ seq: 1 }] });
    expect((await wei.sync()).events.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('takes a token for its own device alone', async () => {
    const wei = await world.seat(await world.organisation());
    const response = await wei.post({
      v: 1,
      device: uuid(),
      sentAt: world.now.toISOString(),
      epoch: null,
      cursor: 0,
      limit: 1,
      events: [],
    });
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'signed-out' }]);
  });
});
