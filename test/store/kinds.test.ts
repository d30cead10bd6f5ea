import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bodyHash, firstPrev, type LogEvent } from '@/lib/domain/event';
import { MemoryFold } from '@/lib/fold/memory';
import { caseId } from '@/lib/playbook/flow';
import { type Database, setMeta } from '@/lib/store/database';
import { rules } from '@/lib/store/fold-store';
import { append, type Draft } from '@/lib/store/log';
import { rebuildIfDue } from '@/lib/store/rebuild';
import { syncStore } from '@/lib/store/sync-store';
import { eventOf } from '../playbook/cases';
import { addTestShop, freshDatabase, noon, shop } from './fresh';

const origin = 'https://shop.example';
const about = `${shop}/listing/1`;
const kase = caseId('listing-gap', about, 'name-length', '');
const opened = { flow: 'listing-gap', about, cause: 'name-length', period: '', params: {}, due: null };
/** One of each kind that is folded in the order of the log. */
const whole: Draft[] = [
  { type: 'site.connected', subject: origin, shop, body: { platform: 'vendure', origin, account: '' } },
  { type: 'ledger.loaded', subject: `${shop}/ledger`, shop, body: { rows: [['A-1', 3]], file: 'a.csv' } },
  { type: 'case.opened', subject: kase, shop, body: opened },
  { type: 'record.seen', subject: about, shop, body: { noun: 'listing', id: '1', fields: { name: 'Teapot' }, url: origin } },
];
/** Each under the subjects of all others, and under things of its own kind that are not its own. */
const stray: Draft[] = [
  ...whole.flatMap((draft) => whole.filter(({ subject }) => subject !== draft.subject).map(({ subject }) => ({ ...draft, subject }))),
  { type: 'case.moved', subject: origin, shop, body: { verb: 'settle', evidence: 'person' } },
  { type: 'case.moved', subject: `${shop}/ledger`, shop, body: { verb: 'settle', evidence: 'person' } },
  { type: 'site.disconnected', subject: kase, shop, body: { origin } },
  { type: 'site.disconnected', subject: origin, shop, body: { origin: 'https://other.example' } },
  { type: 'ledger.loaded', subject: `${shop}/ledger`, shop: 'shop-2', body: { rows: [['A-1', 9]], file: 'b.csv' } },
  { type: 'record.seen', subject: about, shop: 'shop-2', body: { noun: 'listing', id: '1', fields: { name: 'Nothing' }, url: origin } },
  { type: 'shop.added', subject: shop, shop: 'shop-2', body: { name: 'Mine', colour: '#000000', timeZone: 'UTC' } },
];

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop();
});

const shown = async () => ({
  sites: await db.sites.toArray(),
  ledger: await db.ledger.toArray(),
  cases: await db.cases.toArray(),
  records: await db.records.toArray(),
  shops: await db.shops.toArray(),
});
const numbered = (events: readonly LogEvent[], after = 0) =>
  events.map((event, at) => ({ ...event, seq: after + at + 1, receivedAt: noon.toISOString(), scope: `shop:${event.head.shop}` }));
const colleague = (drafts: readonly Draft[]): LogEvent[] =>
  drafts.map(({ type, body, ...head }, at) => eventOf(type, body, { ...head, device: 'phone', n: at + 1 }));

async function pull(events: readonly LogEvent[], after = 0): Promise<void> {
  const at = await syncStore.place();
  const [serverNow, cursor] = [noon.toISOString(), after + events.length];
  const answer = { v: 1 as const, epoch: 'e', head: cursor, cursor, more: false, serverNow, accepted: [], rejected: [] };
  await syncStore.applyAnswer({ ...answer, events: numbered(events, after) }, at);
}

describe('an event under a subject that its type does not speak of changes nothing', () => {
  it.each([
    ['after what is there', [...whole, ...stray], 0],
    ['before it', [...stray, ...whole], 0],
    ['in segments', [...whole, ...stray], 1_600],
  ] as const)('%s', async (_where, drafts, notes) => {
    const fill: Draft[] = Array.from({ length: notes }, () => ({ type: 'note.added', subject: 'n', shop, body: { text: 'x' } }));
    await pull(colleague([...whole, ...fill]));
    const before = await shown();
    expect(Object.values(before).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);

    db = freshDatabase();
    await addTestShop();
    await pull(colleague([...drafts, ...fill]));
    const strip = ({ cases, records, ...rest }: Awaited<ReturnType<typeof shown>>) => ({
      ...rest,
      cases,
      records: records.map((row) => ({ ...row, stamps: null })),
    });
    expect(strip(await shown())).toEqual(strip(before));
    // What is written after it goes on from there.
    await append(noon, { type: 'case.moved', subject: kase, shop, body: { verb: 'settle', evidence: 'person' } });
    expect(await db.cases.toArray()).toMatchObject([{ id: kase, state: 'done' }]);
  });

  it('also where only its head is left, or a newer program wrote it: nobody’s sync ends there', async () => {
    const bare = { ...eventOf('case.moved', { verb: 'settle', evidence: 'person' }, { subject: origin, shop }), salt: null, body: null };
    const newer = eventOf('ledger.loaded', { rows: [['A-1', 1]], file: 'x' }, { subject: kase, shop, v: 2 });
    const fill: Draft[] = Array.from({ length: 400 }, () => ({ type: 'note.added', subject: 'n', shop, body: { text: 'x' } }));
    await pull(colleague([...whole, ...fill]));
    expect(await db.bases.count()).toBe(3);
    await pull([bare, newer], whole.length + fill.length);
    expect(await db.cases.toArray()).toMatchObject([{ id: kase }]);
    expect(await db.ledger.toArray()).toMatchObject([{ sku: 'A-1', quantity: 3 }]);
  });

  it('in the state that a server folds, as here', async () => {
    const fold = async (drafts: readonly Draft[]) => {
      const fold = new MemoryFold(rules);
      for (const event of numbered(colleague(drafts))) await fold.take(event, event.scope);
      const { sites, cases, ledger, shops } = await fold.all();
      return { sites, cases, ledger, shops };
    };
    expect(await fold([...whole, ...stray])).toEqual(await fold(whole));
  });

  it('what an older program made of such a log is made anew', async () => {
    await pull(colleague([...whole, ...stray]));
    const before = await shown();
    const odd = { id: '', salt: '', bodyHash: bodyHash('', {}), prev: firstPrev };
    await db.bases.put({ subject: origin, scope: 'org', seq: 1, state: odd as never });
    await db.sites.clear();
    await setMeta('foldMark', 'of before');
    await rebuildIfDue();
    expect(await shown()).toEqual(before);
  });
});
