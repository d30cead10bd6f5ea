import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v4 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { restore } from '../../server/backup/restore.ts';
import { backUpIfDue, backupsIn } from '../../server/backup/schedule.ts';
import { ownTables } from '../../server/backup/snapshot.ts';
import { verify } from '../../server/backup/verify.ts';
import { writeBackup } from '../../server/backup/write.ts';
import { type Database, openDatabase } from '../../server/database.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { readSecret } from '../../server/receipt.ts';
import { onBothEngines } from './engines.ts';
import { type Place, runServer, startServer } from './program.ts';
import { makeWorld, password, type Seat, type World } from './world.ts';

const passphrase = 'lantern kettle ribbon';
const playbook = readPlaybook();

onBothEngines('a backup', (engine) => {
  let world: World;
  let org: string;
  let wei: Seat;
  let file: string;
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-backups-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation('Lantern');
    wei = await world.seat(org, 'supervisor');
    const events = [wei.pen.note(), wei.pen.note(''), wei.pen.open('s/listing/1')];
    await wei.sync({ events: [...events, wei.pen.move(events[2]?.head.subject ?? '', 'settle'), wei.pen.note('满 \u0000')] });
    await wei.sync({ events: [{ ...wei.pen.note(), salt: null, body: null }] });
    const lin = await world.seat(await world.organisation('Kettle'));
    await lin.sync({ events: Array.from({ length: 600 }, () => lin.pen.note()) });
    file = path.join(folder, 'whole.backup');
    await writeBackup(world.place, file, passphrase, world.now);
  });
  afterAll(() => world.close());

  const opened: Database[] = [];
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.destroy();
  });
  const open = async (place: Place): Promise<Database> => {
    const db = await openDatabase(place);
    opened.push(db);
    return db;
  };
  const rows = async (db: Database) => {
    const kept = ['member_shops', 'devices', 'events', 'rejected', 'cases', 'audit', 'members'] as const;
    const all: Record<string, unknown[]> = {};
    for (const table of kept) {
      const found: object[] = await db.selectFrom(table).selectAll().execute();
      all[table] = found.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
    }
    return all;
  };
  const sums = async (place: Place) => JSON.stringify(await rows(await open(place)));

  it('[F11] brings back the same rows, a new epoch for every organisation, and nobody signed in', async () => {
    const place = await engine.place();
    const done = await restore(place, file, passphrase, playbook, world.now);
    expect(done).toMatchObject({ ok: true, rows: { organisations: 2, events: 605, rejected: 1, cases: 1, members: 2, devices: 2 } });
    const db = await open(place);
    expect(await rows(db)).toEqual(await rows(world.db));
    const [before, after] = [
      await world.db.selectFrom('organisations').selectAll().execute(),
      await db.selectFrom('organisations').selectAll().execute(),
    ];
    expect(after.map(({ id, seq }) => [id, seq]).sort()).toEqual(before.map(({ id, seq }) => [id, seq]).sort());
    expect(after.some(({ epoch }) => before.some((old) => old.epoch === epoch))).toBe(false);
    for (const table of ['tokens', 'codes', 'attempts', 'rates'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    expect(readSecret(place.folder)).toEqual(readSecret(world.place.folder));
    expect((await verify(db, playbook)).map(({ problems }) => problems)).toEqual([[], []]);
  });

  it('[F11] leaves no table out: each is kept or is one of those that end', async () => {
    const kept = ['audit', 'cases', 'devices', 'events', 'member_shops', 'members', 'organisations', 'rejected'];
    expect((await ownTables(world.db)).sort()).toEqual([...kept, 'attempts', 'codes', 'rates', 'segments', 'states', 'tokens'].sort());
  });

  it('moves between the engines', async () => {
    const sqlite = { folder: mkdtempSync(path.join(folder, 'sqlite-')) };
    expect((await restore(sqlite, file, passphrase, playbook, world.now)).ok).toBe(true);
    const again = path.join(folder, `again-${engine.name}.backup`);
    await writeBackup(sqlite, again, passphrase, world.now);
    const place = await engine.place();
    expect((await restore(place, again, passphrase, playbook, world.now)).ok).toBe(true);
    expect(await rows(await open(place))).toEqual(await rows(world.db));
  });

  it('replaces what is there, and keeps it', async () => {
    const place = await engine.place();
    const other = await open(place);
    await other.insertInto('organisations').values({ id: 'x', name: 'Gone', epoch: 'e', seq: 0, created_at: 'then' }).execute();
    const key = readSecret(place.folder).toString('hex');
    await other.destroy();
    opened.splice(0);
    const done = await restore(place, file, passphrase, playbook, world.now);
    const names = await (await open(place)).selectFrom('organisations').select('name').orderBy('name').execute();
    expect(names.map(({ name }) => name)).toEqual(['Kettle', 'Lantern']);
    const kept = done.ok ? (done.kept ?? '') : '';
    expect(readFileSync(path.join(kept, 'secret.key'), 'utf8').trim()).toBe(key);
    if (engine.name === 'sqlite') {
      const before = await (await open({ folder: kept })).selectFrom('organisations').select('name').execute();
      expect(before).toEqual([{ name: 'Gone' }]);
    }
    expect(readdirSync(place.folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
  });

  it.each([
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), passphrase],
    ['cut at the end', (bytes: Buffer) => bytes.subarray(0, -1), passphrase],
    ['changed', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 3000 ? byte ^ 1 : byte))), passphrase],
    ['none at all', () => Buffer.from('SQLite format 3\u0000'), passphrase],
    ['closed to this passphrase', (bytes: Buffer) => bytes, 'another passphrase'],
  ])('[F10] that is %s changes nothing', async (_what, damage, secret) => {
    const place = await engine.place();
    expect((await restore(place, file, passphrase, playbook, world.now)).ok).toBe(true);
    const before = await sums(place);
    const bad = path.join(folder, 'bad.backup');
    writeFileSync(bad, damage(readFileSync(file)));
    await expect(restore(place, bad, secret, playbook, world.now)).rejects.toThrow(/backup/);
    expect(await sums(place)).toBe(before);
    expect(readdirSync(place.folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
  });

  it('[F10] of a database that was damaged before is refused, with the place', async () => {
    const source = await makeWorld(engine);
    const seat = await source.seat(await source.organisation('Ribbon'));
    await seat.sync({ events: [seat.pen.note('one'), seat.pen.note('two')] });
    await source.db.updateTable('events').set({ body: '{"text":"other"}' }).where('seq', '=', 2).execute();
    const bad = path.join(folder, `inside-${engine.name}.backup`);
    await writeBackup(source.place, bad, passphrase, source.now);
    await source.close();
    const place = await engine.place();
    const done = await restore(place, bad, passphrase, playbook, world.now);
    expect(done).toMatchObject({ ok: false, message: expect.stringContaining('Ribbon: Entry 2 was altered') });
    expect(existsSync(path.join(place.folder, 'shop-loupe.sqlite'))).toBe(false);
  });

  it('[T26] holds nothing that can be read without the passphrase', () => {
    const bytes = readFileSync(file);
    for (const text of [wei.email, 'Lantern', 'packed', password, readSecret(world.place.folder).toString('hex')])
      expect(bytes.includes(text)).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('[F15] clients hand in again what an older backup does not have', async () => {
    const source = await makeWorld(engine);
    const seat = await source.seat(await source.organisation());
    const events = [seat.pen.note(), seat.pen.note()];
    await seat.sync({ events });
    const older = path.join(folder, `older-${engine.name}.backup`);
    await writeBackup(source.place, older, passphrase, source.now);
    const lost = [seat.pen.note(), seat.pen.note()];
    const { epoch } = await seat.sync({ events: lost });
    await source.close();
    expect((await restore(source.place, older, passphrase, playbook, source.now)).ok).toBe(true);

    const after = await makeWorld(engine, {}, source.place);
    expect((await after.call(seat.signedIn.token, 'GET', '/v1/me')).status).toBe(401);
    const { token } = (await (await after.signIn(seat.email, password, seat.pen.device)).json()) as { token: string };
    const sync = async (body: object) =>
      (
        await after.call(token, 'POST', '/v1/sync', { v: 1, device: seat.pen.device, sentAt: after.now.toISOString(), limit: 10, ...body })
      ).json();
    const told = (await sync({ epoch, cursor: 4, events: [] })) as { epoch: string; head: number };
    expect(told.epoch).not.toBe(epoch);
    expect(told.head).toBe(2);
    expect(await sync({ epoch: null, cursor: 0, events: [...events, ...lost] })).toMatchObject({
      accepted: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }],
      rejected: [],
    });
    await after.close();
  });

  it('is written and checked by commands beside a serving process; restoring waits until SQLite is free', async () => {
    const place = await engine.place();
    expect((await restore(place, file, passphrase, playbook, world.now)).ok).toBe(true);
    const secret = path.join(folder, 'passphrase.txt');
    writeFileSync(secret, `${passphrase}\n`);
    const running = await startServer(place);
    const copy = path.join(folder, `copy-${uuid()}.backup`);
    const written = await runServer(place, 'backup', copy, '--passphrase-file', secret);
    expect([written.code, written.out]).toEqual([0, expect.stringContaining('saved\tevents\t605\n')]);
    expect((await runServer(place, 'verify')).out).toMatch(/Kettle\t600 events\t1 devices\t0 problems\n[\s\S]*Lantern\t5 events/);
    expect((await runServer(place, 'verify', copy, '--passphrase-file', secret)).code).toBe(0);
    expect((await runServer(place, 'backup', copy)).err).toContain('needs a passphrase');
    if (engine.name === 'sqlite') {
      const refused = await runServer(place, 'restore', copy, '--passphrase-file', secret);
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Stop it first')]);
    } else {
      // Several processes may serve one PostgreSQL: they find the new epoch at the next request.
      expect((await runServer(place, 'restore', copy, '--passphrase-file', secret)).code).toBe(0);
      expect((await fetch(`http://127.0.0.1:${running.port}/healthz`)).status).toBe(200);
    }
    await running.kill('SIGTERM');
    const restored = await runServer(place, 'restore', copy, '--passphrase-file', secret);
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('restored\tevents\t605\n')]);
    await (await open(place)).updateTable('organisations').set({ seq: 9000 }).execute();
    const found = await runServer(place, 'verify');
    expect([found.code, found.out]).toEqual([1, expect.stringContaining('problem\tThe counter says 9000, the newest entry is 600.')]);
  });

  it('is written when it is due, and the oldest go', async () => {
    const to = path.join(folder, `scheduled-${engine.name}`);
    const schedule = { everyMs: 3_600_000, folder: to, keep: 2, passphrase };
    const now = Date.now();
    expect(await backUpIfDue(world.place, schedule, new Date(now))).toBe(true);
    expect(await backUpIfDue(world.place, schedule, new Date(now + 60_000))).toBe(false);
    for (const hours of [2, 4, 6]) expect(await backUpIfDue(world.place, schedule, new Date(now + hours * 3_600_000))).toBe(true);
    expect(backupsIn(to)).toHaveLength(2);
    copyFileSync(file, path.join(to, 'something else.backup'));
    expect(backupsIn(to)).toHaveLength(2);
  });
});
