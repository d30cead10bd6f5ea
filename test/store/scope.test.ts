import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, takeDatabase } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { append, identity } from '@/lib/store/log';
import { takeScope } from '@/lib/store/start-anew';
import { sweep } from '@/lib/store/sweep';
import type { Fetch } from '@/lib/sync/call';
import { pullHistory, pullState } from '@/lib/sync/first-pull';
import { onBothEngines } from '../server/engines';
import { makeWorld, type Seat, type World } from '../server/world';
import { randomFrom } from '../truth/random';
import { noon } from './fresh';
import { type Api, everything, peopleOf } from './team';

onBothEngines('a member’s shops change', (engine) => {
  let world: World;
  let org: string;
  let boss: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation();
    boss = await world.seat(org, 'admin');
    await team(org, randomFrom(3), 400);
  });
  afterAll(() => world.close());
  const { wire, device, syncs, team } = peopleOf(() => world);

  const limit = async (shops: string[] | null) => {
    const { member } = await identity();
    expect((await world.call(boss.signedIn.token, 'POST', `/v1/members/${member}`, { shops })).status).toBe(204);
  };
  /** As the extension does: once more where the scopes turned out to be others. */
  async function keepsUp(api: Api): Promise<number> {
    for (let runs = 1; ; runs++) {
      await pullState(historyStore, api, wire);
      const { scope, kind } = await syncs(api);
      expect(kind).toBe('synced');
      await pullHistory(historyStore, api, wire);
      if (scope === null || !(await takeScope(scope))) return runs;
    }
  }
  const shopsIn = async (db: Database) => [...new Set((await db.records.toArray()).map(({ shop }) => shop))].sort();
  const scopesIn = async (db: Database) =>
    [...new Set([...(await db.events.toArray()), ...(await db.segments.toArray())].map(({ scope }) => scope))].sort();

  it('what is no longer theirs goes, what is new to them comes, what waits stays', async () => {
    const { db, api } = await device(org);
    expect(await keepsUp(api)).toBe(1);
    expect(await shopsIn(db)).toEqual(['shop-1', 'shop-2']);

    await append(noon, { type: 'note.added', subject: 'mine', body: { text: 'not sent yet' } });
    await limit(['shop-2']);
    expect(await keepsUp(api)).toBe(2);
    expect(await shopsIn(db)).toEqual(['shop-2']);
    expect(await scopesIn(db)).toEqual(['org', 'shop:shop-2']);
    expect((await db.notes.toArray()).map(({ text }) => text)).toContain('not sent yet');
    expect(await db.outbox.count()).toBe(0);
    expect(await sweep()).toEqual([]);

    await limit(null);
    expect(await keepsUp(api)).toBe(2);
    const held = await everything(db);
    const other = await device(org);
    await keepsUp(other.api);
    expect(await everything(other.db)).toEqual(held);
    takeDatabase(db);
    expect(await keepsUp(api)).toBe(1);
  });

  it('change while the first pull is under way: pages of two times are not taken for one log', async () => {
    const { db, api } = await device(org);
    let asked = 0;
    const inBetween = (turn: number, shops: string[] | null): Fetch => {
      asked = 0;
      return async (to, init) => {
        if (++asked === turn) await limit(shops);
        return wire(to, init);
      };
    };
    // One scope a page.
    const paged =
      (fetch: Fetch): Fetch =>
      async (to, init) => {
        const answer = await (await fetch(to, init)).json();
        const [first, ...rest] = answer.scopes ?? [];
        return Response.json(rest.length > 0 ? { ...answer, scopes: [first], next: first.scope } : answer);
      };
    expect(await pullState(historyStore, api, paged(inBetween(2, ['shop-2'])))).toBe('failed');
    expect(await shopsIn(db)).toEqual([]);
    expect(await pullState(historyStore, api, paged(wire))).toBe('done');
    expect(await shopsIn(db)).toEqual(['shop-2']);

    expect(await pullHistory(historyStore, api, inBetween(1, null))).toBe('failed');
    expect(await scopesIn(db)).toEqual([]);
    // Back again before any sync heard of it: the history goes on as the state began it.
    await limit(['shop-2']);
    expect(await pullHistory(historyStore, api, wire)).toBe('done');
    expect(await scopesIn(db)).toEqual(['org', 'shop:shop-2']);
    expect(await sweep()).toEqual([]);
    await limit(null);
    expect(await keepsUp(api)).toBe(2);
    expect(await scopesIn(db)).toEqual(['org', 'shop:shop-1', 'shop:shop-2']);
  });

  it('what waits for a shop that is theirs no longer is refused and shown, and holds up nothing', async () => {
    const { db, api } = await device(org);
    await keepsUp(api);
    await append(noon, { type: 'note.added', subject: 'shop-1', shop: 'shop-1', body: { text: 'for shop 1' } });
    await append(noon, { type: 'note.added', subject: 'mine', body: { text: 'for all' } });
    await limit(['shop-2']);
    await keepsUp(api);
    expect((await db.rejected.toArray()).map(({ code }) => code)).toEqual(['no-right']);
    const texts = (await db.notes.toArray()).map(({ text }) => text);
    expect([texts.includes('for all'), texts.includes('for shop 1')]).toEqual([true, false]);
    expect(await db.outbox.count()).toBe(0);
  });
});
