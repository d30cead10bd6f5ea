import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { headHash } from '@/lib/domain/event';
import type { Listing } from '@/lib/domain/record';
import { FileDesk } from '@/lib/file-desk';
import { judgeAgain, look } from '@/lib/pipeline';
import { connectSite } from '@/lib/store/act';
import { type Database, getMeta } from '@/lib/store/database';
import { behind, figures } from '@/lib/store/read';
import { rebuild } from '@/lib/store/rebuild';
import { addTestShop, contentOf, freshDatabase, later, noon, shop, sorted } from '../store/fresh';
import { text } from './made';

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop('UTC', shop);
});

const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} });
const desk = async (...lines: string[]) => {
  const made = new FileDesk();
  const opened = await made.lay(new Blob([text(lines.join('\n'))]), 'products.csv');
  if (!opened.ok) throw new Error(opened.fault.code);
  return { made, mapping: opened.view.mapping, view: opened.view };
};
const take = async (lines: string[], now = noon, into: { id: string } | { name: string } = { id: shop }) => {
  const { made, mapping } = await desk(...lines);
  return made.takeIn(into, mapping, now, quiet());
};
const head = 'id,name,sku,price,stock,images,description';
const rowOf = (id: string) => db.records.get(`${shop}/listing/${id}`);

