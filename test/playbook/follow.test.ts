import { describe, expect, it } from 'vitest';
import type { Case } from '@/lib/domain/case';
import type { Judged } from '@/lib/domain/verdict';
import { caseId, foldCase } from '@/lib/playbook/flow';
import { follow, type Step } from '@/lib/playbook/follow';
import { at, eventOf, flowOf } from './cases';

const about = 'shop/listing/7';
const flow = flowOf();
const fails = (
  params: Record<string, string | number> = { n: 4 },
  severity: 'blocks' | 'weakens' | 'improves' = 'weakens',
): Judged[string] => ({
  result: 'fail',
  params,
  severity,
});
const passes: Judged[string] = { result: 'pass', severity: 'weakens' };
const unknown: Judged[string] = { result: 'unknown', reason: 'not-shown', severity: 'weakens' };
const idOf = (check: string, period = '') => caseId('gap', about, check, period);

/** Does what the steps say, as the log would. */
function carryOut(cases: readonly Case[], steps: readonly Step[], minute: number, with_ = flow): Case[] {
  const after = new Map(cases.map((kase) => [kase.id, kase]));
  for (const { type, subject, body } of steps) {
    const folded = foldCase(with_, after.get(subject) ?? null, eventOf(type, body as never, { subject, at: at(minute) }));
    if (folded) after.set(subject, folded);
  }
  return [...after.values()];
}

const open = carryOut([], follow([flow], about, { 'name-length': fails() }, [], at(0)), 0);

describe('a failure', () => {
  it('opens a case with its numbers and the deadline of the flow', () => {
    const steps = follow([flow], about, { 'name-length': fails({ n: 4, min: 5 }) }, [], at(0));
    expect(steps).toEqual([
      {
        type: 'case.opened',
        subject: idOf('name-length'),
        body: { flow: 'gap', about, cause: 'name-length', period: '', params: { n: 4, min: 5 }, due: at(24 * 60) },
      },
    ]);
  });

  it('that is known already does nothing, however often it is seen', () => {
    expect(follow([flow], about, { 'name-length': fails({ n: 3 }) }, open, at(5))).toEqual([]);
  });

  it('opens one case for each cause', () => {
    const steps = follow([flow], about, { 'name-length': fails(), 'sku-present': fails({ variant: 'L' }) }, open, at(1));
    expect(steps.map(({ type, subject }) => [type, subject])).toEqual([['case.opened', idOf('sku-present')]]);
  });

  it('of a severity the flow does not take opens nothing, and settles what was open', () => {
    expect(follow([flow], about, { 'name-length': fails({}, 'improves') }, [], at(0))).toEqual([]);
    expect(follow([flow], about, { 'name-length': fails({}, 'improves') }, open, at(1))).toMatchObject([{ body: { verb: 'settle' } }]);
  });

  it('of a check that no flow takes opens nothing', () => {
    expect(follow([flow], about, { 'main-picture': fails() }, [], at(0))).toEqual([]);
    expect(follow([flowOf({ opensOn: { kind: 'person' } })], about, { 'name-length': fails() }, [], at(0))).toEqual([]);
  });

  it('has no deadline where the flow has none', () => {
    const [step] = follow([flowOf({ withinHours: null })], about, { 'name-length': fails() }, [], at(0));
    expect(step).toMatchObject({ body: { due: null } });
  });
});

describe('a pass', () => {
  it('settles by evidence of the page', () => {
    const steps = follow([flow], about, { 'name-length': passes }, open, at(9));
    expect(steps).toEqual([{ type: 'case.moved', subject: idOf('name-length'), body: { verb: 'settle', evidence: 'page' } }]);
    expect(carryOut(open, steps, 9)).toMatchObject([{ state: 'done', open: false, evidence: 'page', movedAt: at(9) }]);
  });

  it('of what does not apply any more settles as well', () => {
    expect(follow([flow], about, { 'name-length': { result: 'na', severity: 'weakens' } }, open, at(9))).toHaveLength(1);
  });

  it('with nothing open does nothing', () => {
    expect(follow([flow], about, { 'name-length': passes }, [], at(9))).toEqual([]);
    const done = carryOut(open, follow([flow], about, { 'name-length': passes }, open, at(9)), 9);
    expect(follow([flow], about, { 'name-length': passes }, done, at(10))).toEqual([]);
  });

  it('leaves cases of other causes and other flows alone', () => {
    const other = open.map((kase) => ({ ...kase, flow: 'another', id: 'x' }));
    expect(follow([flow], about, { 'sku-present': passes }, open, at(9))).toEqual([]);
    expect(follow([flow], about, { 'name-length': passes }, other, at(9))).toEqual([]);
  });
});

