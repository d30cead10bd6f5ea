import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { addNote, addShop } from '@/lib/store/act';
import { notes } from '@/lib/store/read';
import { freshDatabase } from './fresh';

beforeEach(freshDatabase);

it('what people write is kept, newest first, with the shop it is about [4.1.2]', async () => {
  const shop = await addShop('主店');
  await addNote('电话里答应周五补发', shop);
  await addNote('<b>second</b>', null);
  expect((await notes()).map(({ text, shopName }) => [text, shopName])).toEqual([
    ['<b>second</b>', null],
    ['电话里答应周五补发', '主店'],
  ]);
});
