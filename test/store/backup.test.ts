import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupLine } from '@/lib/domain/backup';
import { backupLines } from '@/lib/store/backup';
import { type Database, getMeta, setMeta } from '@/lib/store/database';
import { historyStore } from '@/lib/store/history-store';
import { append, identity } from '@/lib/store/log';
import { rebuild } from '@/lib/store/rebuild';
import { restore } from '@/lib/store/restore';
import { sealTail } from '@/lib/store/seal';
import { sweep } from '@/lib/store/sweep';
import { markDamaged } from '@/lib/store/write';
import { pullHistory, pullState } from '@/lib/sync/first-pull';
import { onBothEngines } from '../server/engines';
import { makeWorld, password, type World } from '../server/world';
import { randomFrom } from '../truth/random';
import { addTestShop, contentOf, freshDatabase, later } from './fresh';
import { type Api, everything, peopleOf, url } from './team';

async function linesOf(): Promise<BackupLine[]> {
  const lines: BackupLine[] = [];
  for await (const line of backupLines()) lines.push(line);
  return lines;
}
async function* from(lines: readonly unknown[]) {
  yield* lines;
}
const note = (text: string, minutes = 0) => append(later(minutes), { type: 'note.added', subject: 'mine', body: { text } });
const texts = async (db: Database) => (await db.notes.toArray()).map(({ text }) => text).sort();

