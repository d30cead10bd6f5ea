import { describe, expect, it } from 'vitest';
import { blindReasons } from '@/lib/domain/observation';
import type { Finding } from '@/lib/domain/verdict';
import { knownFindings } from '@/lib/layer/known';
import { handsTexts, layerTexts, markTexts } from '@/lib/layer/layer-texts';
import { packFindings, type Told } from '@/lib/layer/packed';
import { emptyScene, sceneOf } from '@/lib/layer/scene';
import { withSpokenTimes } from '@/lib/layer/spoken';
import { summaryOf } from '@/lib/layer/summary';
import { badgeParts, partsOf } from '@/lib/layer/tally';
import { textsOf } from '@/lib/text/load';
import { locales, translator } from '@/lib/text/text';

const subject = 'shop/listing/17';
const fail = (check: string, field: string, severity: Told['severity'], at?: string): Told => ({
  check,
  field,
  severity,
  result: 'fail',
  params: {},
  at,
});
const unknown = (check: string, field: string): Told => ({ check, field, severity: 'weakens', result: 'unknown', reason: 'not-seen-yet' });
const pass = (check: string): Told => ({ check, field: 'name', severity: 'weakens', result: 'pass' });
const na = (check: string): Told => ({ check, field: 'name', severity: 'weakens', result: 'na' });

describe('a scene', () => {
  it('gives a row of a list the findings of its own record, and a row without a known record nothing', () => {
    const found = [fail('name-length', 'name', 'weakens')];
    const rows = [
      { element: 'a', subject },
      { element: 'b', subject: null },
      { element: 'c', subject: 'shop/listing/18' },
    ];
    const scene = sceneOf({ rows, fields: new Map(), parts: [] }, (of) => (of === subject ? found : []), null);
    expect(scene.rows.map(({ element, findings }) => [element, findings.length])).toEqual([
      ['a', 1],
      ['c', 0],
    ]);
    expect(scene.findings).toEqual(found);
  });

  it('puts each finding of a form once: beside its field, or beside the row of the variant it is about', () => {
    const found = [
      fail('main-picture', 'mainPicture', 'weakens'),
      fail('picture-count', 'pictures', 'improves'),
      fail('sku-present', 'variants', 'blocks', '4'),
      fail('stock-low', 'variants', 'weakens', '99'),
      fail('category-present', 'categories', 'weakens'),
    ];
    const fields = new Map([
      ['mainPicture', 'button'],
      ['pictures', 'button'],
      ['variants', 'table'],
    ]);
    const parts = ['3', '4'].map((part) => ({ element: `row ${part}`, field: 'variants', part }));
    const scene = sceneOf({ rows: [], fields, parts }, () => found, subject);
    const checks = (of: readonly { element: string; findings: readonly Told[] }[]) =>
      Object.fromEntries(of.map(({ element, findings }) => [element, findings.map(({ check }) => check)]));
    // One control stands for two fields; a variant that is not on this page of the table counts for the table.
    expect(checks(scene.fields)).toEqual({ button: ['main-picture', 'picture-count'], table: ['stock-low'] });
    expect(checks(scene.rows)).toEqual({ 'row 3': [], 'row 4': ['sku-present'] });
    // What has no place on the page is counted all the same.
    expect(scene.findings).toHaveLength(5);
  });
});

describe('a badge', () => {
  it('shows failures worst first, a "?" where something cannot be told, the check only on request', () => {
    const parts = partsOf([
      pass('a'),
      unknown('b', 'x'),
      fail('c', 'x', 'weakens'),
      fail('d', 'x', 'blocks'),
      fail('e', 'x', 'blocks'),
      na('f'),
    ]);
    expect(parts.map(({ kind, count }) => `${kind} ${count}`)).toEqual(['blocks 2', 'weakens 1', 'unknown 1', 'pass 1']);
    expect(badgeParts(parts, true).map(({ kind }) => kind)).toEqual(['blocks', 'weakens', 'unknown']);
    expect(badgeParts(partsOf([pass('a')]), false)).toEqual([]);
    expect(badgeParts(partsOf([pass('a')]), true)).toEqual([{ kind: 'pass', count: 1 }]);
    expect(badgeParts(partsOf([na('a')]), true)).toEqual([]);
  });
});

