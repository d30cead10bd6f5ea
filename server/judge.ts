import type { Flow } from '../lib/domain/case.ts';
import { type Body, bodies, bodyHash, type EventType, LogEvent, type RejectCode } from '../lib/domain/event.ts';
import { canonical } from '../lib/domain/hash.ts';
import { covers, scopeOf } from '../lib/domain/scope.ts';
import { isAboutItsKind } from '../lib/domain/subject.ts';
import { maxBodyBytes } from '../lib/domain/sync.ts';
import { foldCase, may } from '../lib/playbook/flow.ts';
import type { Caller } from './caller.ts';
import { isPlain, isStorable, type Link } from './link.ts';
import type { CaseEntry } from './organisation.ts';
import type { Playbook } from './playbook.ts';
import type { Standing } from './standing.ts';

export type Judgement =
  | {
      ok: true;
      event: LogEvent;
      scope: string;
      /** Canonical text of the body. */
      body: string | null;
      fold: CaseEntry | null;
      adopts: Body<'log.adopted'> | null;
    }
  | { ok: false; code: RejectCode };

const refuse = (code: RejectCode): Judgement => ({ ok: false, code });

/**
 * May this event, whose place in the chain is right, be taken? Reads what it is given and changes nothing.
 * A type or version this server does not know is taken and kept unjudged: newer extensions go on working beside an older server.
 */
export function judge(raw: unknown, link: Link, caller: Caller, standing: Standing, playbook: Playbook): Judgement {
  if (!isPlain(raw)) return refuse('invalid');
  const parsed = LogEvent.safeParse(raw);
  if (!parsed.success) return refuse(parsed.error.issues.every(({ code }) => code === 'unrecognized_keys') ? 'newer-version' : 'invalid');
  const event = parsed.data;
  const { head } = event;
  if (![head.org, head.shop ?? '', head.subject, head.type, head.by].every(isStorable)) return refuse('invalid');
  const body = event.body === null ? null : canonical(event.body);
  if (body !== null && Buffer.byteLength(body) > maxBodyBytes) return refuse('too-large');

  const { device } = standing;
  const adopted = head.org === device.adopted_org && device.ahead_n !== null && head.n < device.ahead_n;
  if (head.org !== caller.org && !adopted) return refuse('wrong-org');
  if (head.by !== (adopted ? device.adopted_member : caller.member)) return refuse('wrong-member');

  // Erased is salt and body together: one alone proves nothing.
  if ((event.salt === null) !== (event.body === null)) return refuse('invalid');
  if (event.salt !== null && !/^[\x21-\x7e]{1,200}$/.test(event.salt)) return refuse('invalid');
  if (event.salt !== null && bodyHash(event.salt, event.body) !== head.bodyHash) return refuse('hash-mismatch');
  if (standing.accepted.has(link.id)) return refuse('hash-mismatch');

  // Alone, one person holds every right.
  const rights = adopted ? null : caller;
  if (rights && Object.hasOwn(bodies, head.type) && !rights.rights.push.includes(head.type as EventType)) return refuse('no-right');
  const judged = judgeBody(event, body, caller, standing, playbook, adopted);
  return judged.ok && rights && !covers(rights.reads, judged.scope) ? refuse('no-right') : judged;
}

/** The part of the judgement that depends on the type. */
function judgeBody(
  event: LogEvent,
  body: string | null,
  caller: Caller,
  standing: Standing,
  playbook: Playbook,
  adopted: boolean,
): Judgement {
  const { head } = event;
  const plain = { ok: true, event, body, scope: scopeOf(head), fold: null, adopts: null } as const;
  if (head.v !== 1 || !Object.hasOwn(bodies, head.type)) return plain;
  if (!isAboutItsKind(event)) return refuse('invalid');
  if (event.body === null) return plain;
  const known = bodies[head.type as EventType].safeParse(event.body);
  if (!known.success) return refuse('invalid');

  if (head.type === 'log.adopted') {
    const adopts = known.data as Body<'log.adopted'>;
    if (adopts.fromOrg === adopts.fromMember || standing.taken.has(adopts.fromOrg) || standing.taken.has(adopts.fromMember))
      return refuse('no-right');
    return { ...plain, adopts };
  }
  if (head.type !== 'case.opened' && head.type !== 'case.moved') return plain;

  const before = standing.cases.get(head.subject) ?? null;
  const flowId = before?.kase.flow ?? (head.type === 'case.opened' ? (known.data as Body<'case.opened'>).flow : null);
  if (flowId === null) return refuse('unknown-case');
  const flow = playbook.flows.get(flowId);
  if (!flow) return refuse('newer-version');
  if (head.type === 'case.moved' && before) {
    // Alone, one person holds every role: so for the cases that the adopted log opened itself.
    const roles = adopted && before.solo === head.org ? playbook.roles : [caller.role];
    const asked = mayMove(flow, before, known.data as Body<'case.moved'>, { member: caller.member, roles });
    if (!asked.ok) return refuse(asked.code);
  }
  // In the projection an adopted event is its member's, so that nobody approves what they did under their older name.
  const kase = foldCase(flow, before?.kase ?? null, { ...event, head: { ...head, by: caller.member } });
  if (!kase) return plain;
  const fold = kase === before?.kase ? null : { kase, solo: before ? before.solo : adopted ? head.org : null };
  // A case belongs to its shop, whatever a later event on it names.
  return { ...plain, scope: kase.shop === null ? 'org' : `shop:${kase.shop}`, fold };
}

/** Two devices see the same evidence: the second finds the case where it wanted to bring it. That is no refusal, for whoever had the right. */
function mayMove(
  flow: Flow,
  { kase }: CaseEntry,
  move: Body<'case.moved'>,
  actor: { member: string; roles: readonly string[] },
): ReturnType<typeof may> {
  const asked = may(flow, kase, move.verb, actor, move.evidence);
  if (asked.ok || asked.code !== 'move-not-allowed') return asked;
  const arrived = flow.moves.find(({ verb, to, from }) => verb === move.verb && to === kase.state && !from.includes(kase.state));
  const [state] = arrived?.from ?? [];
  return state === undefined ? asked : may(flow, { ...kase, state }, move.verb, actor, move.evidence);
}
