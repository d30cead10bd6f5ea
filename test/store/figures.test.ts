import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Figure, figureValue } from '@/lib/domain/metric';
import { append } from '@/lib/store/log';
import { behind, figures, rowsOf } from '@/lib/store/read';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';
import { ledger, listing, look, open, see, settle, turn } from './writing';

beforeEach(async () => {
  freshDatabase();
  await addTestShop();
});

async function figure(id: string, now = noon): Promise<Figure & { value: number | null }> {
  const found = (await figures(shop, now)).find(({ metric }) => metric === id);
  if (!found) throw new Error(`no figure ${id}`);
  return { ...found, value: figureValue(found) };
}

describe('before anything was seen', () => {
  it('what pages would have to show is unknown: neither 0 nor 100', async () => {
    const values = Object.fromEntries((await figures(shop, noon)).map((each) => [each.metric, figureValue(each)]));
    expect(values).toEqual({
      completeness: null,
      'open-tasks': 0,
      'overdue-tasks': 0,
      'stock-agreement': null,
      'low-stock': null,
      campaigns: null,
      'waiting-customers': null,
    });
  });

  it('an empty list makes counts 0 and leaves shares unknown', async () => {
    await look('listing');
    await look('campaign');
    await look('message');
    expect((await figure('low-stock')).value).toBe(0);
    expect((await figure('campaigns')).value).toBe(0);
    expect((await figure('waiting-customers')).value).toBe(0);
    expect((await figure('completeness')).value).toBeNull();
  });
});

describe('a share', () => {
  it('is passed ÷ (passed + failed), with what was known of all', async () => {
    await look('listing');
    await see('1', 5);
    await turn(listing('1'), {
      'name-length': 'pass',
      'sku-present': 'pass',
      'price-positive': 'fail',
      'main-picture': 'unknown',
      'description-length': 'na',
    });
    expect(await figure('completeness')).toMatchObject({ numerator: 2, denominator: 3, known: 3, all: 4, value: 2 / 3 });
  });

  it('is unknown where all of it is unknown', async () => {
    await look('listing');
    await see('1', 5);
    await turn(listing('1'), { 'name-length': 'unknown', 'sku-present': 'unknown' });
    expect(await figure('completeness')).toMatchObject({ numerator: 0, denominator: 0, known: 0, all: 2, value: null });
  });

  it('follows a verdict that turns, and counts no other shop', async () => {
    await look('listing');
    await see('1', 5);
    await turn(listing('1'), { 'name-length': 'fail' });
    await turn(listing('1'), { 'name-length': 'pass' }, later(1));
    await see('1', 5, noon, 'shop-2');
    await turn(listing('1', 'shop-2'), { 'name-length': 'fail' });
    expect(await figure('completeness')).toMatchObject({ numerator: 1, denominator: 1 });
  });
});

describe('agreement of the stock', () => {
  it('is unknown without a ledger', async () => {
    await look('listing');
    await see('1', 5);
    expect(await figure('stock-agreement')).toMatchObject({ denominator: 0, all: 0, value: null });
  });

  it('counts what agrees of what was read, and covers what the ledger holds', async () => {
    await look('listing');
    await see('1', 5);
    await see('2', 7);
    await see('3', null);
    await see('4', 1);
    await ledger([
      ['SKU-1', 5],
      ['SKU-2', 6],
      ['SKU-3', 0],
      ['SKU-9', 4],
    ]);
    expect(await figure('stock-agreement')).toMatchObject({ numerator: 1, denominator: 2, known: 2, all: 4, value: 0.5 });
  });

  it('is counted anew when another ledger is loaded, and when the page turns', async () => {
    await look('listing');
    await see('1', 5);
    await ledger([['SKU-1', 6]]);
    expect((await figure('stock-agreement')).value).toBe(0);
    await ledger([['SKU-1', 5]]);
    expect((await figure('stock-agreement')).value).toBe(1);
    await see('1', 4, later(1));
    expect((await figure('stock-agreement')).value).toBe(0);
  });

  it('never covers more than there is, although two listings carry one SKU', async () => {
    await look('listing');
    const variants = ['a', 'b'].map((id) => ({ id, name: id, sku: 'SKU-1', stock: { onHand: 5, held: 0, locked: null, inTransit: null } }));
    await append(noon, {
      type: 'record.seen',
      subject: listing('1'),
      shop,
      body: { noun: 'listing', id: '1', fields: { variants }, url: '' },
    });
    await ledger([['SKU-1', 5]]);
    const { known, all } = await figure('stock-agreement');
    expect(known).toBeLessThanOrEqual(all);
  });
});

describe('a count', () => {
  it('of low stock is unknown while no stock was read: not 0', async () => {
    await look('listing');
    await see('1', null);
    await turn(listing('1'), { 'stock-low': 'unknown', 'stock-zero-live': 'unknown' });
    expect(await figure('low-stock')).toMatchObject({ known: 0, all: 1, value: null });
    await turn(listing('1'), { 'stock-low': 'fail' }, later(1));
    expect(await figure('low-stock')).toMatchObject({ known: 1, all: 1, value: 1 });
  });

  it('of tasks goes up and down with them', async () => {
    await open(listing('1'), null);
    await open(listing('2'), null);
    await settle(listing('2'), later(5));
    expect(await figure('open-tasks')).toMatchObject({ numerator: 1, value: 1 });
  });

  it('of what is overdue goes up by time alone', async () => {
    await open(listing('1'), later(60));
    expect((await figure('overdue-tasks', noon)).value).toBe(0);
    expect((await figure('overdue-tasks', later(61))).value).toBe(1);
    await settle(listing('1'), later(62));
    expect((await figure('overdue-tasks', later(63))).value).toBe(0);
  });

  it('of waiting customers counts their messages alone', async () => {
    await look('message');
    await open(listing('1'), null);
    await open(`${shop}/message/1`, null, 'message-waiting', 'message-answered');
    expect((await figure('waiting-customers')).value).toBe(1);
  });
});

describe('what stands behind a figure', () => {
  it('are its records, those that need something first', async () => {
    await see('1', 5);
    await see('2', 5);
    await see('3', 5);
    await turn(listing('1'), { 'name-length': 'pass' });
    await turn(listing('2'), { 'name-length': 'fail' });
    expect(await rowsOf(shop, 'completeness')).toEqual([listing('2'), listing('1')]);
    const [first] = await behind([listing('2')]);
    expect(first).toMatchObject({ subject: listing('2'), name: 'Listing 2', findings: [{ check: 'name-length', result: 'fail' }] });
  });

  it('are as many as it counts', async () => {
    await open(listing('1'), later(60));
    await open(listing('2'), null);
    await open(`${shop}/message/1`, null, 'message-waiting', 'message-answered');
    await open(listing('3'), later(60));
    await settle(listing('3'), later(1));
    for (const metric of ['open-tasks', 'overdue-tasks', 'waiting-customers']) {
      expect([metric, (await rowsOf(shop, metric, later(61))).length]).toEqual([metric, (await figure(metric, later(61))).numerator]);
    }
    expect(await rowsOf(shop, 'no such figure')).toEqual([]);
  });
});
