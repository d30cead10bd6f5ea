import { describe, expect, it } from 'vitest';
import { pickLocale, translator } from '@/lib/text/text';

describe('pickLocale', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hant-CN', 'zh-TW'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['en-US-u-va-posix', 'en'],
    ['zh_TW', 'zh-TW'],
    ['de', 'en'],
    ['yue-HK', 'en'],
  ])('%s is served in %s', (tag, locale) => {
    expect(pickLocale([tag])).toBe(locale);
  });

  it('takes the first of several that we have', () => {
    expect(pickLocale(['de-DE', 'fr', 'zh-HK', 'en'])).toBe('zh-TW');
    expect(pickLocale(['en-GB', 'zh-CN'])).toBe('en');
  });

  it('passes over what is no language, and falls back to English', () => {
    expect(pickLocale(['', 'C', '*', 'x'.repeat(40), 'zh-CN'])).toBe('zh-CN');
    expect(pickLocale([])).toBe('en');
    expect(pickLocale(['tlh', 'not a tag'])).toBe('en');
  });
});

describe('translator', () => {
  const texts = {
    plain: 'Saved',
    filled: '{name}: page {shown}, ledger {ledger}',
    twice: '{n} and {n}',
    plural: '{n} {n|picture|pictures}, needs {min}',
    none: '{n||s}',
    chinese: '只有 {n} 张图',
    chinesePlural: '{n} {n|张|张图}',
    braces: '{ not } {{n}} {}',
  };
  const t = translator('en', texts);

  it('fills names and numbers', () => {
    expect(t('plain')).toBe('Saved');
    expect(t('filled', { name: 'A-1', shown: 0, ledger: 5 })).toBe('A-1: page 0, ledger 5');
    expect(t('twice', { n: 3 })).toBe('3 and 3');
  });

  it.each([
    [0, '0 pictures, needs 2'],
    [1, '1 picture, needs 2'],
    [2, '2 pictures, needs 2'],
    [1.5, '1.5 pictures, needs 2'],
    [-1, '-1 picture, needs 2'],
    [1000, '1,000 pictures, needs 2'],
  ])('picks the form for %s', (n, expected) => {
    expect(t('plural', { n, min: 2 })).toBe(expected);
  });

  it('may leave a form empty', () => {
    expect([t('none', { n: 1 }), t('none', { n: 2 })]).toEqual(['', 's']);
  });

  it('has one form in Chinese, whatever the number', () => {
    const chinese = translator('zh-CN', texts);
    expect([chinese('chinesePlural', { n: 1 }), chinese('chinesePlural', { n: 2 })]).toEqual(['1 张图', '2 张图']);
    expect(chinese('chinese', { n: 12_345 })).toBe('只有 12,345 张图');
  });

  it('shows a key that is missing, and a value that is', () => {
    expect(t('no.such.key', { n: 1 })).toBe('no.such.key');
    expect(t('filled', { name: 'A-1' })).toBe('A-1: page {shown}, ledger {ledger}');
  });

  it('leaves alone what only looks like a place to fill', () => {
    expect(t('braces', { n: 1 })).toBe('{ not } {1} {}');
  });

  it('takes values as they are: what they hold is filled no further', () => {
    expect(t('filled', { name: '{shown}', shown: 1, ledger: 2 })).toBe('{shown}: page 1, ledger 2');
    expect(t('filled', { name: '$& <b>', shown: 1, ledger: 2 })).toBe('$& <b>: page 1, ledger 2');
  });
});
