import { describe, expect, it } from 'vitest';
import { textsOf } from '@/lib/text/load';
import { locales } from '@/lib/text/text';

const files = Object.entries(import.meta.glob<Record<string, string>>('../../locales/*/*.json', { eager: true, import: 'default' })).map(
  ([path, texts]) => ({ locale: path.split('/').at(-2) ?? '', area: path.split('/').at(-1) ?? '', texts }),
);
const areas = [...new Set(files.map(({ area }) => area))];
const asked = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();

describe.each(areas)('%s', (area) => {
  const inLocale = (locale: string) => files.find((file) => file.area === area && file.locale === locale)?.texts ?? {};
  const english = inLocale('en');

  it.each(locales)('has every key in %s, in the same order, and no empty text', (locale) => {
    const texts = inLocale(locale);
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    expect(Object.entries(texts).filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
  });

  it.each(['zh-CN', 'zh-TW'])('asks in %s for what it asks for in English', (locale) => {
    const texts = inLocale(locale);
    for (const [key, text] of Object.entries(english)) expect([key, asked(texts[key] ?? '')]).toEqual([key, asked(text)]);
  });

  it.each(locales)('has well-formed places to fill in %s', (locale) => {
    for (const [key, text] of Object.entries(inLocale(locale))) {
      expect([key, text.replace(/\{\w+(\|[^|{}]*\|[^|{}]*)?\}/g, '')]).toEqual([key, expect.not.stringMatching(/[{}]/)]);
    }
  });

  it('has no English left in Chinese: a sentence of Latin letters only', () => {
    for (const locale of ['zh-CN', 'zh-TW']) {
      const left = Object.entries(inLocale(locale)).filter(
        ([key, text]) => english[key] === text && /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(text),
      );
      expect(left).toEqual([]);
    }
  });
});

it('no two areas hold the same key', () => {
  for (const locale of locales) {
    const keys = files.filter((file) => file.locale === locale).flatMap(({ texts }) => Object.keys(texts));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(Object.keys(textsOf(locale)).length).toBe(keys.length);
  }
});
