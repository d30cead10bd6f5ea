import { describe, expect, it } from 'vitest';
import type { Case } from '@/lib/domain/case';
import { caseId, dueAt, foldCase, may, taskOf } from '@/lib/playbook/flow';
import { at, eventOf, flowOf } from './cases';

const flow = flowOf();
const subject = 'case-1';
const opened = eventOf(
  'case.opened',
  { flow: 'gap', about: 'shop/listing/7', cause: 'name-length', period: '', params: { n: 4 }, due: at(60) },
  { subject, shop: 'shop' },
);
const moved = (verb: string, minute: number, more: { evidence?: 'page' | 'person'; until?: string } = {}) =>
  eventOf('case.moved', { verb, evidence: 'person', ...more }, { subject, at: at(minute) });

/** The case after these events, in this order. */
const caseAfter = (...events: ReturnType<typeof eventOf>[]): Case | null =>
  events.reduce<Case | null>((kase, event) => foldCase(flow, kase, event), null);
const fresh = caseAfter(opened) as Case;

describe('caseId', () => {
  it('is the same for the same flaw and another for any other', () => {
    const ids = [
      caseId('gap', 'a', 'b', ''),
      caseId('gap', 'a', 'b', at(0)),
      caseId('gap', 'ab', '', ''),
      caseId('low', 'a', 'b', ''),
      caseId('gap', 'a', '', 'b'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(caseId('gap', 'a', 'b', '')).toBe(ids[0]);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('foldCase', () => {
  it('opens in the first state, with what the event says', () => {
    expect(fresh).toEqual({
      id: subject,
      flow: 'gap',
      shop: 'shop',
      about: 'shop/listing/7',
      cause: 'name-length',
      state: 'open',
      open: true,
      due: at(60),
      snoozedUntil: null,
      params: { n: 4 },
      title: null,
      openedAt: at(0),
      openedBy: 'anna',
      movedAt: at(0),
      evidence: null,
    });
  });

  it('takes opening it again as nothing: ten devices see one flaw', () => {
    const again = { ...opened, head: { ...opened.head, by: 'ben', at: at(9) } };
    expect(foldCase(flow, fresh, again)).toBe(fresh);
    const settled = caseAfter(opened, moved('settle', 5));
    expect(foldCase(flow, settled, again)).toBe(settled);
  });

  it('settles, opens again and snoozes', () => {
    const until = at(300);
    expect(caseAfter(opened, moved('settle', 5, { evidence: 'page' }))).toMatchObject({
      state: 'done',
      open: false,
      movedAt: at(5),
      evidence: 'page',
    });
    expect(caseAfter(opened, moved('settle', 5), moved('reopen', 6))).toMatchObject({
      state: 'open',
      open: true,
      movedAt: at(6),
      evidence: 'person',
    });
    expect(caseAfter(opened, moved('snooze', 5, { until }))).toMatchObject({ state: 'open', snoozedUntil: until });
  });

  it('wakes a snoozed case with any other move', () => {
    const snoozed = moved('snooze', 5, { until: at(300) });
    expect(caseAfter(opened, snoozed, moved('settle', 6))?.snoozedUntil).toBeNull();
    expect(caseAfter(opened, snoozed, moved('settle', 6), moved('reopen', 7))?.snoozedUntil).toBeNull();
  });

  it('keeps deadline, author and numbers through every move', () => {
    const kase = caseAfter(opened, moved('snooze', 5, { until: at(300) }), moved('settle', 6), moved('reopen', 7));
    expect(kase).toMatchObject({ due: at(60), openedBy: 'anna', openedAt: at(0), params: { n: 4 } });
  });

  it('ignores a move that its state does not allow, and a verb that there is not', () => {
    expect(foldCase(flow, fresh, moved('reopen', 5))).toBe(fresh);
    expect(foldCase(flow, fresh, moved('shred', 5))).toBe(fresh);
    expect(foldCase(flow, fresh, moved('__proto__', 5))).toBe(fresh);
  });

  it('ignores a move of a case that was not opened', () => {
    expect(foldCase(flow, null, moved('settle', 5))).toBeNull();
  });

  it('ignores what is erased, broken or of a newer version', () => {
    const good = moved('settle', 5);
    expect(foldCase(flow, fresh, { ...good, body: null, salt: null })).toBe(fresh);
    expect(foldCase(flow, fresh, { ...good, body: { verb: 5 } })).toBe(fresh);
    expect(foldCase(flow, fresh, { ...good, body: { ...good.body, extra: 1 } })).toBe(fresh);
    expect(foldCase(flow, fresh, { ...good, head: { ...good.head, v: 2 } })).toBe(fresh);
    expect(foldCase(flow, null, { ...opened, head: { ...opened.head, v: 2 } })).toBeNull();
  });

  it('changes nothing of what it was given', () => {
    const before = structuredClone(fresh);
    foldCase(flow, fresh, moved('settle', 5));
    expect(fresh).toEqual(before);
  });
});

describe('may', () => {
  const anna = { member: 'anna', roles: ['specialist'] };

  it('says yes to the right role in the right state', () => {
    expect(may(flow, fresh, 'settle', anna, 'person')).toEqual({ ok: true });
    expect(may(flow, fresh, 'settle', { member: 'ben', roles: ['hr', 'supervisor'] }, 'page')).toEqual({ ok: true });
  });

  it('refuses another role', () => {
    expect(may(flow, fresh, 'settle', { member: 'ben', roles: ['hr'] }, 'person')).toEqual({ ok: false, code: 'no-right' });
    expect(may(flow, fresh, 'settle', { member: 'ben', roles: [] }, 'person')).toEqual({ ok: false, code: 'no-right' });
    expect(may(flow, fresh, 'snooze', { member: 'ben', roles: ['supervisor'] }, 'person')).toEqual({ ok: false, code: 'no-right' });
  });

  it('refuses a move that the state does not allow before it looks at the role', () => {
    const done = caseAfter(opened, moved('settle', 5)) as Case;
    expect(may(flow, done, 'settle', anna, 'person')).toEqual({ ok: false, code: 'move-not-allowed' });
    expect(may(flow, fresh, 'shred', anna, 'person')).toEqual({ ok: false, code: 'move-not-allowed' });
  });

  it('refuses its author where author and reviewer differ', () => {
    const reviewed = flowOf({
      moves: [{ verb: 'approve', from: ['open'], to: 'done', by: ['supervisor'], notAuthor: true, evidence: 'any' }],
    });
    expect(may(reviewed, fresh, 'approve', { member: 'anna', roles: ['supervisor'] }, 'person')).toEqual({ ok: false, code: 'no-right' });
    expect(may(reviewed, fresh, 'approve', { member: 'ben', roles: ['supervisor'] }, 'person')).toEqual({ ok: true });
  });

  it('refuses a tick where only the page proves, and the page where only a person can', () => {
    const byPage = flowOf({
      moves: [{ verb: 'settle', from: ['open'], to: 'done', by: ['specialist'], notAuthor: false, evidence: 'page' }],
    });
    expect(may(byPage, fresh, 'settle', anna, 'person')).toEqual({ ok: false, code: 'move-not-allowed' });
    expect(may(byPage, fresh, 'settle', anna, 'page')).toEqual({ ok: true });
    expect(may(flow, fresh, 'snooze', anna, 'page')).toEqual({ ok: false, code: 'move-not-allowed' });
  });
});

describe('taskOf', () => {
  it('is the move that leads out of the open states, with owner and clause', () => {
    const snoozeFirst = flowOf({ moves: flow.moves.toReversed() });
    for (const each of [flow, snoozeFirst]) {
      expect(taskOf(each, fresh)).toEqual({ case: fresh, flow: 'gap', verb: 'settle', clause: '3.2.2', owner: 'specialist', due: at(60) });
    }
  });

  it('is none where nothing is waited for', () => {
    expect(taskOf(flow, caseAfter(opened, moved('settle', 5)) as Case)).toBeNull();
    expect(taskOf(flowOf({ moves: flow.moves.filter(({ verb }) => verb === 'snooze') }), fresh)).toBeNull();
  });
});

describe('dueAt', () => {
  it('is what the finding names, else hours from now, else never', () => {
    expect(dueAt(flow, { dueAt: at(5) }, at(0))).toBe(at(5));
    expect(dueAt(flow, {}, at(0))).toBe(at(24 * 60));
    expect(dueAt(flow, { dueAt: 5 }, at(0))).toBe(at(24 * 60));
    expect(dueAt(flowOf({ withinHours: null }), {}, at(0))).toBeNull();
    expect(dueAt(flowOf({ withinHours: 0.5 }), {}, at(0))).toBe(at(30));
  });
});
