import type { Database } from '@/lib/store/database';
import { append } from '@/lib/store/log';
import { sealTail } from '@/lib/store/seal';
import { checkAtStart, type Sentinel, type Shelf, takeSentinel } from '@/lib/store/sentinel';
import { makeSpans } from '@/lib/store/spans';
import { type Damage, StoreError } from '@/lib/store/store-error';
import { guardWrites, markDamaged } from '@/lib/store/write';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';
import { ledger, listing, look, open, see, settle, turn } from './writing';

/** Where the sentinel stands, in our hand. */
export const shelf: Shelf & { sentinel: Sentinel | null } = {
  sentinel: null,
  read: async () => shelf.sentinel,
  write: async (next) => {
    shelf.sentinel = next;
  },
};

/** What each context of the extension does before its first write. */
export async function guard(): Promise<void> {
  const damage = await checkAtStart(shelf);
  if (damage.length === 0) return;
  await markDamaged(damage);
  throw new StoreError('store-damaged', damage);
}
export const noGuard = (): void =>
  guardWrites(
    async () => {},
    () => {},
  );

let first: { rows: Record<string, unknown[]>; sentinel: Sentinel | null } | null = null;

/** A log of every kind, 2,508 events alone: two segments with their spans, and a tail. Its sentinel is up to date. Written once, then copied. */
export async function longLog(): Promise<Database> {
  first ??= await writeLongLog();
  const db = freshDatabase();
  for (const table of db.tables) await table.bulkAdd(first.rows[table.name] ?? []);
  shelf.sentinel = first.sentinel;
  return db;
}

async function writeLongLog(): Promise<NonNullable<typeof first>> {
  const db = freshDatabase();
  await addTestShop();
  const body = { platform: 'vendure', origin: 'https://shop.example', account: '' };
  await append(noon, { type: 'site.connected', subject: body.origin, shop, body });
  await see('1', 3);
  await turn(listing('1'), { 'name-length': 'fail' });
  await open(listing('1'), null);
  await settle(listing('1'), later(1));
  await look('listing', noon, ['1']);
  await ledger([['SKU-1', 3]]);
  // Of a newer program: kept, and folded into nothing.
  const unknown = { type: 'thing.happened' as never, subject: 'thing', body: {} as never };
  for (let n = 0; n < 2_490; n += 249) await append(later(2), ...Array.from({ length: 249 }, () => unknown));
  const note = (text: number) => ({ type: 'note.added' as const, subject: `${text}`, body: { text: `note ${text}` } });
  await append(later(2), ...Array.from({ length: 10 }, (_, at) => note(at)));
  await sealTail();
  await makeSpans();
  await takeSentinel(shelf);
  const rows = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  return { rows: Object.fromEntries(rows), sentinel: shelf.sentinel };
}

export const some = () => append(later(3), { type: 'note.added', subject: 'after', body: { text: 'after' } });
export const found = (kind: Damage['kind'], where: string): Damage => ({ kind, where });

/** Alters one byte of a segment. */
export async function flipByte(db: Database, index: number): Promise<void> {
  const row = await db.payloads.get(['alone', index]);
  if (!row) throw new Error('no such segment');
  const payload = row.payload.slice();
  payload[1_000] = (payload[1_000] ?? 0) ^ 1;
  await db.payloads.put({ ...row, payload });
}
