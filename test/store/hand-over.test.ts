import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonical } from '@/lib/domain/hash';
import { maxBodyBytes } from '@/lib/domain/sync';
import { textRows } from '@/lib/files/text-rows';
import { addNote, addShop, addTask, connectSite, disconnectSite, exportAll, loadLedger } from '@/lib/store/act';
import { customerHasher, orgKey, setOrgKey } from '@/lib/store/customer';
import { type Database, setMeta } from '@/lib/store/database';
import { freshDatabase } from './fresh';
import { see } from './writing';

let db: Database;
let shop: string;
beforeEach(async () => {
  db = freshDatabase();
  shop = await addShop('Main shop');
});

describe('the export', () => {
  it('holds the log, and neither token nor key of the organisation', async () => {
    const key = await orgKey();
    await setMeta('api', {
      url: 'https://api.example',
      token: 'canary-token-5f1c',
      orgName: 'Org',
      name: 'Anna',
      role: 'specialist',
      email: 'canary@example.com',
    });
    await addTask('Restock', null, shop);
    await addNote('Supplier called', shop);
    const text = await (await exportAll()).text();
    for (const secret of ['canary-token-5f1c', key, 'canary@example.com']) expect(text).not.toContain(secret);
    const content = JSON.parse(text);
    expect(content.format).toBe('shop-loupe/1');
    expect(content.events.map(({ head }: { head: { type: string } }) => head.type).sort()).toEqual([
      'case.opened',
      'note.added',
      'shop.added',
    ]);
    expect(content.cases).toHaveLength(1);
  });

  it('of an empty profile is whole as well', async () => {
    freshDatabase();
    expect(JSON.parse(await (await exportAll()).text())).toMatchObject({ events: [], cases: [], rejected: [] });
  });
});

describe('a ledger', () => {
  it('is taken over as a whole, and replaces the one before', async () => {
    expect(await loadLedger(shop, 'a.csv', textRows('sku,quantity\nA-1,5\nA-2,0\n'))).toEqual({ ok: true, rows: 2 });
    expect(await loadLedger(shop, 'b.csv', textRows('sku,quantity\nA-1,6\n'))).toEqual({ ok: true, rows: 1 });
    expect(await db.ledger.toArray()).toEqual([{ shop, sku: 'A-1', quantity: 6 }]);
  });

  it('that is broken leaves the one before alone', async () => {
    await loadLedger(shop, 'a.csv', textRows('sku,quantity\nA-1,5\n'));
    expect(await loadLedger(shop, 'b.csv', textRows('sku,quantity\nA-1,many\n'))).toMatchObject({
      ok: false,
      problem: { code: 'bad-quantity' },
    });
    expect(await db.ledger.toArray()).toEqual([{ shop, sku: 'A-1', quantity: 5 }]);
    expect(await db.events.count()).toBe(2);
  });

  it('of another shop is refused: none of its SKUs is known here', async () => {
    await see('1', 5, undefined, shop);
    expect(await loadLedger(shop, 'a.csv', textRows('sku,quantity\nOTHER-1,5\nOTHER-2,5\n'))).toEqual({
      ok: false,
      problem: { code: 'wrong-shop', params: { rows: 2, known: 1 } },
    });
    expect(await loadLedger(shop, 'a.csv', textRows('sku,quantity\nSKU-1,5\nOTHER-2,5\n'))).toEqual({ ok: true, rows: 2 });
  });

  it('larger than one event may be is written in pieces, and is one ledger all the same', async () => {
    const rows = Array.from({ length: 9000 }, (_, index) => `红-${index}-${'é'.repeat(index % 40)},${index}`);
    expect(await loadLedger(shop, 'a.csv', textRows(`sku,quantity\n${rows.join('\n')}`))).toEqual({ ok: true, rows: 9000 });
    const events = (await db.events.toArray()).filter(({ head }) => head.type === 'ledger.loaded');
    expect(events.length).toBeGreaterThan(3);
    for (const { body } of events) expect(Buffer.byteLength(canonical(body))).toBeLessThanOrEqual(maxBodyBytes);
    expect(await db.ledger.count()).toBe(9000);
    expect((await db.ledger.get([shop, `红-8999-${'é'.repeat(39)}`]))?.quantity).toBe(8999);
    await loadLedger(shop, 'b.csv', textRows('sku,quantity\nA-1,6\n'));
    expect(await db.ledger.toArray()).toEqual([{ shop, sku: 'A-1', quantity: 6 }]);
  });

  it('leaves the ledgers of other shops alone', async () => {
    const other = await addShop('Other shop');
    await loadLedger(shop, 'a.csv', textRows('sku,quantity\nA-1,5\n'));
    await loadLedger(other, 'b.csv', textRows('sku,quantity\nA-1,9\n'));
    expect((await db.ledger.where({ shop }).toArray()).map(({ quantity }) => quantity)).toEqual([5]);
  });
});

describe('a site', () => {
  it('is connected to one shop, and gone once it is switched off', async () => {
    await connectSite({ platform: 'vendure', origin: 'https://shop.example', account: '', shop });
    expect(await db.sites.toArray()).toMatchObject([
      { origin: 'https://shop.example', platform: 'vendure', account: '', shop, lastSeenAt: null },
    ]);
    await disconnectSite('https://shop.example');
    await disconnectSite('https://shop.example');
    expect(await db.sites.count()).toBe(0);
    expect((await db.events.toArray()).filter(({ head }) => head.type === 'site.disconnected')).toHaveLength(1);
  });
});

describe('the address of a customer', () => {
  it('becomes the same hash for the same customer, and another under another key', async () => {
    const hash = await customerHasher();
    expect(hash('Anna@Example.com ')).toBe(hash('anna@example.com'));
    expect(hash('anna@example.com')).toMatch(/^[0-9a-f]{32}$/);
    expect(hash('ben@example.com')).not.toBe(hash('anna@example.com'));
    const before = hash('anna@example.com');
    expect(await setOrgKey('ab'.repeat(32))).toBe(true);
    expect((await customerHasher())('anna@example.com')).not.toBe(before);
  });

  it('has one key in a profile, although two pages are read at once', async () => {
    const [one, two] = await Promise.all([orgKey(), orgKey()]);
    expect([two, await orgKey()]).toEqual([one, one]);
  });

  it('keeps its key, and takes over no broken one', async () => {
    const key = await orgKey();
    for (const broken of ['', 'ab', 'zz'.repeat(32), `${'ab'.repeat(32)}a`]) expect(await setOrgKey(broken)).toBe(false);
    expect(await orgKey()).toBe(key);
    expect(await setOrgKey(` ${'AB'.repeat(32)}\n`)).toBe(true);
    expect(await orgKey()).toBe('ab'.repeat(32));
  });
});
