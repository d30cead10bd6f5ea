import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isChain, SegmentHead } from '@/lib/domain/segment';
import { foldMark } from '@/lib/fold/mark';
import { type Database, getMeta, takeDatabase } from '@/lib/store/database';
import { rules } from '@/lib/store/fold-store';
import { historyStore } from '@/lib/store/history-store';
import { append } from '@/lib/store/log';
import { rebuild } from '@/lib/store/rebuild';
import { sealTail } from '@/lib/store/seal';
import { syncMark } from '@/lib/store/sync-store';
import type { Fetch } from '@/lib/sync/call';
import { pullHistory, pullState } from '@/lib/sync/first-pull';
import { onBothEngines } from '../server/engines';
import { makeWorld, type Seat, type World } from '../server/world';
import { randomFrom } from '../truth/random';
import { noon } from './fresh';
import { type Api, everything, peopleOf, url } from './team';

onBothEngines('a first pull', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const { wire, device, syncs, team } = peopleOf(() => world);

  describe('is what the whole log comes to', () => {
    it.each([1, 2, 3])('seed %i', { timeout: 120_000 }, async (seed) => {
      const org = await world.organisation();
      await team(org, randomFrom(seed), 300);
      const whole = await device(org);
      await syncs(whole.api);
      await rebuild();
      const expected = await everything(whole.db);
      for (const [name, rows] of Object.entries(expected)) {
        // In the third all sites end disconnected.
        expect(rows.length > 0, name).toBe(name !== 'sites' || seed < 3);
      }

      const { db, api } = await device(org);
      expect(await pullState(historyStore, api, wire)).toBe('done');
      expect(await everything(db)).toEqual(expected);
      expect(await getMeta('foldMark')).toBe(foldMark(rules));
      expect(await db.events.count()).toBe(0);
      expect(await syncs(api)).toMatchObject({ kind: 'synced', pulled: 0 });
      expect(await pullHistory(historyStore, api, wire)).toBe('done');
      expect(await rebuild()).toBe(true);
      expect(await everything(db)).toEqual(expected);

      // The server goes on from what it kept.
      await team(org, randomFrom(seed + 100), 60);
      takeDatabase(whole.db);
      await syncs(whole.api);
      await rebuild();
      const later = await device(org);
      await pullState(historyStore, later.api, wire);
      expect(await everything(later.db)).toEqual(await everything(whole.db));
    });
  });

  describe('of a long log', () => {
    let org: string;
    let expected: Record<string, unknown[]>;
    beforeAll(async () => {
      org = await world.organisation();
      await team(org, randomFrom(11), 2_600);
      const whole = await device(org);
      await syncs(whole.api);
      await rebuild();
      expected = await everything(whole.db);
    }, 120_000);
    let db: Database;
    let api: Api;
    beforeEach(async () => {
      ({ db, api } = await device(org));
    });

    it('brings the history newest first, in segments, and goes on where it was broken off', async () => {
      await pullState(historyStore, api, wire);
      let asked = 0;
      const newest: number[] = [];
      const short: Fetch = async (to, init) => {
        asked++;
        if (asked === 2) throw new TypeError('Failed to fetch');
        // One segment a page.
        const answer = await (await wire(to, init)).json();
        const [first, ...rest] = answer.segments;
        newest.push(first.last);
        const left = rest.reduce((sum: number, { count }: SegmentHead) => sum + count, answer.left);
        return Response.json({ ...answer, segments: [first], before: rest.length > 0 ? first.last : answer.before, left });
      };
      expect(await pullHistory(historyStore, api, short)).toBe('failed');
      const mark = await getMeta('history');
      expect([mark?.done, mark?.left]).toEqual([expect.any(Number), (mark?.upTo ?? 0) - (mark?.done ?? 0)]);
      expect(await rebuild()).toBe(false);
      expect(await pullHistory(historyStore, api, short)).toBe('done');
      expect(newest).toEqual(newest.toSorted((a, b) => b - a));
      expect(newest.length).toBeGreaterThan(4);
      expect(await getMeta('history')).toBeNull();
      const segments = await db.segments.toArray();
      for (const own of Map.groupBy(segments, ({ scope }) => scope).values()) expect(isChain(own) && own[0]?.index === 0).toBe(true);
      expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(mark?.upTo);
      expect(await rebuild()).toBe(true);
      expect(await everything(db)).toEqual(expected);
    });

    it('and what a device seals itself are the same segments, byte by byte', async () => {
      await syncs(api);
      await sealTail();
      const own = (await db.segments.toArray()).filter(({ count }) => count === 1_000);
      expect(own.length).toBeGreaterThan(1);
      await pullState(historyStore, (await device(org)).api, wire);
      const answer = await (await wire(`${url}/v1/segments?upTo=999999`, { headers: { authorization: `Bearer ${api.token}` } })).json();
      const heads = answer.segments.map(({ payload: _, ...head }: { payload: string }) => SegmentHead.parse(head));
      for (const { receipts: _, ...head } of own) expect(heads).toContainEqual(head);
    });

    it('is whole when the server has to seal it again between two pages', async () => {
      await pullState(historyStore, api, wire);
      const forgetful: Fetch = async (to, init) => {
        const answer = await (await wire(to, init)).json();
        await world.db.deleteFrom('segments').execute();
        const [first, ...rest] = answer.segments;
        return Response.json({ ...answer, segments: [first], before: rest.length > 0 ? first.last : answer.before });
      };
      expect(await pullHistory(historyStore, api, forgetful)).toBe('done');
      const segments = await db.segments.toArray();
      expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe((await syncMark()).cursor);
      expect(await rebuild()).toBe(true);
      expect(await everything(db)).toEqual(expected);
    });

    it('stores nothing of an answer whose bytes are not those of its checksum', async () => {
      await pullState(historyStore, api, wire);
      const forged: Fetch = async (to, init) => {
        const answer = await (await wire(to, init)).json();
        answer.segments[0].payload = answer.segments[1].payload;
        return Response.json(answer);
      };
      expect(await pullHistory(historyStore, api, forged)).toBe('failed');
      expect(await db.segments.count()).toBe(0);
      expect(await pullHistory(historyStore, api, wire)).toBe('done');
    });
  });

  it('lets own events lie on top, and work go on before the history is there', async () => {
    const org = await world.organisation();
    await team(org, randomFrom(12), 300);
    const { db, api } = await device(org);
    await append(noon, { type: 'note.added', subject: 'mine', body: { text: 'written before' } });
    expect(await pullState(historyStore, api, wire)).toBe('done');
    expect((await db.notes.toArray()).map(({ text }) => text)).toContain('written before');
    await append(noon, { type: 'note.added', subject: 'mine', body: { text: 'written then' } });
    expect(await syncs(api)).toMatchObject({ kind: 'synced', pushed: 2, rejected: 0 });
    await sealTail();
    expect(await db.segments.count()).toBe(0);
    expect(await pullHistory(historyStore, api, wire)).toBe('done');
    const before = await everything(db);
    await rebuild();
    expect(await everything(db)).toEqual(before);
    expect((before.notes as { text: string }[]).filter(({ text }) => text.startsWith('written'))).toHaveLength(2);
    expect(await pullState(historyStore, api, wire)).toBe('not-needed');
  });

  it.each([
    ['nobody answers', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server has no such route', async () => Response.json({ code: 'not-found', message: '' }, { status: 404 })],
    [
      'the rows are none of ours',
      async () =>
        Response.json({
          v: 1,
          epoch: 'e',
          head: 9,
          mark: 'm',
          scope: { key: 'k', reads: [] },
          scopes: [{ scope: 'org', rows: 'e30=' }],
          next: null,
        }),
    ],
  ])('changes nothing when %s: the ordinary sync comes to the same', async (_what, fetch) => {
    const org = await world.organisation();
    await team(org, randomFrom(13), 100);
    const whole = await device(org);
    await pullState(historyStore, whole.api, wire);
    const expected = await everything(whole.db);
    const { db, api } = await device(org);
    expect(await pullState(historyStore, api, fetch as Fetch)).toBe('failed');
    expect(await db.records.count()).toBe(0);
    await syncs(api);
    await rebuild();
    expect(await everything(db)).toEqual(expected);
  });

  it('[T20] ends at the own organisation, and at what is meant for the own person', async () => {
    const [ours, theirs] = [await world.organisation(), await world.organisation()];
    const [wei, lin] = [await world.seat(ours), await world.seat(ours)];
    const foreign = await world.seat(theirs);
    await foreign.sync({ events: [foreign.pen.note('of another organisation')] });
    await wei.sync({ events: [wei.pen.note('for all')] });
    await world.db
      .insertInto('events')
      .values(personal(ours, lin, wei))
      .execute();
    await world.db.updateTable('organisations').set({ seq: 2 }).where('id', '=', ours).execute();
    const seen = async (seat: Seat) => {
      const headers = { authorization: `Bearer ${seat.signedIn.token}` };
      const state = await (await wire(`${url}/v1/state`, { headers })).json();
      const history = await (await wire(`${url}/v1/segments?upTo=99`, { headers })).json();
      return [...state.scopes, ...history.segments].map(({ scope }: { scope: string }) => scope).sort();
    };
    expect(await seen(wei)).toEqual(['org', 'org']);
    expect(await seen(lin)).toEqual(['org', 'org', `person:${lin.signedIn.member}`, `person:${lin.signedIn.member}`]);
    expect(await seen(foreign)).toEqual(['org', 'org']);
    for (const path of ['/v1/state', '/v1/segments?upTo=9']) expect((await wire(`${url}${path}`, {})).status).toBe(401);
  });

  function personal(org: string, of: Seat, by: Seat) {
    const event = by.pen.note('personal');
    const { id, type, subject } = event.head;
    const [head, body] = [JSON.stringify(event.head), JSON.stringify(event.body)];
    const scope = `person:${of.signedIn.member}`;
    return {
      org,
      seq: 2,
      id,
      hash: 'x',
      scope,
      type,
      subject,
      received_at: noon.toISOString(),
      offset_ms: 0,
      head,
      salt: event.salt,
      body,
    };
  }
});