describe('a backup of a log that is kept alone', () => {
  let lines: BackupLine[];
  let before: Record<string, unknown[]>;
  let who: Awaited<ReturnType<typeof identity>>;
  beforeAll(async () => {
    const db = freshDatabase();
    await addTestShop();
    for (let at = 0; at < 1_700; at++) await note(`note ${at}`);
    await sealTail();
    expect(await db.segments.count()).toBeGreaterThan(0);
    lines = await linesOf();
    before = await everything(db);
    who = await identity();
  });

  it('[F11] brings everything back into an empty browser, and the log goes on', async () => {
    const db = freshDatabase();
    expect(await restore(from(lines))).toEqual({ events: 1_701, kept: 0 });
    expect(await everything(db)).toEqual(before);
    expect(await identity()).toEqual(who);
    await note('the day after', 1440);
    expect((await identity()).n).toBe(who.n + 1);
    expect(await sweep()).toEqual([]);
    expect((await linesOf()).length).toBe(lines.length + 2);
  });

  it('keeps on top what this browser wrote after it', async () => {
    const db = freshDatabase();
    await restore(from(lines));
    await note('written after the backup', 60);
    expect(await restore(from(lines))).toEqual({ events: 1_701, kept: 1 });
    expect(await texts(db)).toContain('written after the backup');
    expect(await db.outbox.count()).toBe(1_702);
    expect(await sweep()).toEqual([]);
    await note('and goes on', 61);
    expect(await sweep()).toEqual([]);
  });

  it('what the profile wrote on from an older copy of itself stays beside what the backup has, each once', async () => {
    freshDatabase();
    await restore(from(lines));
    await note('written before the profile was rolled back', 60);
    const later = await linesOf();
    const db = freshDatabase();
    await restore(from(lines));
    await note('written in the same place after it', 61);
    expect(await restore(from(later))).toEqual({ events: 1_702, kept: 1 });
    const both = (await texts(db)).filter((text) => text.startsWith('written'));
    expect(both).toEqual(['written before the profile was rolled back', 'written in the same place after it']);
    expect(await db.outbox.count()).toBe(1_703);
    expect(await identity()).toMatchObject({ n: 1_703, former: [who.device] });
    expect(await sweep()).toEqual([]);
    await note('and goes on', 62);
    expect(await sweep()).toEqual([]);
  });

  it('[F10] is refused where something is missing, altered, doubled or of another kind, and what was here stays as it was', async () => {
    const db = freshDatabase();
    await note('here before');
    const here = await contentOf(db);
    const at = (kind: string) => lines.findIndex((line) => line.kind === kind);
    const without = (kind: string) => lines.filter((_, index) => index !== at(kind));
    const changed = (kind: string, change: (line: never) => unknown) =>
      lines.map((line, index) => (index === at(kind) ? change(structuredClone(line) as never) : line));
    const faults: Record<string, unknown[]> = {
      empty: [],
      'without begin': without('begin'),
      'without end': without('end'),
      'without an event': without('event'),
      'without a segment': without('segment'),
      'without what waits': without('waiting'),
      'without whose it is': without('meta'),
      'cut off': lines.slice(0, 900),
      'begun twice': [lines[0], ...lines],
      'gone on after its end': [...lines, lines[3]],
      'an event altered': changed('event', (line: { event: { body: object } }) => ({
        ...line,
        event: { ...line.event, body: { text: 'no' } },
      })),
      'a segment altered': changed('segment', (line: { payload: string }) => ({
        ...line,
        payload: line.payload.replace('note 5', 'note 6'),
      })),
      'a segment of another place': changed('segment', (line: { head: object }) => ({ ...line, head: { ...line.head, index: 1 } })),
      'of a newer program': changed('event', (line: object) => ({ ...line, more: 1 })),
      'no line at all': changed('event', () => undefined),
    };
    for (const [name, fault] of Object.entries(faults)) {
      await expect(restore(from(fault)), name).rejects.toMatchObject({ code: 'damaged' });
      expect(await contentOf(db), name).toEqual(here);
    }
    await expect(restore(from(lines))).rejects.toMatchObject({ code: 'other-log' });
    expect(await contentOf(db)).toEqual(here);
    await expect(restore(from(lines), { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await contentOf(db)).toEqual(here);
  });

  it('takes the place of a damaged database, which can then be written again', async () => {
    const db = freshDatabase();
    await restore(from(lines));
    await db.events.clear();
    await markDamaged([{ kind: 'short', where: 'events' }]);
    await expect(note('refused')).rejects.toMatchObject({ code: 'store-damaged' });
    await restore(from(lines));
    expect(await getMeta('damage')).toBeNull();
    expect(await everything(db)).toEqual(before);
    await note('taken', 60);
  });

  it('holds no token', async () => {
    const db = freshDatabase();
    await note('x');
    await setMeta('api', { url, token: 'secret token', orgName: 'o', name: 'n', role: 'admin', email: 'e@example.com' });
    expect(JSON.stringify(await linesOf())).not.toContain('secret token');
    expect((await db.meta.get('api'))?.value).toMatchObject({ token: 'secret token' });
  });
});

onBothEngines('a backup of a log that has a server', (engine) => {
  let world: World;
  let org: string;
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation();
    await team(org, randomFrom(9), 700);
  });
  afterAll(() => world.close());
  const { wire, device, syncs, team } = peopleOf(() => world);
  const full = async (api: Api) => {
    await pullState(historyStore, api, wire);
    await pullHistory(historyStore, api, wire);
    await syncs(api);
  };

  it('is not made while older history is still to come', async () => {
    const { api } = await device(org);
    await pullState(historyStore, api, wire);
    await expect(linesOf()).rejects.toThrow();
  });

  it('an older one in the same browser: its own chain goes on, what came since comes again', async () => {
    const { db, api } = await device(org);
    await full(api);
    await note('one');
    await syncs(api);
    const lines = await linesOf();
    await note('two', 1);
    await syncs(api);
    await note('three', 2);
    const { device: id, n } = await identity();
    await restore(from(lines));
    expect(await identity()).toMatchObject({ device: id, n });
    expect(await syncs(api)).toMatchObject({ kind: 'synced', rejected: 0 });
    expect(await texts(db)).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    const live = await everything(db);
    await rebuild();
    expect({ ...(await everything(db)), days: [] }).toEqual({ ...live, days: [] });
    expect(await sweep()).toEqual([]);
  });

  it('in a new browser: what waited is handed in once its member has signed in, and is not doubled where it had arrived', async () => {
    const { api } = await device(org);
    await full(api);
    await note('not sent when it was made', 3);
    const lines = await linesOf();
    await syncs(api);
    const old = await identity();
    const db = freshDatabase();
    await restore(from(lines));
    expect(await identity()).toEqual(old);
    const signedIn = await (await world.signIn(api.email, password, old.device)).json();
    expect(await syncs({ ...api, token: signedIn.token })).toMatchObject({ kind: 'synced', rejected: 0 });
    expect((await texts(db)).filter((text) => text === 'not sent when it was made')).toHaveLength(1);
    expect(await db.outbox.count()).toBe(0);
    expect(await sweep()).toEqual([]);
  });
});