describe('what is known of a page', () => {
  const of = (id: string, ...told: Told[]): Finding[] => told.map((one) => ({ ...one, subject: `shop/listing/${id}`, name: `n ${id}` }));

  it('travels as a few lists, however many rows there are, and comes out whole', () => {
    const ids = Array.from({ length: 1000 }, (_, n) => String(n));
    const byRow = ids.map((id) => `shop/listing/${id}`);
    const findings = ids.flatMap((id, n) => of(id, pass('a'), unknown('b', 'x'), ...(n % 2 ? [fail('c', 'x', 'blocks')] : [])));
    const packed = packFindings(byRow, findings);
    expect(packed.kinds).toHaveLength(2);
    expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(findings).length / 10);
    const known = knownFindings();
    known.learn(ids, byRow, packed);
    expect(byRow.flatMap((each) => known.findingsOf(each))).toEqual(findings);
  });

  it('follows the record, not the element or the place, and forgets what a later answer no longer finds', () => {
    const known = knownFindings();
    const byRow = [subject, null, 'shop/listing/20'];
    expect(known.learn(['17', '18', null], byRow, packFindings(byRow, of('17', fail('a', 'name', 'blocks'))))).toBe(true);
    expect(known.subjectOf('17')).toBe(subject);
    expect(known.subjectOf('18')).toBeNull();
    expect(known.subjectOf(null)).toBeNull();
    expect(known.of(subject)).toHaveLength(1);
    expect(known.learn(['17'], [subject], packFindings([subject], of('17', fail('a', 'name', 'blocks'))))).toBe(false);
    expect(known.learn(['17'], [subject], packFindings([subject], []))).toBe(true);
    expect(known.of(subject)).toEqual([]);
    known.forget();
    expect(known.subjectOf('17')).toBeNull();
  });

  it('takes no finding of a record that the answer does not name', () => {
    const known = knownFindings();
    known.learn(['1'], ['shop/listing/1'], packFindings(['shop/listing/1'], of('17', fail('a', 'name', 'blocks'))));
    expect(known.of(subject)).toEqual([]);
  });

  it('keeps ids like __proto__ and constructor apart from what objects have', () => {
    const known = knownFindings();
    expect(known.subjectOf('__proto__')).toBeNull();
    const byRow = ['shop/listing/__proto__'];
    known.learn(['__proto__'], byRow, packFindings(byRow, of('__proto__', pass('a'))));
    expect(known.subjectOf('constructor')).toBeNull();
    expect(known.of(byRow[0] ?? '')).toHaveLength(1);
  });
});

it('times are said as people say them', () => {
  const t = withSpokenTimes((_key, params) => JSON.stringify(params), 'zh-CN');
  expect(JSON.parse(t('x', { n: 4, sku: '2026-01' }))).toEqual({ n: 4, sku: '2026-01' });
  expect(t('x', { at: '2020-02-03T12:00:00.000Z' })).toMatch(/2月[34]日 \d\d:00/);
  expect(t('x', { at: '2020-13-99T99:99:99.000Z' })).not.toContain('13-99');
});

describe.each(locales)('words in %s', (locale) => {
  const all = textsOf(locale);
  const t = translator(locale, handsTexts(all));

  it('has a sentence for every reason why a page cannot be seen', () => {
    for (const reason of blindReasons.filter((each) => each !== 'loading')) {
      const { sentence } = summaryOf({ ...emptyScene, kind: 'blind', reason }, t);
      expect([reason, sentence]).not.toEqual([reason, `cannotSee.${reason}`]);
      expect(sentence.length).toBeGreaterThan(8);
    }
  });

  it('says how a page stands: needs you, fine, loading, cannot be seen', () => {
    const seen = { ...emptyScene, kind: 'seen' } as const;
    const told = summaryOf({ ...seen, findings: [fail('a', 'x', 'blocks'), unknown('b', 'x')] }, t);
    expect(told.parts.map(({ kind, count }) => [kind, count])).toEqual([
      ['blocks', 1],
      ['unknown', 1],
    ]);
    expect(told.isQuiet).toBe(false);
    const row = { element: null, subject, fields: [], part: null, findings: [] };
    const many = summaryOf({ ...seen, rows: [row, row], findings: [fail('a', 'x', 'blocks'), unknown('b', 'x'), unknown('b', 'x')] }, t);
    expect(many.parts.map(({ kind, count }) => `${kind} ${count}`)).toEqual(['blocks 1', 'unknown 0']);
    expect(many.sentence).toBe(`1 ${all['severity.blocks']}, ${all['severity.unknown']}`);
    expect(summaryOf({ ...seen, findings: [pass('a')] }, t)).toMatchObject({ isQuiet: true, sentence: all['layer.fine'] });
    expect(summaryOf({ ...seen, findings: [unknown('a', 'x')] }, t).isQuiet).toBe(true);
    expect(summaryOf(emptyScene, t).isLoading).toBe(true);
    expect(summaryOf({ ...emptyScene, kind: 'blind', reason: 'unknown-page' }, t).isQuiet).toBe(true);
  });

  it('the texts at rest are enough for badges, marks and chip, and say no more than the word of a page that cannot be seen', () => {
    const rest = translator(locale, { ...layerTexts(all), ...markTexts(all, ['name-length']) });
    expect(rest('check.name-length.fail', { n: 4, min: 10, max: 60 })).toContain('10');
    expect(rest('severity.blocks')).toBe(all['severity.blocks']);
    expect(summaryOf({ ...emptyScene, kind: 'blind', reason: 'signed-out' }, rest).sentence).toBe(all['severity.unknown']);
    expect(Object.keys(layerTexts(all)).filter((key) => key.startsWith('check.'))).toEqual([]);
  });

  it('never puts a ledger’s figure into a page: the check’s name stands for its sentence', () => {
    for (const texts of [handsTexts(all), markTexts(all, ['stock-agrees'])]) {
      expect(Object.values(texts).filter((text) => text.includes('{ledger}'))).toEqual([]);
      expect(texts['check.stock-agrees.fail']).toBe(all['check.stock-agrees.name']);
    }
  });
});
