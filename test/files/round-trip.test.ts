import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '@/lib/files/table';
import { encoded, read, text, utf16 } from './made';

/** The same numbers from the same seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const pieces = ['茶', '壶', '红', 'a', 'B', '7', ' ', ',', ';', '\t', '"', '""', '\n', '\r\n', "'", '=1+1', '@', '，', '“', '元', '.', '-'];
const ways: [Encoding, (content: string) => Uint8Array<ArrayBuffer>][] = [
  ['utf-8', text],
  ['utf-8', (content) => text(`\ufeff${content}`)],
  ['gb18030', (content) => encoded(content, 'gb18030')],
  ['utf-16le', (content) => utf16(content)],
  ['utf-16be', (content) => utf16(content, true)],
];

describe('a table, written and read again, is the same', () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))('seed %i', async (seed) => {
    const below = chance(seed);
    const width = 2 + below(6);
    const cell = () => Array.from({ length: below(7) }, () => pieces[below(pieces.length)]).join('');
    const table = [
      Array.from({ length: width }, (_, at) => (at === 0 ? '商品ID' : `列${at}`)),
      ...Array.from({ length: 1 + below(8) }, () => Array.from({ length: width }, (_, at) => (at === 0 ? `${below(900) + 100}` : cell()))),
    ];
    const content = Papa.unparse(table, {
      delimiter: [',', ';', '\t'][below(3)],
      newline: below(2) ? '\n' : '\r\n',
      quotes: below(2) === 1,
    });
    const [encoding, bytes] = ways[below(ways.length)] ?? ways[0]!;
    const got = await read(bytes(content));
    expect(got).toMatchObject({ ok: true, table: { encoding } });
    expect(got.ok && got.table.rows.map(({ cells }) => cells)).toEqual(table);
  });

  it('a person may say which encoding it is: Big5 looks like GB 18030 to a program', async () => {
    const bytes = encoded('商品編號,商品名稱\n1,茶壺\n', 'big5');
    const guessed = await read(bytes);
    expect(guessed.ok && guessed.table.encoding).toBe('gb18030');
    const said = await read(bytes, 'big5');
    expect(said.ok && said.table.rows.map(({ cells }) => cells)).toEqual([['商品編號', '商品名稱'], ['1', '茶壺'], ['']]);
  });
});
