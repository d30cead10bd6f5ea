// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { textsOf } from '@/lib/text/load';
import { locales } from '@/lib/text/text';
import { states } from './harness/states';
import { show } from './show';

afterEach(cleanup);

const all = Object.entries(states).flatMap(([screen, own]) => Object.entries(own).map(([state, make]) => ({ screen, state, make })));
const known = Object.keys(textsOf('en'));

describe.each(locales)('every state in %s', (locale) => {
  it.each(all)('$screen $state has all its texts', ({ state, make }) => {
    if (state.includes('fault')) vi.spyOn(console, 'error').mockImplementation(() => undefined);
    show(make(), locale);
    const said = [document.body.textContent ?? ''];
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(element.getAttribute(name) ?? '');
    }
    const text = said.join('\n');
    expect(text).not.toMatch(/\{\w+[|}]/);
    expect(known.filter((key) => key.includes('.') && text.includes(key))).toEqual([]);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text).not.toMatch(/\b(Error|Invalid|Oops|OK)\b/);
    vi.restoreAllMocks();
  });
});

describe('texts', () => {
  const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('layer/'),
  );
  const source = files.map((path) => readFileSync(`components/${path}`, 'utf8')).join('\n');

  it('that screens name are all there', () => {
    const named = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !known.includes(key))).toEqual([]);
  });
});
