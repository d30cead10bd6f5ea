import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchFolder, searchStored } from '../e2e/harness/canary.ts';
import { difference, operationOf } from '../e2e/harness/counting-proxy.ts';
import { unsnappy } from '../e2e/harness/leveldb.ts';
import { compare } from '../truth/compare.ts';
import { checks } from '../truth/rules.ts';
import { type Truth, textOf } from '../truth/truth.ts';

/** The guards of the end-to-end tests, each seen to fail. */

describe('the search for canaries', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shop-loupe-guards-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const encoding of ['utf8', 'utf16le'] as const) {
    it(`finds Latin and 汉字 in ${encoding}`, () => {
      writeFileSync(join(folder, 'file'), Buffer.from('before 鹭鸣的包裹 and vermilion after', encoding));
      const { hits } = searchFolder(folder, ['鹭鸣的包裹', 'vermilion', 'not there']);
      expect(hits.map(({ canary }) => canary)).toEqual(['鹭鸣的包裹', 'vermilion']);
    });
  }

  it('finds UTF-16 turned round, as IndexedDB writes its keys', () => {
    writeFileSync(join(folder, 'file'), Buffer.from('vermilion', 'utf16le').swap16());
    expect(searchFolder(folder, ['vermilion']).hits).toHaveLength(1);
  });

  it('finds nothing where nothing is', () => {
    writeFileSync(join(folder, 'file'), 'clean');
    expect(searchFolder(folder, ['vermilion'])).toEqual({ files: 1, hits: [] });
    expect(searchStored([{ place: 'x', text: 'clean' }], ['vermilion'])).toEqual([]);
  });

  it('unpacks Snappy: literals, near and far copies, runs that overlap', () => {
    // "abcd" as a literal, then 8 bytes copied from 4 back (overlapping).
    expect(unsnappy(Buffer.from([12, 0x0c, 0x61, 0x62, 0x63, 0x64, 0x11, 0x04]))?.toString()).toBe('abcdabcdabcd');
    expect(unsnappy(Buffer.from([12, 0x0c, 0x61, 0x62, 0x63, 0x64, 0x1e, 0x04, 0x00]))?.toString()).toBe('abcdabcdabcd');
    expect(unsnappy(Buffer.from([5, 0x11, 0x04]))).toBeNull();
    expect(unsnappy(Buffer.from([]))).toBeNull();
  });
});

describe('the count of requests', () => {
  it('names an operation by its name or its query', () => {
    expect(operationOf('{"operationName":"A","query":"query B { x }"}')).toBe('A');
    expect(operationOf('{"query":"mutation Save($i: I) { x }"}')).toBe('Save');
    expect(operationOf('{"query":"{ x }"}')).toBe('unnamed');
    expect(operationOf('not json')).toBe('');
  });

  it('tells more and fewer apart', () => {
    const first = new Map(Object.entries({ a: 1, b: 2 }));
    const second = new Map(Object.entries({ a: 2, c: 1 }));
    expect(difference(first, second)).toEqual(['+1 a', '-2 b', '+1 c']);
    expect(difference(first, first)).toEqual([]);
  });
});

describe('the truth', () => {
  const truths = new Map([['1', Object.fromEntries(checks.map((check) => [check, 'pass'])) as Record<(typeof checks)[number], Truth>]]);
  const said = (change: Record<string, { result: string; reason?: string }>) =>
    new Map([['1', { ...Object.fromEntries(checks.map((check) => [check, { result: 'pass' }])), ...change }]]);

  it('takes a wrong verdict, a missing one and an unknown without a reason for wrong', () => {
    expect(compare(truths, said({})).wrong).toEqual([]);
    expect(compare(truths, said({ 'name-length': { result: 'fail' } })).wrong).toHaveLength(1);
    expect(compare(truths, said({ 'name-length': { result: 'unknown' } })).wrong).toHaveLength(1);
    expect(compare(truths, said({ 'name-length': { result: 'unknown', reason: 'partly-shown' } }))).toMatchObject({
      wrong: [],
      unknown: [{}],
    });
    expect(compare(truths, new Map()).wrong).toHaveLength(checks.length);
  });

  it('reads markup as a person does', () => {
    expect(textOf('<p><br></p>')).toBe('');
    expect(textOf('<p>&nbsp;</p>')).toBe('');
    expect(textOf('<p>Good &amp; <b>cheap</b></p><p>又好</p>')).toBe('Good & cheap 又好');
  });
});
