import { describe, expect, test } from 'vitest';
import { readers } from '@/lib/adapter/readers';
import type { Raw } from '@/lib/domain/observation';
import { read, table } from './reading';

table('text', [
  [' Gap \n  bare ', 'Gap bare'],
  ['汉字　标题', '汉字 标题'],
  [7, '7'],
  ['', null],
  ['\n', null],
  ['\u00a0', null],
  ['\u200b', null],
  ['-', null],
  ['—', null],
  ['/', null],
  ['N/A', null],
  ['无', null],
  [null, null],
  ['a-b', 'a-b'],
  [true, undefined],
  [['x'], undefined],
  [{}, undefined],
]);

table('htmlText', [
  ['<p>Now <b>bold</b>er.</p><ul><li><p>One</p></li><li>Two &amp; three</li></ul>', 'Now bolder. One Two & three'],
  ['a<br>b', 'a b'],
  ['plain text', 'plain text'],
  ['<p><br></p>', null],
  ['<p><br class="ProseMirror-trailingBreak"></p>', null],
  ['<p>&nbsp;</p>', null],
  ['\n', null],
  ['', null],
  [null, null],
  ['<script>alert(1)</script><style>p{}</style><p>x</p>', 'x'],
  ['<!-- a comment --><p>x</p>', 'x'],
  ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
  ['<p>open <b>never closed', 'open never closed'],
  ['&lt;b&gt; is no tag', '<b> is no tag'],
  ['<img src=x onerror=alert(1)>', null],
  [3, undefined],
]);

table('presence', [
  [true, true],
  [null, false],
  [{}, true],
  ['/a.jpg', true],
  ['', false],
  [1, undefined],
]);

table('count', [
  [2, 2],
  [null, 0],
  [[], 0],
  [[{}, {}], 2],
  ['2', undefined],
  [-1, undefined],
]);

table('list', [
  [
    [' Electronics ', '', 'Apple'],
    ['Electronics', 'Apple'],
  ],
  [null, []],
  [['a', 1], undefined],
  ['a', undefined],
]);

const chip = { success: true, warning: false };
table('flag', [
  ['success', true, chip],
  ['warning', false, chip],
  ['error', undefined, chip],
  ['toString', undefined, chip],
  ['success', undefined],
  [true, true],
  [null, null],
  ['', null, chip],
  [1, undefined],
]);

table('lastSegment', [
  ['/admin/catalog/products/6933012345678901234', '6933012345678901234'],
  ['/p/17?tab=2#x', '17'],
  ['/p/17/', '17'],
  ['', undefined],
  [17, undefined],
]);

table('ownerSegment', [
  ['/admin/catalog/products/17/variants/33', '17'],
  ['/33', undefined],
]);

table('id', [
  ['55', '55'],
  [55, '55'],
  ['6933012345678901234', '6933012345678901234'],
  [2 ** 53, undefined],
  ['  ', undefined],
  [null, undefined],
]);

describe('every reader', () => {
  const hostile: Raw[] = [
    null,
    true,
    Number.MAX_VALUE,
    -0,
    '',
    '\u0000',
    '\ud800',
    '9'.repeat(100_000),
    '$'.repeat(100_000),
    '('.repeat(50_000),
    ' '.repeat(100_000),
    `<p>${'<b>'.repeat(20_000)}`,
    [],
    [[[]]],
    {},
    JSON.parse('{"__proto__":{"amount":1,"currency":"USD"},"constructor":1}') as Raw,
    { amount: {}, currency: [] },
  ];

  test.each([...readers.keys()])('%s takes anything, soon, and changes nothing', (name) => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    const from = performance.now();
    for (const raw of hostile) expect(() => read(name, raw, { a: 'b' })).not.toThrow();
    expect(performance.now() - from).toBeLessThan(1000);
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
  });
});
