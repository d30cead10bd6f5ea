import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checks, findingsOf, judge } from '@/lib/checks/judge';
import { Rules } from '@/lib/domain/platform';
import { type Noun, nouns } from '@/lib/domain/record';
import type { Facts } from '@/lib/domain/verdict';
import { type Random, randomFrom } from '../truth/random';
import { caseFiles, checkOf, kindOf, now, recordOf, ruleOf, said } from './case-files';

const hostile: unknown[] = [
  undefined,
  null,
  '',
  ' \n',
  '-',
  '\u0000',
  '\u202Eabc',
  '<img src=x onerror=alert(1)>',
  'a'.repeat(100_000),
  '🍵',
  '\uD800',
  '__proto__',
  '2026-11-24T10:00:00.000Z',
  'not a time',
  '+275760-09-13T00:00:00.000Z',
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  JSON.parse('{"__proto__": {"onHand": 5}}'),
  { amount: 'x', currency: 1 },
  { onHand: '5', held: null, locked: {}, inTransit: [] },
  Object.create(null),
];

const chance = (random: Random, percent: number) => random.between(1, 100) <= percent;

/** Fields that no adapter would make: what a hostile or broken source could slip through. */
function hostileFields(random: Random, noun: Noun): object {
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(nouns[noun].shape)) if (chance(random, 80)) fields[name] = random.pick(hostile);
  if (noun === 'listing' && chance(random, 60)) {
    fields.variants = Array.from({ length: random.between(0, 3) }, () =>
      chance(random, 10)
        ? random.pick(hostile)
        : Object.fromEntries(['id', 'name', 'sku', 'price', 'stock', 'live'].map((key) => [key, random.pick(hostile)])),
    );
  }
  return fields;
}

const ledgers = [null, new Map<string, number>(), new Map([['__proto__', 1]])];
const factsFrom = (random: Random): Facts => ({ ledger: random.pick(ledgers), now });

describe('hostile values', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(['listing', 'campaign', 'message', 'order'] as const)(
    'never make the judging of a %s throw, and each check says something',
    (noun) => {
      const mine = [...checks.values()].filter((check) => check.noun === noun);
      const rules: Rules = { version: '1', rules: mine.map(({ id }) => ruleOf(id, { min: 2, max: 60, low: 5, hours: 24, minutes: 60 })) };
      for (let seed = 1; seed <= 1500; seed++) {
        const random = randomFrom(seed);
        const record = recordOf(noun, hostileFields(random, noun));
        const judged = judge(record, rules, factsFrom(random));
        expect(Object.keys(judged).sort(), `seed ${seed}`).toEqual(mine.map(({ id }) => id).sort());
        expect(() => findingsOf(record, judged), `seed ${seed}`).not.toThrow();
      }
      expect(({} as Record<string, unknown>).onHand).toBeUndefined();
    },
  );

  it('of a check that breaks are unknown, and the other checks go on', () => {
    const getter = {
      get name(): string {
        throw new Error('the page bites');
      },
      pictures: 3,
    };
    const rules: Rules = { version: '1', rules: [ruleOf('name-length', { min: 5 }), ruleOf('picture-count', { min: 2 })] };
    expect(judge(recordOf('listing', getter), rules, { ledger: null, now })).toEqual({
      'name-length': { result: 'unknown', reason: 'not-shown', severity: 'weakens' },
      'picture-count': { result: 'pass', severity: 'weakens' },
    });
    expect(console.error).toHaveBeenCalledOnce();
  });

  it('make no verdict that the case file does not tell of', () => {
    for (const [id, { gives, cases }] of caseFiles) {
      const check = checkOf(id);
      const allowed = new Set([...gives, 'unknown:not-shown']);
      for (let seed = 1; seed <= 300; seed++) {
        const random = randomFrom(seed);
        const base = random.pick(cases);
        const fields = { ...base.fields, [random.pick(Object.keys(nouns[check.noun].shape))]: random.pick(hostile) };
        const judged = judge(recordOf(check.noun, fields), { version: '1', rules: [ruleOf(id, base.values)] }, factsFrom(random));
        expect([...allowed], `${id}, seed ${seed}`).toContain(kindOf(judged[id] ?? { result: 'na' }));
      }
    }
  });
});

describe('what was not seen', () => {
  /** The same fields with less of them seen: fields gone, or columns of the variants' table gone. */
  function less(random: Random, fields: object): object {
    const kept = Object.fromEntries(Object.entries(fields).filter(() => chance(random, 70)));
    const gone = ['sku', 'price', 'stock'].filter(() => chance(random, 30));
    const variants: unknown = kept.variants;
    if (!Array.isArray(variants)) return kept;
    const without = variants.map((variant: object) => Object.fromEntries(Object.entries(variant).filter(([key]) => !gone.includes(key))));
    return { ...kept, variants: without };
  }

  it('never makes a pass out of a failure or of an unknown', () => {
    let passes = 0;
    for (const [id, { cases }] of caseFiles) {
      const check = checkOf(id);
      for (const { title, fields, values, facts } of cases) {
        const ledger = facts?.ledger ? new Map(Object.entries(facts.ledger)) : null;
        const known = { ledger, ...(facts?.now ? { now: facts.now } : {}) };
        const full = said(check, fields, values, known).result;
        for (let seed = 1; seed <= 40; seed++) {
          const part = less(randomFrom(seed), fields);
          if (said(check, part, values, known).result !== 'pass') continue;
          passes++;
          expect(['pass', 'na'], `${id}: ${title}, seed ${seed}, seen ${JSON.stringify(part)}`).toContain(full);
        }
      }
    }
    expect(passes).toBeGreaterThan(500);
  });

  it('takes the pass away when the judged field itself goes', () => {
    for (const [id, { cases }] of caseFiles) {
      const check = checkOf(id);
      // Where the page shows an answer, the time no longer matters.
      const field = id === 'message-answered' ? 'answered' : check.field;
      for (const { title, fields, values, facts, expect: expected } of cases) {
        if (expected.result !== 'pass') continue;
        const ledger = facts?.ledger ? new Map(Object.entries(facts.ledger)) : null;
        const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
        expect(said(check, rest, values, { ledger, ...(facts?.now ? { now: facts.now } : {}) }).result, `${id}: ${title}`).not.toBe('pass');
      }
    }
  });
});

it('judges only by rules of the noun, and by no rule that has no check', () => {
  const rules = Rules.parse({
    version: '1',
    rules: [ruleOf('campaign-ending', {}), ruleOf('none-of-ours', {}), ruleOf('main-picture', {})],
  });
  const judged = judge(recordOf('listing', { mainPicture: true }), rules, { ledger: null, now });
  expect(judged).toEqual({ 'main-picture': { result: 'pass', severity: 'weakens' } });
});

it('names a message by nothing that was on the page', () => {
  const record = recordOf('message', { name: 'Anna', code: 'A-1' });
  expect(findingsOf(record, { 'message-answered': { result: 'pass', severity: 'weakens' } })[0]?.name).toBeNull();
});