describe('unknown', () => {
  it('moves nothing: neither opens nor settles nor opens again', () => {
    const done = carryOut(open, follow([flow], about, { 'name-length': passes }, open, at(9)), 9);
    for (const cases of [[], open, done]) expect(follow([flow], about, { 'name-length': unknown }, cases, at(10))).toEqual([]);
  });

  it('neither does a check that was not made', () => {
    expect(follow([flow], about, {}, open, at(10))).toEqual([]);
  });
});

describe('a case that a person ticked while the page still fails', () => {
  const ticked = (with_ = flow) =>
    carryOut(open, [{ type: 'case.moved', subject: idOf('name-length'), body: { verb: 'settle', evidence: 'person' } }], 5, with_);

  it('opens again where the page decides', () => {
    const steps = follow([flow], about, { 'name-length': fails() }, ticked(), at(10));
    expect(steps).toEqual([{ type: 'case.moved', subject: idOf('name-length'), body: { verb: 'reopen', evidence: 'page' } }]);
    expect(carryOut(ticked(), steps, 10)).toMatchObject([{ state: 'open', open: true }]);
  });

  it('stays ticked where the page cannot show the truth', () => {
    const blind = flowOf({ pageDecides: false });
    expect(follow([blind], about, { 'name-length': fails() }, ticked(blind), at(10))).toEqual([]);
  });
});

describe('a deadline that moves', () => {
  const dated = (dueAt: string) => fails({ endsAt: dueAt, dueAt });
  const first = carryOut([], follow([flow], about, { 'name-length': dated(at(600)) }, [], at(0)), 0);

  it('is the deadline of the case', () => {
    expect(first).toMatchObject([{ id: idOf('name-length', at(600)), due: at(600) }]);
  });

  it('settles the old case and opens a new one', () => {
    const steps = follow([flow], about, { 'name-length': dated(at(900)) }, first, at(1));
    expect(steps).toEqual([
      { type: 'case.moved', subject: idOf('name-length', at(600)), body: { verb: 'settle', evidence: 'page' } },
      {
        type: 'case.opened',
        subject: idOf('name-length', at(900)),
        body: { flow: 'gap', about, cause: 'name-length', period: at(900), params: { endsAt: at(900), dueAt: at(900) }, due: at(900) },
      },
    ]);
    const after = carryOut(first, steps, 1);
    expect(after.filter((kase) => kase.open).map(({ due }) => due)).toEqual([at(900)]);
    expect(follow([flow], about, { 'name-length': dated(at(900)) }, after, at(2))).toEqual([]);
  });

  it('is none where a person decides: one case for good, and a tick holds', () => {
    const byPerson = flowOf({ pageDecides: false });
    const one = carryOut([], follow([byPerson], about, { 'name-length': dated(at(600)) }, [], at(0)), 0, byPerson);
    expect(one).toMatchObject([{ id: idOf('name-length'), due: at(600) }]);
    expect(follow([byPerson], about, { 'name-length': dated(at(601)) }, one, at(1))).toEqual([]);
    const ticked = carryOut(
      one,
      [{ type: 'case.moved', subject: idOf('name-length'), body: { verb: 'settle', evidence: 'person' } }],
      2,
      byPerson,
    );
    expect(follow([byPerson], about, { 'name-length': dated(at(602)) }, ticked, at(3))).toEqual([]);
  });

  it('and moves back opens the first one again', () => {
    const moved = carryOut(first, follow([flow], about, { 'name-length': dated(at(900)) }, first, at(1)), 1);
    const back = carryOut(moved, follow([flow], about, { 'name-length': dated(at(600)) }, moved, at(2)), 2);
    expect(back.filter((kase) => kase.open).map(({ due }) => due)).toEqual([at(600)]);
    expect(back).toHaveLength(2);
  });
});

it('comes to rest: what it asks for, once done, asks for nothing more', () => {
  const verdicts = [
    fails(),
    fails({ dueAt: at(100) }),
    fails({ dueAt: at(200) }),
    passes,
    unknown,
    { result: 'na', severity: 'weakens' } as const,
    fails({}, 'improves'),
  ];
  let cases: Case[] = [];
  let minute = 0;
  for (const first of verdicts) {
    for (const second of verdicts) {
      for (const judged of [first, second]) {
        minute++;
        cases = carryOut(cases, follow([flow], about, { 'name-length': judged }, cases, at(minute)), minute);
        expect(follow([flow], about, { 'name-length': judged }, cases, at(minute))).toEqual([]);
        expect(cases.filter((kase) => kase.open).length).toBeLessThanOrEqual(1);
      }
    }
  }
});
