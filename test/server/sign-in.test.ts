import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem, SignedIn } from '../../lib/domain/sync.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, password, type World } from './world.ts';

onBothEngines('signing in', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const told = async (response: Response) => [response.status, Problem.parse(await response.json()).code];
  const me = (token: string) => world.app.request('/v1/me', { headers: { authorization: `Bearer ${token}` } });
  const later = (seconds: number) => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
  };

  it('gives a token that says who and where; the address in any case', async () => {
    const org = await world.organisation();
    const { email, id } = await world.member(org, 'supervisor');
    const device = uuid();
    const response = await world.signIn(email.toUpperCase(), password, device);
    const signedIn = SignedIn.parse(await response.json());
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(signedIn).toMatchObject({ org, member: id, name: 'Wei', role: 'supervisor' });
    expect(Buffer.from(signedIn.token, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(await (await me(signedIn.token)).json()).toEqual({
      org,
      orgName: signedIn.orgName,
      member: id,
      name: 'Wei',
      role: 'supervisor',
      device,
    });
  });

  it('answers the same for an unknown address and a wrong password, in the same time', async () => {
    const org = await world.organisation();
    const answers = new Set<string>();
    const took = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 8; round++) {
      const { email } = await world.member(org);
      for (const [kind, address] of [
        ['known', email],
        ['unknown', `${uuid()}@example.com`],
      ] as const) {
        const start = performance.now();
        const response = await world.signIn(address, 'wrong password', uuid());
        took[kind] = Math.min(took[kind], performance.now() - start);
        answers.add(`${response.status} ${await response.text()}`);
      }
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('wrong-password');
    // The best of eight; without the stand-in hash the unknown one takes a tenth of the other.
    expect(took.unknown / took.known).toBeGreaterThan(0.4);
    expect(took.known / took.unknown).toBeGreaterThan(0.4);
  });

  it('slows guessing down by account, and forgets after the right password', async () => {
    const { email } = await world.member(await world.organisation());
    for (let tries = 0; tries < 5; tries++) expect(await told(await world.signIn(email, 'guess', uuid()))).toEqual([401, 'wrong-password']);
    const refused = await world.signIn(email, password, uuid());
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await told(refused)).toEqual([429, 'slow-down']);
    later(31);
    expect(await told(await world.signIn(email, 'guess', uuid()))).toEqual([401, 'wrong-password']);
    expect((await world.signIn(email, password, uuid())).headers.get('retry-after')).toBe('60');
    later(61);
    expect((await world.signIn(email, password, uuid())).status).toBe(200);
    expect(await told(await world.signIn(email, 'guess', uuid()))).toEqual([401, 'wrong-password']);
  });

  it('lets many guesses at once have no more tries than one by one', async () => {
    const { email } = await world.member(await world.organisation());
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.signIn(email, 'guess', uuid())));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('keeps others fast while one is guessing', async () => {
    const wei = await world.seat(await world.organisation());
    const guesses = Array.from({ length: 100 }, () => world.signIn(`${uuid()}@example.com`, 'guess', uuid()));
    const start = performance.now();
    await wei.sync({ events: [wei.pen.note()] });
    const took = performance.now() - start;
    const answers = await Promise.all(guesses);
    expect(performance.now() - start).toBeGreaterThan(took);
    // Two at once and a queue behind them; the rest is told to come back.
    expect(answers.some(({ status, headers }) => status === 429 && headers.get('retry-after') === '3')).toBe(true);
  });

  it('ends a token: signed out, signed in anew, disabled, expired', async () => {
    const org = await world.organisation();
    const first = await world.seat(org);
    const { device } = first.pen;
    const second = SignedIn.parse(await (await world.signIn(first.email, password, device)).json());
    expect(await told(await me(first.signedIn.token))).toEqual([401, 'signed-out']);
    expect((await me(second.token)).status).toBe(200);
    expect((await world.app.request('/v1/sign-out', { method: 'POST', headers: { authorization: `Bearer ${second.token}` } })).status).toBe(
      204,
    );
    expect(await told(await me(second.token))).toEqual([401, 'signed-out']);

    const lin = await world.seat(org);
    await world.db.updateTable('members').set({ disabled: 1 }).where('id', '=', lin.signedIn.member).execute();
    expect(await told(await lin.post({}))).toEqual([401, 'signed-out']);
    expect(await told(await world.signIn(lin.email, password, lin.pen.device))).toEqual([401, 'wrong-password']);

    const ana = await world.seat(org);
    later(29 * 86_400);
    expect((await me(ana.signedIn.token)).status).toBe(200);
    later(29 * 86_400);
    expect((await me(ana.signedIn.token)).status).toBe(200);
    later(31 * 86_400);
    expect(await told(await me(ana.signedIn.token))).toEqual([401, 'signed-out']);
  });

  it('keeps a device for its first member', async () => {
    const org = await world.organisation();
    const wei = await world.seat(org);
    const { email } = await world.member(org);
    expect(await told(await world.signIn(email, password, wei.pen.device))).toEqual([403, 'not-allowed']);
    expect((await me(wei.signedIn.token)).status).toBe(200);
  });

  it.each([
    { email: 'no address' },
    { password: '' },
    { password: 'x'.repeat(201) },
    { device: '' },
    { device: 'a\u0000b' },
    { deviceName: '\ud800' },
    { role: 'admin' },
    { org: 'x' },
    { password: { $gt: '' } },
  ])('refuses %j', async (change) => {
    const asked = { email: 'a@example.com', password: 'x', device: 'd', deviceName: 'n', ...change };
    const response = await world.app.request('/v1/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    expect(await told(response)).toEqual([400, 'bad-request']);
  });

  it('stores neither passwords, tokens nor tried addresses', async () => {
    const wei = await world.seat(await world.organisation());
    await world.signIn('canary@example.com', 'canary-password', uuid());
    const dump: unknown[] = [];
    for (const table of ['members', 'tokens', 'devices', 'attempts'] as const)
      dump.push(await world.db.selectFrom(table).selectAll().execute());
    const text = JSON.stringify(dump);
    expect(text).toContain(wei.email);
    for (const secret of [password, wei.signedIn.token, 'canary@example.com', 'canary-password']) expect(text).not.toContain(secret);
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});
