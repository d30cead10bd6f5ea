import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { addNote } from '@/lib/store/act';
import { identity, join } from '@/lib/store/log';
import { freshDatabase } from './fresh';

it('a log begun alone says whose it was before anything is written as the new member', async () => {
  const db = freshDatabase();
  await addNote('alone', null);
  const { org, member, device } = await identity();
  const [adopted] = await Promise.all([join('team', 'wei', 'specialist'), addNote('meanwhile', null)]);
  expect(adopted).toBe('adopted');
  const events = (await db.events.toArray()).sort((a, b) => a.n - b.n);
  const first = events.findIndex(({ head }) => head.org === 'team');
  expect(events[first]?.head).toMatchObject({ type: 'log.adopted', by: 'wei', device, n: first + 1 });
  expect(events[first]?.body).toEqual({ fromOrg: org, fromMember: member });
  expect(events.slice(0, first).every(({ head }) => head.org === org)).toBe(true);
  expect(await identity()).toMatchObject({ org: 'team', member: 'wei', roles: ['specialist'], n: 3 });
});

it('nothing to take along: nothing is said; nor is it for the same member again', async () => {
  const db = freshDatabase();
  expect(await join('team', 'wei', 'specialist')).toBe('same');
  await addNote('ours', null);
  expect(await join('team', 'wei', 'supervisor')).toBe('same');
  expect(await db.events.count()).toBe(1);
  expect((await identity()).roles).toEqual(['supervisor']);
});
