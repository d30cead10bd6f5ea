import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { dump } from '../../server/backup/dump.ts';
import { restore } from '../../server/backup/restore.ts';
import { seal } from '../../server/backup/sealed.ts';
import { anyTable } from '../../server/backup/snapshot.ts';
import { verify } from '../../server/backup/verify.ts';
import { type Database, lastMigration, migrateTo, openDatabase } from '../../server/database.ts';
import { linkOf } from '../../server/link.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { onBothEngines } from './engines.ts';
import { Pen } from './pen.ts';

const passphrase = 'lantern kettle ribbon';
const at = '2026-11-24T08:00:00.000Z';

/** A database as the first version left it, with a member and two entries. */
async function first(db: Database): Promise<void> {
  await migrateTo(db, '0001-first');
  const rows = anyTable(db);
  await rows.insertInto('organisations').values({ id: 'o', name: 'Lantern', epoch: 'e1', seq: 2, created_at: at }).execute();
  const member = {
    org: 'o',
    id: 'm',
    email: 'wei@example.com',
    name: 'Wei',
    role: 'specialist',
    password: '',
    disabled: 0,
    created_at: at,
  };
  await rows.insertInto('members').values(member).execute();
  const pen = new Pen('o', 'm', 'd');
  for (const seq of [1, 2]) {
    const { head, salt, body } = pen.note(`entry ${seq}`);
    const link = linkOf({ head });
    const { id, type, subject } = head;
    const numbers = { org: 'o', seq, id, hash: link?.hash, scope: 'org', type, subject, received_at: at, offset_ms: 0 };
    await rows
      .insertInto('events')
      .values({ ...numbers, head: link?.head, salt, body: JSON.stringify(body) })
      .execute();
  }
  await rows
    .insertInto('devices')
    .values({ org: 'o', id: 'd', member: 'm', name: 'Test', n: 2, head_hash: pen.prev, created_at: at })
    .execute();
}

onBothEngines('what the first version left', (engine) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-upgrade-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const check = async (db: Database) => {
    expect((await verify(db, readPlaybook())).map(({ events, problems }) => [events, problems])).toEqual([[2, []]]);
    expect(await db.selectFrom('members').select(['id', 'limited']).execute()).toEqual([{ id: 'm', limited: 0 }]);
    await db.destroy();
  };

  it('opens, and is brought up to date', async () => {
    const place = await engine.place();
    const old = await openDatabase(place, undefined, 'empty');
    await first(old);
    expect(await lastMigration(old)).toBe('0001-first');
    await old.destroy();
    await check(await openDatabase(place));
  });

  it('is restored from its backup; one of a newer version is refused', async () => {
    const old = await openDatabase(await engine.place(), undefined, 'empty');
    await first(old);
    const save = async (file: string, change: (line: Buffer) => Buffer) => {
      const rows = (table: string) =>
        (async function* () {
          yield* await anyTable(old).selectFrom(table).selectAll().execute();
        })();
      const lines = dump({ db: old, rows }, 'ab'.repeat(32), new Date(at), () => {});
      const changed = (async function* () {
        for await (const line of lines) yield change(line);
      })();
      await pipeline(changed, createGzip(), (content: AsyncIterable<Buffer>) => seal(content, passphrase), createWriteStream(file));
    };
    const [older, newer] = [path.join(folder, 'older'), path.join(folder, 'newer')];
    await save(older, (line) => line);
    await save(newer, (line) => Buffer.from(line.toString().replace('0001-first', '9999-next-year')));
    await old.destroy();

    const place = await engine.place();
    await expect(restore(place, newer, passphrase, readPlaybook(), new Date(at))).rejects.toThrow(/newer server/);
    expect((await restore(place, older, passphrase, readPlaybook(), new Date(at))).ok).toBe(true);
    await check(await openDatabase(place));
  });
});
