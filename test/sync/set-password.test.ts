import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NewCode } from '../../lib/domain/team.ts';
import { setPassword, signIn } from '../../lib/sync/api.ts';
import type { Fetch } from '../../lib/sync/call.ts';
import { onBothEngines } from '../server/engines.ts';
import { makeWorld, type World } from '../server/world.ts';

const base = 'https://api.example';

onBothEngines('a password by a code', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());
  const wire: Fetch = async (url, init) => world.app.request(url.slice(base.length), init);

  it('is set once; then its member signs in with it', async () => {
    const boss = await world.seat(await world.organisation(), 'admin');
    const email = `${uuid()}@example.com`;
    const invited = await world.call(boss.signedIn.token, 'POST', '/v1/members', { email, name: 'Ana', role: 'specialist' });
    const { code } = NewCode.parse(await invited.json());
    expect(await setPassword(base, code, 'short', wire)).toBe('too-short');
    expect(await setPassword(base, `${code}x`, 'long enough', wire)).toBe('wrong-code');
    expect(await setPassword(base, code, 'long enough', wire)).toBe('set');
    expect(await setPassword(base, code, 'long enough', wire)).toBe('wrong-code');
    const asked = { email, password: 'long enough', device: uuid(), deviceName: 'Test' };
    expect((await signIn(base, asked, wire, world.now)).kind).toBe('signed-in');
  });

  it('says where nobody answers, and where something else does', async () => {
    expect(await setPassword(base, 'c', 'long enough', () => Promise.reject(new TypeError('Failed to fetch')))).toBe('offline');
    expect(await setPassword(base, 'c', 'long enough', async () => new Response('<p>hello</p>'))).toBe('server-problem');
  });
});
