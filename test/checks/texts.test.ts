import { describe, expect, it } from 'vitest';
import { checks } from '@/lib/checks/judge';
import { unknownReasons } from '@/lib/domain/verdict';
import { textsOf } from '@/lib/text/load';
import { locales, translator } from '@/lib/text/text';
import { caseFiles } from './case-files';

const parts = ['name', 'fail', 'fix', 'example', 'todo'];
const asked = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');

describe.each(locales)('texts of the checks in %s', (locale) => {
  const texts = textsOf(locale);
  const t = translator(locale, texts);

  it.each([...checks.keys()])('%s has a name, why, how to fix, an example and a task', (id) => {
    for (const part of parts) expect([part, texts[`check.${id}.${part}`]?.trim() || 'missing']).not.toEqual([part, 'missing']);
  });

  it.each([...caseFiles])('%s asks for nothing that a failing verdict does not hold', (id, { cases }) => {
    for (const { title, expect: expected } of cases) {
      if (expected.result !== 'fail') continue;
      for (const part of parts) {
        const key = `check.${id}.${part}`;
        expect(Object.keys(expected.params), `${key} with the params of "${title}"`).toEqual(
          expect.arrayContaining(asked(texts[key] ?? '')),
        );
        expect(t(key, expected.params)).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  });

  it.each([...checks.keys()])('%s is named without any number: a name stands where there is no verdict', (id) => {
    expect(asked(texts[`check.${id}.name`] ?? '')).toEqual([]);
    expect(asked(texts[`check.${id}.todo`] ?? '')).toEqual([]);
  });

  it('says what would make the unknown known, and names every sign', () => {
    for (const reason of unknownReasons) expect(texts[`unknown.${reason}`]).toBeTruthy();
    for (const sign of ['blocks', 'weakens', 'improves', 'pass', 'unknown']) expect(texts[`severity.${sign}`]).toBeTruthy();
  });

  it('has no texts of checks that are not there', () => {
    const named = Object.keys(texts).flatMap((key) => /^check\.([^.]+)\./.exec(key)?.[1] ?? []);
    expect([...checks.keys()]).toEqual(expect.arrayContaining([...new Set(named)]));
  });
});

it('says the number and what to do', () => {
  const params = { n: 4, min: 5, max: 60 };
  expect(translator('zh-CN', textsOf('zh-CN'))('check.name-length.fail', params)).toBe('标题 4 个字，应为 5 到 60 个字');
  expect(translator('zh-TW', textsOf('zh-TW'))('check.name-length.fail', params)).toBe('標題 4 個字，應為 5 到 60 個字');
  expect(translator('en', textsOf('en'))('check.name-length.fail', { ...params, n: 1 })).toBe('Title has 1 character, needs 5 to 60');
});
