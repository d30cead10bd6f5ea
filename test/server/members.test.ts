import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem, SignedIn } from '../../lib/domain/sync.ts';
import { AuditPage, Devices, Members, NewCode } from '../../lib/domain/team.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, password, type Seat, type World } from './world.ts';

onBothEngines('members', (engine) => {
  let world: World;
  let org: string;
  let boss: Seat;
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation();
    boss = await world.seat(org, 'admin');
  });
  afterAll(() => world.close());

  const told = async (response: Response) => [response.status, Problem.parse(await response.json()).code];
  const asBoss = (method: string, path: string, body?: unknown) => world.call(boss.signedIn.token, method, path, body);
  const me = async (seat: Seat) => (await world.call(seat.signedIn.token, 'GET', '/v1/me')).status;
  const invite = async (more: object = {}) => {
    const email = `${uuid()}@example.com`;
    const response = await asBoss('POST', '/v1/members', { email, name: 'Ana', role: 'specialist', ...more });
    return { email, ...NewCode.parse(await response.json()) };
  };
  const setPassword = (code: string, secret = 'a new password', from?: string) =>
    world.call(null, 'POST', '/v1/set-password', { code, password: secret }, from);
  const entries = async () => AuditPage.parse(await (await asBoss('GET', '/v1/audit?limit=500')).json()).entries;

  it('an invitation becomes a member by a code that is used once', async () => {
    const { email, member, code } = await invite({ shops: ['A'] });
    expect(await told(await world.signIn(email, '', uuid()))).toEqual([400, 'bad-request']);
    expect(await told(await world.signIn(email, code, uuid()))).toEqual([401, 'wrong-password']);
    const before = Members.parse(await (await asBoss('GET', '/v1/members')).json()).members.find(({ id }) => id === member);
    expect(before).toMatchObject({ email, name: 'Ana', role: 'specialist', joined: false, disabled: false, shops: ['A'] });

    const answers = await Promise.all([setPassword(code), setPassword(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    expect(await told(await setPassword(code))).toEqual([401, 'wrong-password']);
    expect(SignedIn.parse(await (await world.signIn(email, 'a new password', uuid())).json())).toMatchObject({ org, member });
    const after = Members.parse(await (await asBoss('GET', '/v1/members')).json()).members.find(({ id }) => id === member);
    expect(after?.joined).toBe(true);
  });

  it('a code ends: after three days, when a newer one is made, when its member is disabled', async () => {
    const late = await invite();
    const again = await invite();
    const newer = NewCode.parse(await (await asBoss('POST', `/v1/members/${again.member}/reset`)).json());
    const gone = await invite();
    expect((await asBoss('POST', `/v1/members/${gone.member}`, { disabled: true })).status).toBe(204);
    expect((await setPassword(again.code)).status).toBe(401);
    expect((await setPassword(gone.code)).status).toBe(401);
    expect((await setPassword(newer.code)).status).toBe(204);
    expect(Date.parse(late.expiresAt) - world.now.getTime()).toBe(3 * 86_400_000);
    world.now = new Date(Date.parse(late.expiresAt) + 1);
    expect((await setPassword(late.code)).status).toBe(401);
  });

  it('[T23] a new password signs out everywhere, and the old one opens nothing', async () => {
    const wei = await world.seat(org);
    const { code } = NewCode.parse(await (await asBoss('POST', `/v1/members/${wei.signedIn.member}/reset`)).json());
    expect(await me(wei)).toBe(200);
    expect((await setPassword(code)).status).toBe(204);
    expect(await me(wei)).toBe(401);
    expect(await told(await world.signIn(wei.email, password, wei.pen.device))).toEqual([401, 'wrong-password']);
    expect((await world.signIn(wei.email, 'a new password', wei.pen.device)).status).toBe(200);
  });

  it('[T23] whoever is disabled is out at once, on every route, until enabled again', async () => {
    const wei = await world.seat(org);
    expect((await asBoss('POST', `/v1/members/${wei.signedIn.member}`, { disabled: true })).status).toBe(204);
    for (const route of world.app.routes.filter(
      ({ method, path }) => method !== 'ALL' && /^\/v1\/(?!sign-in|set-password|openapi)/.test(path),
    ))
      expect([route.path, (await world.call(wei.signedIn.token, route.method, route.path)).status]).toEqual([route.path, 401]);
    expect((await world.signIn(wei.email, password, wei.pen.device)).status).toBe(401);
    expect((await asBoss('POST', `/v1/members/${wei.signedIn.member}`, { disabled: false })).status).toBe(204);
    expect(await me(wei)).toBe(401);
    expect((await world.signIn(wei.email, password, wei.pen.device)).status).toBe(200);
  });

  it('[T23] a device that is revoked is out at once, the others stay', async () => {
    const wei = await world.seat(org);
    const second = uuid();
    const { token } = SignedIn.parse(await (await world.signIn(wei.email, password, second)).json());
    const list = async (by: string, path: string) => Devices.parse(await (await world.call(by, 'GET', path)).json()).devices;
    expect(await list(token, '/v1/devices')).toMatchObject([
      { id: wei.pen.device, signedIn: true, thisOne: false },
      { id: second, signedIn: true, thisOne: true },
    ]);
    expect((await world.call(token, 'POST', `/v1/devices/${wei.pen.device}/revoke`)).status).toBe(204);
    expect(await me(wei)).toBe(401);
    expect(await list(boss.signedIn.token, `/v1/members/${wei.signedIn.member}/devices`)).toMatchObject([
      { signedIn: false },
      { signedIn: true },
    ]);
    expect((await asBoss('POST', `/v1/devices/${second}/revoke`)).status).toBe(204);
    expect((await world.call(token, 'GET', '/v1/me')).status).toBe(401);
  });

  it('a role holds from the next request on', async () => {
    const wei = await world.seat(org, 'analyst');
    const load = () => wei.pen.typed('ledger.loaded', 'A/ledger', { rows: [], file: 'stock.csv' }, { shop: 'A' });
    expect((await wei.sync({ events: [load()] })).rejected).toMatchObject([{ code: 'no-right' }]);
    expect((await asBoss('POST', `/v1/members/${wei.signedIn.member}`, { role: 'specialist' })).status).toBe(204);
    expect((await wei.sync({ events: [load()] })).accepted).toHaveLength(1);
  });

  it('nobody manages themselves, so that one who manages is always left', async () => {
    for (const change of [{ disabled: true }, { role: 'hr' }, { shops: [] }])
      expect(await told(await asBoss('POST', `/v1/members/${boss.signedIn.member}`, change))).toEqual([403, 'not-allowed']);
    expect(await me(boss)).toBe(200);
  });

  it('an address signs in at one place', async () => {
    const { email } = await invite();
    expect(await told(await asBoss('POST', '/v1/members', { email: email.toUpperCase(), name: 'Twin', role: 'hr' }))).toEqual([
      400,
      'bad-request',
    ]);
    expect(await told(await asBoss('POST', '/v1/members', { email: 'x@example.com', name: 'Ana', role: 'king' }))).toEqual([
      400,
      'bad-request',
    ]);
  });

  it('[T21] no route takes a field that is not its own', async () => {
    const { member } = await invite();
    const good: Record<string, object> = {
      '/v1/members': { email: `${uuid()}@example.com`, name: 'Ana', role: 'hr' },
      [`/v1/members/${member}`]: { role: 'hr' },
      '/v1/set-password': { code: 'x', password: 'long enough' },
      '/v1/sign-in': { email: 'a@example.com', password: 'x', device: 'd', deviceName: 'n' },
      '/v1/sync': { v: 1, device: boss.pen.device, sentAt: world.now.toISOString(), epoch: null, cursor: 0, limit: 1, events: [] },
    };
    const withBody = world.app.routes.filter(({ method, path }) => method === 'POST' && !/sign-out|revoke|reset/.test(path));
    expect(new Set(withBody.map(({ path }) => path.replace(':id', member))).difference(new Set(Object.keys(good))).size).toBe(0);
    const before = await world.db.selectFrom('members').selectAll().where('org', '=', org).orderBy('id').execute();
    for (const [path, body] of Object.entries(good)) {
      for (const field of [
        'org',
        'id',
        'createdAt',
        'password_hash',
        'rights',
        'seq',
        'member',
        ...(path === '/v1/sync' ? ['role', 'shops'] : []),
      ]) {
        const response = await asBoss('POST', path, { ...body, [field]: 'admin' });
        expect([path, field, await told(response)]).toEqual([path, field, [400, 'bad-request']]);
      }
    }
    expect(await world.db.selectFrom('members').selectAll().where('org', '=', org).orderBy('id').execute()).toEqual(before);
  });

  it('who did what to whom is written down, and who read it; without a word that is personal', async () => {
    const { member, email } = await invite();
    await asBoss('POST', `/v1/members/${member}`, { role: 'hr', shops: ['A'] });
    await asBoss('POST', `/v1/members/${member}/reset`);
    await asBoss('GET', `/v1/members/${member}/devices`);
    const about = (await entries()).filter(({ whom }) => whom === member);
    expect(about.map(({ act }) => act).sort()).toEqual(['devices.read', 'member.changed', 'member.invited', 'password.reset']);
    expect(about.every((entry) => entry.member === boss.signedIn.member && entry.device === boss.pen.device)).toBe(true);
    expect(about.find(({ act }) => act === 'member.changed')?.detail).toEqual({ role: 'hr', shops: ['A'] });
    const text = JSON.stringify(await entries());
    expect(text).toContain('audit.read');
    for (const personal of [email, 'Ana', password]) expect(text).not.toContain(personal);
  });

  it('reading what is about another person is written down, page by page', async () => {
    const hr = await world.seat(org, 'hr');
    const wei = await world.seat(org);
    const about = (who: Seat) => hr.pen.write('note.added', `person/${who.signedIn.member}`, { text: 'review' });
    await hr.sync({ events: [about(wei), about(hr)] });
    const reader = await world.seat(org, 'hr');
    await reader.sync({ limit: 5000 });
    await wei.sync({ limit: 5000 });
    const read = (await entries()).filter(
      ({ act, member }) => act === 'person.read' && [reader, wei].some(({ signedIn }) => signedIn.member === member),
    );
    expect(read.map(({ member, whom }) => [member, whom]).sort()).toEqual(
      [hr, wei].map(({ signedIn }) => [reader.signedIn.member, signedIn.member]).sort(),
    );
  });

  it('pages through the audit log, each entry once', async () => {
    const own = await world.organisation();
    const admin = await world.seat(own, 'admin');
    for (let round = 0; round < 6; round++) await world.call(admin.signedIn.token, 'GET', '/v1/members');
    const seen: string[] = [];
    for (let before = '', more = true; more; ) {
      const page = AuditPage.parse(await (await world.call(admin.signedIn.token, 'GET', `/v1/audit?limit=2${before}`)).json());
      seen.push(...page.entries.map(({ id }) => id));
      before = `&before=${page.entries.at(-1)?.id}`;
      more = page.more;
      world.now = new Date(world.now.getTime() - 1000);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(7);
  });

  it('codes and passwords are nowhere in the database', async () => {
    const { code } = await invite();
    const dump: unknown[] = [];
    for (const table of ['members', 'codes', 'audit'] as const) dump.push(await world.db.selectFrom(table).selectAll().execute());
    const text = JSON.stringify(dump);
    expect(text).toContain('member.invited');
    for (const secret of [code, 'a new password', password]) expect(text).not.toContain(secret);
  });
});
