import type { Case, Flow } from '../domain/case.ts';
import type { Body } from '../domain/event.ts';
import type { Judged } from '../domain/verdict.ts';
import { caseId, dueAt } from './flow.ts';

/** A step that a page's verdicts call for. */
export type Step =
  | { type: 'case.opened'; subject: string; body: Body<'case.opened'> }
  | { type: 'case.moved'; subject: string; body: Body<'case.moved'> };

/**
 * What follows from the verdicts on one record: a failure opens a case or opens it again, a pass settles it by evidence,
 * unknown moves nothing. `cases` are all cases about this record. `now` ISO UTC.
 */
export function follow(flows: Iterable<Flow>, about: string, judged: Judged, cases: readonly Case[], now: string): Step[] {
  const steps: Step[] = [];
  for (const flow of flows) {
    if (flow.opensOn.kind !== 'verdict') continue;
    for (const check of flow.opensOn.checks) {
      const verdict = judged[check];
      if (!verdict || verdict.result === 'unknown') continue;
      const mine = cases.filter((kase) => kase.flow === flow.id && kase.cause === check);
      const fails = verdict.result === 'fail' && flow.opensOn.severities.includes(verdict.severity);
      const period = verdict.result === 'fail' && flow.pageDecides ? periodOf(verdict.params) : '';
      const id = caseId(flow.id, about, check, period);
      for (const kase of mine) if (kase.open && !(fails && kase.id === id)) steps.push(moved(kase.id, 'settle'));
      if (!fails || verdict.result !== 'fail') continue;
      const known = mine.find((kase) => kase.id === id);
      if (!known) {
        const params = verdict.params;
        steps.push({
          type: 'case.opened',
          subject: id,
          body: { flow: flow.id, about, cause: check, period, params, due: dueAt(flow, params, now) },
        });
      } else if (!known.open && flow.pageDecides) steps.push(moved(id, 'reopen'));
    }
  }
  return steps;
}

function moved(subject: string, verb: string): Step {
  return { type: 'case.moved', subject, body: { verb, evidence: 'page' } };
}

/**
 * A deadline that moves makes a new case: the old one was about another date. Where a person decides there is one case
 * for good: a waiting time worked out from "5m ago" wanders, and must not undo a tick.
 */
function periodOf(params: Record<string, string | number>): string {
  return typeof params.dueAt === 'string' ? params.dueAt : '';
}
