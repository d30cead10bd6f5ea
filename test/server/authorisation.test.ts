import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventHead } from '../../lib/domain/event.ts';
import { createOrganisation } from '../../server/accounts.ts';
import { issueToken } from '../../server/caller.ts';
import { inOrganisation } from '../../server/organisation.ts';
import { teamOf } from '../../server/team.ts';
import { onBothEngines } from './engines.ts';
import { Pen } from './pen.ts';
import {
  abouts,
  eventTypes,
  everyone,
  type Ids,
  liesAt,
  type Place,
  places,
  type Role,
  roles,
  routes,
  subjectOf,
  thingNames,
  types,
  type Who,
} from './rows.ts';
import { makeWorld, type Seat, seatOf, type World } from './world.ts';

onBothEngines('[T20] who may do what', (engine) => {
  let world: World;
  let org: string;
  let other: string;
  const members = new Map<string, string>();
  beforeAll(async () => {
    world = await makeWorld(engine);
    org = await world.organisation();
    other = await createOrganisation(world.db, 'Other', world.now);
    for (const role of roles) members.set(role, (await world.member(org, role)).id);
    members.set('admin of another organisation', (await world.member(other, 'admin')).id);
  });
  afterAll(() => world.close());

  /** A device of its own for every cell, so that none disturbs another. */
  const sit = async (who: Exclude<Who, 'nobody'>): Promise<Seat> => {
    const member = members.get(who) ?? '';
    const home = who === 'admin of another organisation' ? other : org;
    const device = uuid();
    await inOrganisation(world.db, home).bindDevice(member, { email: '', password: '', device, deviceName: 'Test' }, world.now);
    const token = await issueToken(world.db, { org: home, member, device }, world.now);
    return seatOf(world, '', { token, org: home, orgName: '', member, name: '', role: who }, new Pen(home, member, device));
  };
  /** Somebody for things to be done to. */
  const victim = async (): Promise<{ member: string; device: string }> => {
    const [member, device] = [uuid(), uuid()];
    const row = { org, id: member, email: `${member}@example.com`, name: 'Lin', role: 'specialist', password: '', disabled: 0 };
    await world.db
      .insertInto('members')
      .values({ ...row, created_at: world.now.toISOString() })
      .execute();
    await inOrganisation(world.db, org).bindDevice(member, { email: '', password: '', device, deviceName: 'Test' }, world.now);
    return { member, device };
  };

  describe('routes', () => {
    it('have a row each, and each row a route; the document describes them all', async () => {
      const real = new Set(world.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`));
      const named = [...real].map((route) => route.replace(/:(\w+)/g, '{$1}')).sort();
      expect(Object.keys(routes).sort()).toEqual(named);
      expect(world.app.routes.length).toBeGreaterThan(real.size);
      const { paths } = (await (await world.call(null, 'GET', '/v1/openapi.json')).json()) as { paths: Record<string, object> };
      const described = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(described.concat('GET /v1/openapi.json').sort()).toEqual(named);
    });

    it.each(Object.keys(routes).flatMap((route) => everyone.map((who) => [route, who] as const)))('%s by %s', async (route, who) => {
      const row = routes[route] ?? { status: {}, others: 0 };
      const seat = who === 'nobody' ? null : await sit(who);
      const { member, device } = await victim();
      const ids: Ids = { member, device, own: seat?.pen.device ?? '', fresh: uuid() };
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace('{id}', pattern.includes('/devices/') ? device : member);
      const response = await world.call(seat?.signedIn.token ?? null, method, path, row.body?.(ids));
      expect([route, who, response.status]).toEqual([route, who, row.status[who] ?? row.others]);
      if (response.status >= 400) expect(await response.text()).not.toContain(member);
      else await response.body?.cancel();
    });
  });

  /** Scopes of what a first pull brings. */
  const parts = async (seat: Seat, path: string): Promise<string[]> => {
    const answer = await (await world.call(seat.signedIn.token, 'GET', path)).json();
    return (answer.scopes ?? answer.segments).map(({ scope }: { scope: string }) => scope);
  };

  const headAt = (place: Place, member: string): Partial<EventHead> => {
    if (place === 'the organisation') return {};
    if (place === 'oneself') return { subject: `person/${member}` };
    if (place === 'another person') return { subject: `person/${uuid()}` };
    return { shop: place === 'a shop of others' ? 'B' : 'A' };
  };

  describe('events', () => {
    it('have a row for each type', () => {
      expect(Object.keys(types).sort()).toEqual([...eventTypes].sort());
    });

    it.each(roles.flatMap((role) => (Object.keys(places) as Place[]).map((place) => [role, place] as const)))(
      'written by %s about %s',
      async (role, place) => {
        const { limited, readers } = places[place];
        await teamOf(world.db, org).setShops(members.get(role) ?? '', limited ? ['A'] : null);
        const seat = await sit(role);
        const owner = await sit(place === 'another person' ? 'hr' : 'admin');
        const came: Record<string, string> = {};
        const expected: Record<string, string> = {};
        for (const type of eventTypes) {
          const head = headAt(place, seat.signedIn.member);
          const { body, by } = types[type];
          const subject = subjectOf(abouts[type] ?? 'word', head.shop);
          const lies = liesAt(abouts[type], place);
          if (type === 'case.moved' && lies)
            await owner.sync({ events: [owner.pen.write('case.opened', subject, types['case.opened'].body, head)] });
          const event = seat.pen.write(type, subject, type === 'log.adopted' ? { fromOrg: uuid(), fromMember: uuid() } : body, head);
          const answer = await seat.sync({ events: [event], limit: 1 });
          came[type] = answer.rejected[0]?.code ?? 'taken';
          const reads = (readers as readonly Role[]).includes(role);
          if (!by.includes(role)) expected[type] = 'no-right';
          else expected[type] = lies ? (reads ? 'taken' : 'no-right') : 'invalid';
        }
        expect(came).toEqual(expected);
      },
    );

    it.each(eventTypes.filter((type) => abouts[type] !== null))('%s about something of another kind is refused', async (type) => {
      await teamOf(world.db, org).setShops(members.get('supervisor') ?? '', null);
      const seat = await sit('supervisor');
      const came: Record<string, string> = {};
      for (const thing of thingNames.filter((thing) => thing !== abouts[type])) {
        const answer = await seat.sync({ events: [seat.pen.write(type, subjectOf(thing), types[type].body, { shop: 'A' })], limit: 1 });
        came[thing] = answer.rejected[0]?.code ?? 'taken';
      }
      expect(new Set(Object.values(came))).toEqual(new Set(['invalid']));
      // Without its body, too; and about such a thing, but another one than its body or its shop says.
      const bare = { ...seat.pen.write(type, subjectOf('word'), types[type].body, { shop: 'A' }), salt: null, body: null };
      const others = ['shop', 'page', 'record', 'ledger'].includes(abouts[type] ?? '')
        ? [seat.pen.write(type, subjectOf(abouts[type] ?? 'word', 'B'), types[type].body, { shop: 'A' })]
        : [];
      if ('origin' in types[type].body && type !== 'page.seen')
        others.push(seat.pen.write(type, subjectOf(abouts[type] ?? 'word').replace('shop', 'other'), types[type].body, { shop: 'A' }));
      const { rejected } = await seat.sync({ events: [bare, ...others], limit: 1 });
      expect(rejected.map(({ code }) => code)).toEqual(Array(1 + others.length).fill('invalid'));
    });

    it.each(roles)('written by %s for another organisation or in another name are refused, whatever the type', async (role) => {
      const seat = await sit(role);
      for (const type of eventTypes) {
        const { body } = types[type];
        const events = [
          seat.pen.write(type, 'x', body, { org: other }),
          seat.pen.write(type, 'x', body, { by: members.get('admin') === seat.signedIn.member ? uuid() : (members.get('admin') ?? '') }),
        ];
        expect((await seat.sync({ events, limit: 1 })).rejected.map(({ code }) => code)).toEqual(['wrong-org', 'wrong-member']);
      }
    });

    it.each(roles.flatMap((role) => (Object.keys(places) as Place[]).map((place) => [role, place] as const)))(
      'read by %s about %s',
      async (role, place) => {
        const { limited, readers } = places[place];
        await teamOf(world.db, org).setShops(members.get(role) ?? '', limited ? ['A'] : null);
        const seat = await sit(role);
        const writer = await sit(place === 'another person' || place === 'oneself' ? 'hr' : 'admin');
        const note = writer.pen.write('note.added', 'x', { text: 'secret' }, headAt(place, seat.signedIn.member));
        const [taken] = (await writer.sync({ events: [note], limit: 1 })).accepted;
        const page = await seat.sync({ cursor: (taken?.seq ?? 0) - 1, limit: 1000 });
        expect(page.events.some(({ head }) => head.id === note.head.id)).toBe((readers as readonly Role[]).includes(role));
        expect(page.more).toBe(false);
        const sealed = [await parts(seat, '/v1/state'), await parts(seat, `/v1/segments?upTo=${taken?.seq}`)].map((scopes) =>
          scopes.includes(taken?.scope ?? ''),
        );
        expect(sealed).toEqual(Array(2).fill((readers as readonly Role[]).includes(role)));
        const stranger = await sit('admin of another organisation');
        expect((await stranger.sync({ limit: 1000 })).events.every(({ head }) => head.org === other)).toBe(true);
      },
    );
  });
});
