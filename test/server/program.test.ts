import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { v4 as uuid } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { SignedIn, SyncAnswer } from '../../lib/domain/sync.ts';
import { addMember, createOrganisation } from '../../server/accounts.ts';
import { openDatabase } from '../../server/database.ts';
import { onBothEngines } from './engines.ts';
import { Pen } from './pen.ts';
import { type Place, type Running, runServer, startServer } from './program.ts';

const password = 'a-canary-password';

onBothEngines('the program', (engine) => {
  let running: Running | null = null;
  afterEach(async () => {
    await running?.kill('SIGKILL');
    running = null;
  });

  const begin = async (): Promise<{ place: Place; pen: Pen; token: string; base: string }> => {
    const place = await engine.place();
    const db = await openDatabase(place);
    const org = await createOrganisation(db, 'Lantern', new Date());
    await addMember(db, org, { email: 'boss@example.com', name: 'Li Na', role: 'admin', password }, new Date());
    await db.destroy();
    running = await startServer(place);
    const base = `http://127.0.0.1:${running.port}`;
    const device = uuid();
    const answer = await fetch(`${base}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'boss@example.com', password, device, deviceName: 'Test' }),
    });
    const { member, token } = SignedIn.parse(await answer.json());
    return { place, base, token, pen: new Pen(org, member, device) };
  };
  const push = async (base: string, token: string, pen: Pen, events: unknown[], cursor = 0): Promise<SyncAnswer> => {
    const request = { v: 1, device: pen.device, sentAt: new Date().toISOString(), epoch: null, cursor, limit: 5000, events };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return SyncAnswer.parse(await (await fetch(`${base}/v1/sync`, { method: 'POST', headers, body: JSON.stringify(request) })).json());
  };

  it('killed while it writes: what was acknowledged is there, and a retry doubles nothing', async () => {
    const { place, base, token, pen } = await begin();
    const written: unknown[] = [];
    const acknowledged = new Map<string, number>();
    const pushing = (async () => {
      for (;;) {
        const events = Array.from({ length: 20 }, () => pen.note('x'.repeat(200)));
        written.push(...events);
        for (const { id, seq } of (await push(base, token, pen, events)).accepted) acknowledged.set(id, seq);
      }
    })();
    setTimeout(() => running?.kill('SIGKILL'), 400);
    await expect(pushing).rejects.toThrow();
    await running?.kill('SIGKILL');
    expect(acknowledged.size).toBeGreaterThan(0);

    running = await startServer(place);
    const again = `http://127.0.0.1:${running.port}`;
    const pulled = async () => {
      const all = new Map<string, number>();
      let cursor = 0;
      for (let more = true; more; ) {
        const page = await push(again, token, pen, [], cursor);
        for (const { head, seq } of page.events) all.set(head.id, seq);
        ({ cursor, more } = page);
      }
      return all;
    };
    const kept = await pulled();
    for (const [id, seq] of acknowledged) expect(kept.get(id)).toBe(seq);
    for (let from = 0; from < written.length; from += 500)
      expect((await push(again, token, pen, written.slice(from, from + 500))).rejected).toEqual([]);
    const whole = await pulled();
    expect([...whole.values()]).toEqual(written.map((_, index) => index + 1));
  });

  it('stops on SIGTERM after answering, and says so', async () => {
    await begin();
    const { said } = running as Running;
    expect(await running?.kill('SIGTERM')).toBe(0);
    expect(said.out).toMatch(/^READY \d+\n$/);
    expect(said.err).toContain('"msg":"stopped"');
  });

  it('answers 413 to a large body instead of cutting the line', async () => {
    const { base, token } = await begin();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${base}/v1/sync`, { method: 'POST', headers, body: 'x'.repeat(5_000_000) });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'too-large' }]);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('logs no secret, address, name or text; keeps its files to itself', async () => {
    const { place, base, token, pen } = await begin();
    await push(base, token, pen, [pen.note('canary-text'), pen.note('')]);
    await fetch(`${base}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":"canary@example.com","password":"x","device":"d","deviceName":"canary-name"}',
    });
    await fetch(`${base}/canary-path?token=${token}`, { headers: { 'user-agent': 'canary-agent' } });
    await running?.kill('SIGTERM');
    const { err } = (running as Running).said;
    expect(err).toContain('"route":"/v1/sync"');
    expect(err).toContain('"pushed":2');
    for (const secret of [token, password, 'canary', 'boss@', 'Li Na']) expect(err).not.toContain(secret);
    for (const line of err.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();

    for (const name of readdirSync(place.folder)) expect(statSync(path.join(place.folder, name)).mode & 0o077, name).toBe(0);
    const key = readFileSync(path.join(place.folder, 'secret.key'), 'utf8');
    for (const name of readdirSync(place.folder).filter((file) => file !== 'secret.key'))
      expect(readFileSync(path.join(place.folder, name)).includes(key)).toBe(false);
  });

  it('says how it is to this machine, and to nobody through a proxy', async () => {
    const { base } = await begin();
    expect(await (await fetch(`${base}/metrics`)).text()).toContain(
      'loupe_request_seconds_count{method="POST",route="/v1/sign-in",status="200"} 1',
    );
    expect((await fetch(`${base}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
  });

  it('backs up by a schedule while it serves, and what it wrote verifies', async () => {
    const place = await engine.place();
    const to = path.join(place.folder, 'backups');
    const secret = path.join(place.folder, 'passphrase.txt');
    writeFileSync(secret, 'lantern kettle ribbon\n');
    const words = ['--backup-every', '24', '--passphrase-file', secret];
    expect((await runServer(place, 'start', ...words)).err).toContain('belong together');
    expect((await runServer(place, 'start', '--backup-every', '24', '--backup-to', to)).err).toContain('needs a passphrase');
    expect(await runServer(place, 'create', 'Lantern', '--admin-email', 'boss@example.com', '--admin-name', 'Li Na')).toMatchObject({
      code: 0,
    });
    running = await startServer(place, ...words, '--backup-to', to);
    while (!running.said.err.includes('"msg":"backup written"')) await new Promise((resolve) => setTimeout(resolve, 50));
    const [file = ''] = readdirSync(to);
    expect((await runServer(place, 'verify', path.join(to, file), '--passphrase-file', secret)).out).toContain('Lantern\t0 events');
    expect(await running.kill('SIGTERM')).toBe(0);
    expect(readdirSync(to)).toEqual([file]);
  });

  it('makes organisations and members', async () => {
    const place = await engine.place();
    const create = (...more: string[]) =>
      runServer(place, 'create', 'Lantern', '--admin-email', 'boss@example.com', '--admin-name', 'Li Na', ...more);
    expect((await create('--password', 'short')).err).toContain('8 to 200');
    expect((await create()).out).toMatch(/password: \S{16}/);
    expect((await create()).err).toContain('boss@example.com is a member already');
    const add = (...more: string[]) => runServer(place, 'add-member', 'Lantern', '--name', 'Wei', ...more, '--role', 'specialist');
    expect((await add('--email', 'wei@example.com')).code).toBe(0);
    expect((await runServer(place, 'list')).out).toMatch(/Lantern\t0 events[\s\S]*wei@example.com\tWei\tspecialist/);
  });

  it('invites, changes, resets and signs out, beside a serving process', async () => {
    const { place, base, token, pen } = await begin();
    const me = async () => (await fetch(`${base}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
    const post = (path: string, body: object) =>
      fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const invited = await runServer(
      place,
      'invite',
      'Lantern',
      '--name',
      'Wei',
      '--email',
      'wei@example.com',
      '--role',
      'specialist',
      '--shops',
      'A,B',
    );
    const [, code] = /code: (\S{24})/.exec(invited.out) ?? [];
    expect((await post('/v1/set-password', { code, password: 'a new password' })).status).toBe(204);
    expect((await runServer(place, 'change', 'boss@example.com', '--role', 'hr')).code).toBe(0);
    expect((await runServer(place, 'list')).out).toContain('boss@example.com\tLi Na\thr');
    expect(await me()).toBe(200);
    expect((await runServer(place, 'revoke', 'Lantern', pen.device)).code).toBe(0);
    expect(await me()).toBe(401);
    expect((await runServer(place, 'reset', 'boss@example.com')).out).toMatch(/code: \S{24}/);
    expect((await runServer(place, 'change', 'wei@example.com', '--disable')).code).toBe(0);
    const signIn = { email: 'wei@example.com', password: 'a new password', device: 'd', deviceName: 'n' };
    expect((await post('/v1/sign-in', signIn)).status).toBe(401);
    expect((await runServer(place, 'change', 'nobody@example.com', '--enable')).err).toContain('nothing of this name');
    expect((await runServer(place, 'change', 'wei@example.com')).err).toContain('Nothing to change');
  });

  if (engine.name === 'sqlite') {
    it.each([
      [['--help'], 0, 'Example:'],
      [['start', '--help'], 0, '--port'],
      [['start', '--port', '99999'], 1, '0 to 65535'],
      [['add-member', 'Nobody', '--name', 'Wei', '--email', 'w@example.com', '--role', 'hr'], 1, 'no organisation "Nobody"'],
      [['create', 'Lantern', '--admin-name', 'Wei', '--admin-email', 'wei'], 1, 'no e-mail address'],
      [['create', 'Lantern', '--admin-name', 'Wei', '--admin-email', 'w@example.com', '--admin-role', 'king'], 1, 'no role "king"'],
    ] as const)('explains itself: %j', async (words, code, text) => {
      const ended = await runServer(await engine.place(), ...words);
      expect(ended.code).toBe(code);
      expect(ended.out + ended.err).toContain(text);
    });

    it('serves a folder once; other commands work beside it; the lock dies with its process', async () => {
      const { place } = await begin();
      const second = await runServer(place, 'start', '--port', '0');
      expect(second.code).toBe(1);
      expect(second.err).toMatch(/Another process \(\d+\) serves/);
      expect((await runServer(place, 'list')).code).toBe(0);
      await running?.kill('SIGKILL');
      running = await startServer(place);
    });
  } else {
    it('lives through a crash of the database', async () => {
      const { base, token, pen } = await begin();
      await push(base, token, pen, [pen.note()]);
      await engine.crash();
      for (let tries = 0; ; tries++) {
        const response = await fetch(`${base}/healthz`);
        if (response.status === 200) break;
        expect(tries).toBeLessThan(20);
      }
      expect((await push(base, token, pen, [pen.note()])).accepted).toMatchObject([{ seq: 2 }]);
    });
  }
});
