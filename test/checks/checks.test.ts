import { describe, expect, it } from 'vitest';
import { checks } from '@/lib/checks/judge';
import { nouns } from '@/lib/domain/record';
import { caseFiles, checkOf, kindOf, said } from './case-files';

describe.each([...caseFiles])('%s', (id, { gives, cases }) => {
  const check = checkOf(id);

  it.each(cases)('$title', ({ fields, values, facts, expect: expected }) => {
    const ledger = facts?.ledger ? new Map(Object.entries(facts.ledger)) : null;
    expect(said(check, fields, values, { ledger, ...(facts?.now ? { now: facts.now } : {}) })).toEqual(expected);
  });

  it('has a case for every kind of verdict it gives, and for no other', () => {
    expect([...new Set(cases.map(({ expect: expected }) => kindOf(expected)))].sort()).toEqual([...gives].sort());
  });

  it('has no two cases of one title', () => {
    const titles = cases.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('uses fields that a record of its noun has; hostile ones are no part of these files', () => {
    const known = Object.keys(nouns[check.noun].shape);
    for (const { fields } of cases) expect(known).toEqual(expect.arrayContaining(Object.keys(fields)));
    expect(known).toContain(check.field);
  });
});

describe('all checks', () => {
  it('have cases beside them', () => {
    expect([...caseFiles.keys()].sort()).toEqual([...checks.keys()].sort());
  });

  it('are found by the name of their file', () => {
    const files = Object.keys(import.meta.glob('../../lib/checks/*.ts')).map((path) => path.replace(/^.*\/|\.ts$/g, ''));
    expect(files).toEqual(expect.arrayContaining([...checks.keys()]));
  });

  it('say nothing is known of a record of which nothing was seen', () => {
    for (const check of checks.values()) {
      const expected = check.id === 'stock-agrees' ? 'no-ledger' : check.noun === 'message' ? 'not-shown' : 'not-seen-yet';
      expect([check.id, said(check, {}, {})]).toEqual([check.id, { result: 'unknown', reason: expected }]);
    }
  });
});
