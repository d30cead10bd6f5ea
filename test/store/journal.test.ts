import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { addNote } from '@/lib/store/act';
import { journalMembers, journalView } from '@/lib/store/journal';
import { append, identity, join } from '@/lib/store/log';
import { sealTail } from '@/lib/store/seal';
import { makeSpans } from '@/lib/store/spans';
import { addTestShop, freshDatabase, later, noon } from './fresh';
import { listing, open, see, settle } from './writing';

it('tells a day with the names that things have, newest first, and counts it', async () => {
  freshDatabase();
  await addTestShop();
  await see('1', 3, later(1));
  await open(listing('1'), null);
  await settle(listing('1'), later(2));
  await append(later(3), { type: 'note.added', subject: 'n', body: { text: 'The courier is late' } });
  await append(later(1440), { type: 'note.added', subject: 'n', body: { text: 'tomorrow' } });
  const { member } = await identity();
  const { rows, counts, coming } = await journalView(member, '2026-11-24');
  expect(rows.map(({ type, move, name, shopName }) => [type, move, name, shopName])).toEqual([
    ['note.added', null, 'The courier is late', null],
    ['case.moved', 'listing-gap.settle', 'Listing 1', 'Main shop'],
    ['record.seen', null, 'Listing 1', 'Main shop'],
    ['case.opened', null, 'Listing 1', 'Main shop'],
    ['shop.added', null, null, 'Main shop'],
  ]);
  expect(counts).toContainEqual({ type: 'case.moved', n: 1 });
  expect(coming).toBeNull();
  expect((await journalView(member, '2026-11-26')).rows).toEqual([]);
});

it('knows who wrote, sealed or not, the own member first', async () => {
  freshDatabase();
  expect(await journalMembers()).toEqual([]);
  await append(noon, ...Array.from({ length: 1_600 }, () => ({ type: 'note.added' as const, subject: 'n', body: { text: 'x' } })));
  const { member } = await identity();
  await join('org', 'anna', 'specialist');
  await addNote('as anna', null);
  await join('org', 'zoe', 'specialist');
  await sealTail();
  await makeSpans();
  expect(await journalMembers()).toEqual(['zoe', ...['anna', member].sort()]);
});