describe('a file of listings', () => {
  it('becomes records, verdicts and tasks, as a page does', async () => {
    const report = await take([
      `${head},status`,
      '1,Pot,P-1,9.90,3,,,Active',
      '2,A tea cup of clay,P-2,4.50,0,https://a.example/1.jpg,Made of clay,上架',
    ]);
    expect(report).toMatchObject({ rows: 2, added: 2, changed: 0, unchanged: 0 });
    const pot = await rowOf('1');
    expect(pot).toMatchObject({
      fields: { name: 'Pot', sku: 'P-1', price: { amount: 990, currency: 'XXX' }, stock: { onHand: 3 }, mainPicture: false, pictures: 0 },
      url: '',
      verdicts: { 'name-length': { result: 'fail' }, 'main-picture': { result: 'fail' }, 'sku-present': { result: 'pass' } },
    });
    expect(pot?.fromFile).toEqual(['description', 'live', 'mainPicture', 'name', 'pictures', 'price', 'sku', 'stock']);
    expect((await db.cases.toArray()).some(({ about, cause }) => about === `${shop}/listing/1` && cause === 'name-length')).toBe(true);
    const told = await figures(shop, noon);
    // A count that is known, though no page has shown it: it has no denominator.
    expect(told.find(({ metric }) => metric === 'low-stock')).toMatchObject({ denominator: null, known: 2 });
    const complete = told.find(({ metric }) => metric === 'completeness');
    expect(complete?.known).toBeGreaterThan(0);
    expect(complete?.denominator).toBeGreaterThan(0);
  });

  it('keeps the chain whole, and a rebuild from the log comes to the same', async () => {
    await take([head, ...Array.from({ length: 700 }, (_, at) => `${at},Cup ${at},C-${at},${at}.5,${at},,`)]);
    const events = sorted(await db.events.toArray());
    expect(events.every((event, at) => at === 0 || event.head.prev === headHash(events[at - 1]!.head))).toBe(true);
    expect(await db.outbox.count()).toBe(events.length);
    const before = await contentOf(db);
    await rebuild();
    const after = await contentOf(db);
    for (const table of ['records', 'cases', 'counters', 'days']) expect(after[table], table).toEqual(before[table]);
  });

  it('again writes nothing and says so; what changed is told apart', async () => {
    const lines = [head, '1,Pot,P-1,9.90,3,,', '2,Cup,P-2,4.50,0,,'];
    await take(lines);
    const before = await db.events.count();
    expect(await take(lines, later(1))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await db.events.count()).toBe(before);
    expect(await take([head, '1,Pot,P-1,9.90,4,,', '2,Cup,P-2,4.50,0,,'], later(2))).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect((await rowOf('1'))?.fields).toMatchObject({ stock: { onHand: 4 } });
  });

  it('stopped half-way has changed nothing: no record, no event, no shop', async () => {
    const lines = [head, ...Array.from({ length: 1_200 }, (_, at) => `${at},Cup,C-${at},1,1,,`)];
    const before = await contentOf(db);
    const { made, mapping } = await desk(...lines);
    const stop = new AbortController();
    const onProgress = (done: number) => done >= 500 && stop.abort();
    await expect(made.takeIn({ name: 'New shop' }, mapping, noon, { signal: stop.signal, onProgress })).rejects.toThrow();
    expect(await contentOf(db)).toEqual(before);
  });

  it('may bring its shop along', async () => {
    await take([head, '1,Pot,P-1,9.90,3,,'], noon, { name: 'Night market' });
    const made = (await db.shops.toArray()).find(({ name }) => name === 'Night market');
    expect(
      await db.records
        .where('[shop+noun]')
        .equals([made?.id ?? '', 'listing'])
        .count(),
    ).toBe(1);
  });

  it('meets what a page has shown: by id, or by its code where the file has no ids; address and currency stay', async () => {
    await connectSite({ platform: 'recognised', origin: 'https://one.example', account: '', shop });
    const rows = [{ id: '77', name: 'Pot', sku: 'P-1', price: { amount: '9.90', currency: 'EUR' }, stock: { onHand: 2 } }];
    const base = {
      at: noon.toISOString(),
      account: '',
      nested: {},
      unsaved: false,
      platform: 'recognised',
      page: 'listing-list',
      url: 'https://one.example/goods',
    };
    expect(await look({ ...base, source: 'recognised', rows }, noon)).toMatchObject({ ok: true });
    const report = await take(['sku,name,price,stock', 'P-1,Pot,9.90,5', 'P-9,New pot,1,1'], later(5));
    expect(report).toMatchObject({ added: 1, changed: 1 });
    const pot = await rowOf('77');
    expect(pot).toMatchObject({
      url: 'https://one.example/goods',
      fields: { price: { amount: 990, currency: 'EUR' }, stock: { onHand: 5 } },
    });
    expect(pot?.fromFile).toEqual(['stock']);
    expect((await behind([`${shop}/listing/77`, `${shop}/listing/P-9`])).map(({ fromFile }) => fromFile)).toEqual(['some', 'all']);
    await look({ ...base, source: 'recognised', rows: [{ ...rows[0], id: '77', stock: { onHand: 6 } }] }, later(9));
    expect((await rowOf('77'))?.fromFile).toBeUndefined();
  });

  it('is judged again when a ledger comes, though no page has shown it', async () => {
    await take([head, '1,Pot,P-1,9.90,3,,']);
    expect((await rowOf('1'))?.verdicts['stock-agrees']).toMatchObject({ result: 'unknown', reason: 'no-ledger' });
    const { made } = await desk('SKU,数量', 'P-1,4');
    expect(await made.loadLedger(shop, later(1))).toEqual({ ok: true, rows: 1 });
    await judgeAgain(shop, ['listing'], later(1));
    expect((await rowOf('1'))?.verdicts['stock-agrees']).toMatchObject({ result: 'fail' });
  });

  it('with a variant seen on a page before keeps the listing as one', async () => {
    await take(['Handle,Title,Option1 Value,Variant SKU,Variant Price', 'cup,Cup,S,C-S,1.00', 'cup,,L,C-L,2.00']);
    const fields = (await rowOf('cup'))?.fields as Listing;
    expect(fields).toMatchObject({ name: 'Cup', variantTotal: 2 });
    expect(fields.variants?.map(({ sku, price }) => [sku, price?.amount])).toEqual([
      ['C-S', 100],
      ['C-L', 200],
    ]);
  });

  it('that names variants alone is matched by their code, and one of several is refused: whose it is, it does not say', async () => {
    await take(['Handle,Title,Option1 Value,Variant SKU,Variant Price', 'cup,Cup,S,C-S,1.00', 'cup,,L,C-L,2.00', 'pot,Pot,,P-1,3.00']);
    const report = await take(['规格编码,规格库存', 'C-S,5', 'P-1,6'], later(1));
    expect(report).toMatchObject({
      added: 0,
      changed: 1,
      refused: { count: 1, first: [{ line: 2, code: 'variant-alone', value: 'C-S' }] },
    });
    expect((await rowOf('pot'))?.fields).toMatchObject({ variants: [{ sku: 'P-1', price: { amount: 300 }, stock: { onHand: 6 } }] });
    expect(await rowOf('C-S')).toBeUndefined();
  });

  it('too large for one event is refused with its row, and the others are kept', async () => {
    const report = await take([head, `1,Pot,P-1,1,1,,${'很长'.repeat(20_000)}`, '2,Cup,P-2,1,1,,']);
    expect(report).toMatchObject({ added: 1, refused: { count: 1, first: [{ line: 2, code: 'too-large', value: '1' }] } });
    expect(await rowOf('1')).toBeUndefined();
  });

  it('is mapped as a person did last time for files with the same header', async () => {
    const lines = ['甲,乙,丙', 'A,茶壶,3'];
    const first = await desk(...lines);
    expect(first.view.isRemembered).toBe(false);
    await first.made.takeIn({ id: shop }, { fields: ['sku', 'name', 'stock'], currency: 'CNY' }, noon, quiet());
    const second = await desk('甲,乙,丙', 'B,茶杯,4');
    expect(second.view).toMatchObject({ isRemembered: true, mapping: { fields: ['sku', 'name', 'stock'], currency: 'CNY' } });
    expect((await desk('甲,乙,丁', 'B,茶杯,4')).view.isRemembered).toBe(false);
    expect(await getMeta('fileMappings')).toHaveLength(1);
  });
});
