import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, scopeOf } from '../../lib/domain/scope.ts';
import { noRights, readsOf } from '../../server/rights.ts';
import { teamOf } from '../../server/team.ts';
import { onBothEngines } from './engines.ts';
import { makeWorld, type World } from './world.ts';

describe('a scope', () => {
  it.each([
    [{ subject: 'note' }, 'org'],
    [{ subject: 'note', shop: 's1' }, 'shop:s1'],
    [{ subject: 'person/wei' }, 'person:wei'],
    [{ subject: 'person/wei/review' }, 'person:wei'],
    [{ subject: 'person/wei', shop: 's1' }, 'shop:s1'],
    [{ subject: 'person/' }, 'org'],
  ])('of %j is %s', (head, scope) => expect(scopeOf(head)).toBe(scope));

  it.each([
    [['org'], 'org', true],
    [['org'], 'shop:a', false],
    [['shop:a'], 'shop:b', false],
    [['shop:a'], 'shop:a', true],
    [['shop:*'], 'shop:a', true],
    [['shop:*'], 'person:a', false],
    [['shop:*'], 'shop', false],
    [[], 'org', false],
  ])('%j covers %s: %s', (reads, scope, expected) => expect(covers(reads, scope)).toBe(expected));

  it('a role that nobody knows reads no shop and writes nothing', () => {
    expect(readsOf(noRights, 'wei', null)).toEqual(['org', 'person:wei']);
    expect(noRights.push).toEqual([]);
  });
});

onBothEngines('scopes', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  it('are told when they are not those that the client holds, and not to one that keeps no account', async () => {
    const org = await world.organisation();
    const [wei, boss] = [await world.seat(org), await world.seat(org, 'admin')];
    for (const shop of ['A', 'B']) await boss.sync({ events: [boss.pen.write('note.added', 'x', { text: shop }, { shop })] });
    const first = await wei.sync({ scope: null });
    expect(first.scope?.reads).toEqual(['org', `person:${wei.signedIn.member}`, 'shop:*']);
    expect(first.events).toHaveLength(2);
    const key = first.scope?.key ?? '';
    expect((await wei.sync({ scope: key })).scope).toBeUndefined();
    expect((await wei.sync()).scope).toBeUndefined();

    await teamOf(world.db, org).setShops(wei.signedIn.member, ['A']);
    const limited = await wei.sync({ scope: key });
    expect(limited.scope?.reads).toEqual(['org', `person:${wei.signedIn.member}`, 'shop:A']);
    expect(limited.scope?.key).not.toBe(key);
    expect(limited.events.map(({ scope }) => scope)).toEqual(['shop:A']);
    await teamOf(world.db, org).setShops(wei.signedIn.member, []);
    expect((await wei.sync({ scope: key })).events).toEqual([]);
    await teamOf(world.db, org).setShops(wei.signedIn.member, null);
    expect((await wei.sync({ scope: key })).scope).toBeUndefined();
  });

  it('are told with state and segments too, to whom keeps account; to an older client the answers are as they were', async () => {
    const org = await world.organisation();
    const [wei, boss] = [await world.seat(org), await world.seat(org, 'admin')];
    await boss.sync({ events: [boss.pen.write('note.added', 'x', { text: 'A' }, { shop: 'A' })] });
    const { key, reads } = (await wei.sync({ scope: null })).scope ?? { key: '', reads: [] };
    const ask = async (path: string) => (await world.call(wei.signedIn.token, 'GET', path)).json();
    for (const path of ['/v1/state?after=', '/v1/segments?upTo=1']) {
      expect((await ask(`${path}&scope=`)).scope).toEqual({ key, reads });
      expect(await ask(`${path}&scope=${key}`)).not.toHaveProperty('scope');
      expect(await ask(path)).not.toHaveProperty('scope');
      await teamOf(world.db, org).setShops(wei.signedIn.member, []);
      expect((await ask(`${path}&scope=${key}`)).scope?.reads).toEqual(reads.filter((scope) => !scope.startsWith('shop:')));
      expect(await ask(path)).not.toHaveProperty('scope');
      await teamOf(world.db, org).setShops(wei.signedIn.member, null);
    }
  });

  it('a case of a shop one does not have is out of reach, whatever shop the move names', async () => {
    const org = await world.organisation();
    const [wei, boss] = [await world.seat(org), await world.seat(org, 'admin')];
    const opened = boss.pen.open('B/listing/1', 'listing-gap', { shop: 'B' });
    await boss.sync({ events: [opened] });
    await teamOf(world.db, org).setShops(wei.signedIn.member, ['A']);
    for (const head of [{ shop: 'A' }, { shop: 'B' }, {}]) {
      const move = wei.pen.move(opened.head.subject, 'settle', 'person', head);
      expect((await wei.sync({ events: [move] })).rejected).toMatchObject([{ code: 'no-right' }]);
    }
    const row = await world.db.selectFrom('cases').select('state').where('id', '=', opened.head.subject).executeTakeFirstOrThrow();
    expect(JSON.parse(row.state)).toMatchObject({ state: 'open' });
  });

  it('many events of shops one does not have are passed over, and the cursor still reaches the end', async () => {
    const org = await world.organisation();
    const [wei, boss] = [await world.seat(org), await world.seat(org, 'admin')];
    await teamOf(world.db, org).setShops(wei.signedIn.member, ['A']);
    const events = Array.from({ length: 12 }, (_, index) =>
      boss.pen.write('note.added', 'x', { text: 'n' }, { shop: index % 4 ? 'B' : 'A' }),
    );
    await boss.sync({ events });
    const seen: number[] = [];
    let cursor = 0;
    for (let more = true; more; ) {
      const page = await wei.sync({ cursor, limit: 2 });
      seen.push(...page.events.map(({ seq }) => seq));
      ({ cursor, more } = page);
    }
    expect([seen, cursor]).toEqual([[1, 5, 9], 12]);
  });
});
