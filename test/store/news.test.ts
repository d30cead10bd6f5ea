import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LiveNews } from '@/lib/domain/sync';
import { takeNews, withoutSync } from '@/lib/extension/sync';
import type { Database } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { append } from '@/lib/store/log';
import { syncMark } from '@/lib/store/sync-store';
import { tokenHash } from '../../server/caller';
import type { Told } from '../../server/live';
import { telling } from '../../server/news';
import { readPlaybook } from '../../server/playbook';
import { onBothEngines } from '../server/engines';
import { makeWorld, type Seat, type World } from '../server/world';
import { noon } from './fresh';
import { type Api, everything, peopleOf } from './team';

onBothEngines('news of the live stream', (engine) => {
  let world: World;
  let told: Told[];
  beforeAll(async () => {
    const live = {
      listen: () => () => {},
      stop: () => {},
      wrote: (_org: string, head: Told['head'], news?: Told['news']) => void told.push({ head, ...(news && { news }) }),
    };
    world = await makeWorld(engine, { live });
  });
  afterAll(() => world.close());
  const { device, syncs } = peopleOf(() => world);

  /** What B's stream tells of the last push. */
  async function heard({ token }: Api): Promise<LiveNews> {
    const parts = { db: world.db, playbook: readPlaybook(), now: () => world.now };
    const line = await telling(parts, { tokenHash: tokenHash(token), device: 'b', takesNews: true }, told.at(-1) as Told);
    return LiveNews.parse(JSON.parse(line?.data ?? ''));
  }
  async function begin(): Promise<{ a: Seat; db: Database; api: Api; says: (...texts: string[]) => Promise<LiveNews> }> {
    told = [];
    const org = await world.organisation();
    const a = await world.seat(org);
    const { db, api } = await device(org);
    await syncs(api);
    return { a, db, api, says: async (...texts) => (await a.sync({ events: texts.map((text) => a.pen.note(text)) })) && heard(api) };
  }
  const texts = async (db: Database) => (await db.notes.toArray()).map(({ text }) => text).sort();

  it('are stored at once and leave the device as a sync would', async () => {
    const { db, api, says } = await begin();
    expect(await takeNews(await says('one', 'two'))).toBe(true);
    expect(await takeNews(await says('three'))).toBe(true);
    expect(await texts(db)).toEqual(['one', 'three', 'two']);
    expect((await syncMark()).cursor).toBe(3);
    const held = await everything(db);
    expect(await syncs(api)).toMatchObject({ kind: 'synced', pulled: 0 });
    expect(await everything(db)).toEqual(held);
  });

  it('are asked for where something before them is missing, and change nothing where they are known', async () => {
    const { db, api, says } = await begin();
    const first = await says('one');
    const second = await says('two');
    expect(await takeNews(second)).toBe(false);
    expect([await texts(db), (await syncMark()).cursor]).toEqual([[], 0]);
    await syncs(api);
    expect(await takeNews(first)).toBe(true);
    expect(await takeNews(second)).toBe(true);
    expect([await texts(db), (await syncMark()).cursor]).toEqual([['one', 'two'], 2]);
  });

  it('are asked for after another history, with other scopes, beside a sync, and before the history is there', async () => {
    const { db, says } = await begin();
    const news = await says('one');
    expect(await takeNews({ ...news, epoch: 'restored' })).toBe(false);
    expect(await takeNews({ ...news, scope: 'less' })).toBe(false);
    await withoutSync(async () => expect(await takeNews(news)).toBe(false));
    await db.meta.put({ key: 'history', value: { upTo: 1, before: null, done: 0, left: 1 } });
    expect(await historyStore.historyPlace()).not.toBeNull();
    expect(await takeNews(news)).toBe(false);
    expect(await texts(db)).toEqual([]);
  });

  it('leave what waits here in the outbox', async () => {
    const { db, api, says } = await begin();
    await append(noon, { type: 'note.added', subject: 'mine', body: { text: 'mine' } });
    expect(await takeNews(await says('theirs'))).toBe(true);
    expect(await db.outbox.count()).toBe(1);
    expect(await syncs(api)).toMatchObject({ kind: 'synced', pushed: 1 });
    expect([await texts(db), await db.outbox.count()]).toEqual([['mine', 'theirs'], 0]);
  });
});
