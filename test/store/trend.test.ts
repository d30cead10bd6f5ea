import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { caseId } from '@/lib/playbook/flow';
import type { Database } from '@/lib/store/database';
import { append } from '@/lib/store/log';
import { trend } from '@/lib/store/read';
import { addTestShop, freshDatabase, later, noon, shop } from './fresh';
import { listing, look, see, settle, turn } from './writing';

let db: Database;
beforeEach(async () => {
  db = freshDatabase();
  await addTestShop();
});

describe('the trend', () => {
  it('has a value for each day on which something was seen, and a gap for the others', async () => {
    const day = (days: number) => later(days * 24 * 60);
    await look('listing', day(-4));
    await see('1', 5, day(-4));
    await turn(listing('1'), { 'name-length': 'fail' }, day(-4));
    await look('listing', day(-2)); // nothing changed, but it was seen
    await turn(listing('1'), { 'name-length': 'pass' }, day(-1));
    const days = await trend(shop, 'completeness', 6, noon);
    expect(days.map((each) => each && [each.day, each.numerator, each.denominator])).toEqual([
      null,
      ['2026-11-20', 0, 1],
      null,
      ['2026-11-22', 0, 1],
      ['2026-11-23', 1, 1],
      null,
    ]);
  });

  it('takes what is heard later of an older day into that day and those that followed', async () => {
    const day = (days: number) => later(days * 24 * 60);
    await see('1', 5, day(-1));
    await turn(listing('1'), { 'name-length': 'pass' }, day(-1));
    await see('2', 5, day(-3));
    await turn(listing('2'), { 'name-length': 'fail' }, day(-3));
    const days = await trend(shop, 'completeness', 5, noon);
    expect(days.map((each) => each && [each.numerator, each.denominator])).toEqual([null, [0, 1], null, [1, 2], null]);
  });

  it('tells of overdue tasks as they were at the end of each day', async () => {
    const day = (days: number) => later(days * 24 * 60);
    await append(day(-3), {
      type: 'case.opened',
      subject: caseId('listing-gap', listing('1'), 'name-length', ''),
      shop,
      body: { flow: 'listing-gap', about: listing('1'), cause: 'name-length', period: '', params: {}, due: day(-2.1).toISOString() },
    });
    await settle(listing('1'), day(-1));
    const days = await trend(shop, 'overdue-tasks', 5, noon);
    expect(days.map((each) => each?.numerator ?? null)).toEqual([null, 0, 1, 0, 0]);
  });

  it('knows no figure that there is not', async () => {
    await look('listing');
    expect(await trend(shop, 'no such figure', 3, noon)).toEqual([null, null, null]);
  });
});

describe('days are those of the shop', () => {
  it.each([
    // Half past midnight in Shanghai is still the day before in UTC.
    ['Asia/Shanghai', '2026-11-24T16:30:00.000Z', ['2026-11-24', '2026-11-25']],
    ['America/Los_Angeles', '2026-11-24T08:30:00.000Z', ['2026-11-23', '2026-11-24']],
    // The night in which 29 March has 23 hours, and the one in which 25 October has 25.
    ['Europe/Berlin', '2026-03-29T22:30:00.000Z', ['2026-03-29', '2026-03-30']],
    ['Europe/Berlin', '2026-10-25T23:30:00.000Z', ['2026-10-25', '2026-10-26']],
    // A day that Samoa never had: 30 December 2011.
    ['Pacific/Apia', '2011-12-31T12:00:00.000Z', ['2011-12-31', '2012-01-01']],
  ])('%s at %s', async (timeZone, now, expected) => {
    await addTestShop(timeZone, 'zoned');
    await append(new Date(now), {
      type: 'page.seen',
      subject: 'zoned/listing',
      shop: 'zoned',
      body: { platform: 'vendure', page: 'list', noun: 'listing', rows: 0, total: 0, ids: [], origin: 'https://shop.example' },
    });
    const days = await trend('zoned', 'low-stock', 2, new Date(now));
    expect(days.map((each) => each?.day ?? null)).toEqual([null, expected[1]]);
    await append(new Date(Date.parse(now) - 20 * 3_600_000), {
      type: 'page.seen',
      subject: 'zoned/listing',
      shop: 'zoned',
      body: { platform: 'vendure', page: 'form', noun: 'listing', rows: 0, total: 0, ids: [], origin: 'https://shop.example' },
    });
    expect((await trend('zoned', 'low-stock', 2, new Date(now)))[0]?.day).toBe(expected[0]);
  });

  it('none is left out and none comes twice, on any day of a year, half an hour after midnight', async () => {
    await addTestShop('Europe/Berlin', 'zoned');
    const date = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const row = { shop: 'zoned', metric: 'low-stock', numerator: 1, denominator: 1, known: 1, all: 1 };
    await db.days.bulkPut(Array.from({ length: 365 }, (_, index) => ({ ...row, day: date(index) })));
    for (let index = 2; index < 365; index++) {
      // Berlin is an hour ahead of UTC, from 29 March to 25 October two.
      const summer = date(index) > '2026-03-29' && date(index) <= '2026-10-25';
      const now = new Date(`${date(index)}T00:30:00${summer ? '+02:00' : '+01:00'}`);
      const days = await trend('zoned', 'low-stock', 3, now);
      expect(days.map((each) => each?.day)).toEqual([date(index - 2), date(index - 1), date(index)]);
    }
  });
});
