import type { Case, Flow, Task } from '../domain/case.ts';
import { bodyOf, type LogEvent, type RejectCode } from '../domain/event.ts';
import { hashOf } from '../domain/hash.ts';
import type { Actor } from '../domain/member.ts';

/** The same flaw has the same case id on every device: ten that see it open one case. */
export function caseId(flow: string, about: string, cause: string, period: string): string {
  return hashOf([flow, about, cause, period]).slice(0, 32);
}

/**
 * One step of a case's fold, in the order of the log: clocks decide nothing, or a device that was set back would move no case.
 * An event that does not belong, or a move that the state does not allow, leaves the case as it is.
 */
export function foldCase(flow: Flow, kase: Case | null, event: LogEvent): Case | null {
  const { head } = event;
  const opened = bodyOf(event, 'case.opened');
  if (opened) {
    if (kase) return kase;
    const state = flow.states[0] ?? 'open';
    return {
      id: head.subject,
      flow: opened.flow,
      shop: head.shop ?? null,
      about: opened.about,
      cause: opened.cause,
      state,
      open: flow.open.includes(state),
      due: opened.due,
      snoozedUntil: null,
      params: opened.params,
      title: opened.title ?? null,
      openedAt: head.at,
      openedBy: head.by,
      movedAt: head.at,
      evidence: null,
    };
  }
  const moved = bodyOf(event, 'case.moved');
  if (!moved || !kase) return kase;
  const move = flow.moves.find((candidate) => candidate.verb === moved.verb && candidate.from.includes(kase.state));
  if (!move) return kase;
  return {
    ...kase,
    state: move.to,
    open: flow.open.includes(move.to),
    snoozedUntil: moved.until ?? null,
    movedAt: head.at,
    evidence: moved.evidence,
  };
}

/** May this member make this move now? The server asks the same question with the same code. */
export function may(
  flow: Flow,
  kase: Case,
  verb: string,
  actor: Actor,
  evidence: 'page' | 'person',
): { ok: true } | { ok: false; code: RejectCode } {
  const move = flow.moves.find((candidate) => candidate.verb === verb && candidate.from.includes(kase.state));
  if (!move) return { ok: false, code: 'move-not-allowed' };
  if (!move.by.some((role) => actor.roles.includes(role))) return { ok: false, code: 'no-right' };
  if (move.notAuthor && kase.openedBy === actor.member) return { ok: false, code: 'no-right' };
  if (move.evidence !== 'any' && move.evidence !== evidence) return { ok: false, code: 'move-not-allowed' };
  return { ok: true };
}

/** The move a case waits for: the first its state allows that leads out of the open states. Null when nothing is waited for. */
export function taskOf(flow: Flow, kase: Case): Task | null {
  if (!kase.open) return null;
  const move = flow.moves.find((candidate) => candidate.from.includes(kase.state) && candidate.to !== kase.state);
  return move ? { case: kase, flow: flow.id, verb: move.verb, clause: flow.clause, owner: flow.owner, due: kase.due } : null;
}

/** When a case opened now is due: the moment the finding names, else so many hours from now; null = no deadline. ISO UTC. */
export function dueAt(flow: Flow, params: Record<string, string | number>, now: string): string | null {
  if (typeof params.dueAt === 'string') return params.dueAt;
  return flow.withinHours === null ? null : new Date(Date.parse(now) + flow.withinHours * 3_600_000).toISOString();
}
