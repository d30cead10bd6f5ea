import { describe, expect, it } from 'vitest';
import { textsOf } from '@/lib/text/load';
import { type Locale, translator } from '@/lib/text/text';
import { agoWords, atWords, dayWords, dueWords, exactTime } from '@/lib/text/when';

/** Local noon of a Tuesday, whatever zone this machine is in. */
const now = new Date(2026, 10, 24, 12, 0, 0);
const clock = (locale: Locale) => ({ now, locale, t: translator(locale, textsOf(locale)) });
const iso = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const day = 24 * 60;

describe('a moment', () => {
  it.each([
    [120, '14:00'],
    [-720, '00:00'],
    [day - 120, '明天 10:00'],
    [-day, '昨天 12:00'],
    [3 * day, '周五 12:00'],
    [-3 * day, '11月21日 12:00'],
    [30 * day, '12月24日 12:00'],
    [400 * day, '2027年12月29日 12:00'],
  ])('%s minutes from now is %s', (minutes, words) => {
    expect(atWords(iso(minutes), clock('zh-CN'))).toBe(words);
  });

  it('is spoken in each language', () => {
    expect(atWords(iso(day - 120), clock('zh-TW'))).toBe('明天 10:00');
    expect(atWords(iso(day - 120), clock('en'))).toMatch(/^tomorrow 10:00$/i);
    expect(atWords(iso(3 * day), clock('en'))).toBe('Fri 12:00');
  });
});

describe('a deadline', () => {
  it.each([
    [120, '14:00'],
    [-20, /20 分/],
    [-59, /59 分/],
    [-60, /1 小时/],
    [-23 * 60, /23 小时/],
    [-day, /1 天/],
    [-10 * day, /10 天/],
  ])('%s minutes from now is %s', (minutes, words) => {
    expect(dueWords(iso(minutes), clock('zh-CN'))).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
  });
});

describe('what happened', () => {
  it.each([
    [0, '刚刚'],
    [3, '刚刚'], // a clock that runs ahead a little
    [-3, '3 分钟前'],
    [-120, '2 小时前'],
    [-day, '昨天 12:00'],
  ])('%s minutes from now is %s', (minutes, words) => {
    expect(agoWords(iso(minutes), clock('zh-CN'))).toBe(words);
  });
});

it('a text that is no time says so, and breaks nothing', () => {
  for (const broken of ['', 'soon', '2026-13-40T99:00:00Z']) {
    for (const words of [atWords, dueWords, agoWords]) expect(words(broken, clock('en'))).toBe(textsOf('en')['when.unknown']);
    expect(exactTime(broken, 'en')).toBe(broken);
  }
});

it('a day of the calendar is moved by no time zone', () => {
  expect(dayWords('2026-11-24', 'zh-CN')).toBe('11月24日');
  expect(dayWords('2026-01-01', 'en')).toBe('Jan 1');
  expect(dayWords('someday', 'en')).toBe('someday');
});
