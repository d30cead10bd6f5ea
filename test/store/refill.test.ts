import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Database, getMeta } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { append, identity } from '@/lib/store/log';
import { rebuild } from '@/lib/store/rebuild';
import { startAnew } from '@/lib/store/start-anew';
import { sweep } from '@/lib/store/sweep';
import { markDamaged } from '@/lib/store/write';
import { pullHistory, pullState } from '@/lib/sync/first-pull';
import { onBothEngines } from '../server/engines';
import { makeWorld, password, type World } from '../server/world';
import { randomFrom } from '../truth/random';
import { noon } from './fresh';
import { type Api, everything, peopleOf, url } from './team';

onBothEngines('refilling from the server', (engine) => {
  let world: World;
  let org: string;
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation();
    await team(org, randomFrom(5), 1_300);
  });
  afterAll(() => world.close());
  const { wire, device, syncs, team } = peopleOf(() => world);

  let db: Database;
  let api: Api;
  beforeEach(async () => {
    ({ db, api } = await device(org));
    await pullState(historyStore, api, wire);
    await pullHistory(historyStore, api, wire);
  });

  const mine = (text: string) => append(noon, { type: 'note.added', subject: 'mine', body: { text } });
  const texts = async () => (await db.notes.toArray()).map(({ text }) => text);

  it('[F4] brings back what a damaged segment held, and keeps what was not sent yet', async () => {
    await syncs(api);
    const before = await everything(db);
    await mine('not sent');
    const segment = await db.payloads.toCollection().first();
    if (!segment) throw new Error('no segment');
    const payload = segment.payload.slice();
    payload[500] = (payload[500] ?? 0) ^ 1;
    await db.payloads.put({ ...segment, payload });
    expect(await sweep()).toEqual([{ kind: 'checksum', where: `${segment.scope} #${segment.index}` }]);
    await expect(mine('refused')).rejects.toMatchObject({ code: 'store-damaged' });

    const { device: id } = await identity();
    expect(await startAnew()).toEqual({ kept: 1, lost: 0 });
    expect(await texts()).toEqual(['not sent']);
    expect((await identity()).device).toBe(id);
    expect(await pullState(historyStore, api, wire)).toBe('done');
    expect(await texts()).toContain('not sent');
    expect(await syncs(api)).toMatchObject({ kind: 'synced', pushed: 1, rejected: 0 });
    expect(await pullHistory(historyStore, api, wire)).toBe('done');
    expect(await sweep()).toEqual([]);
    const { notes, ...rest } = await everything(db);
    expect(notes?.length).toBe((before.notes?.length ?? 0) + 1);
    expect(rest).toEqual({ ...before, notes: undefined });
  });

  it('[F4] goes on under a new device where rows of its own are gone, and hands in the others', async () => {
    await mine('one');
    await mine('gone');
    await mine('three');
    const [, gone] = await db.outbox.orderBy('n').toArray();
    await db.events.delete(gone?.id ?? '');
    await markDamaged([{ kind: 'short', where: 'events' }]);
    const before = await identity();
    const waiting = await db.outbox.count();
    expect(await startAnew()).toEqual({ kept: waiting - 1, lost: 1 });
    const after = await identity();
    expect([after.org, after.member, after.device === before.device]).toEqual([before.org, before.member, false]);
    expect((await getMeta('api'))?.token).toBeNull();

    const signedIn = await (await world.signIn(api.email, password, after.device)).json();
    const again = { ...api, url, token: signedIn.token };
    await pullState(historyStore, again, wire);
    expect(await syncs(again)).toMatchObject({ kind: 'synced', rejected: 0 });
    await pullHistory(historyStore, again, wire);
    expect((await texts()).filter((text) => ['one', 'gone', 'three'].includes(text)).sort()).toEqual(['one', 'three']);
    const live = await everything(db);
    await rebuild();
    expect({ ...(await everything(db)), days: [] }).toEqual({ ...live, days: [] });
  });
});
