import { bodyOf, type RejectCode } from '../lib/domain/event.ts';
import type { SyncAnswer } from '../lib/domain/sync.ts';
import type { Caller } from './caller.ts';
import { judge } from './judge.ts';
import { type Link, nameOf } from './link.ts';
import type { Accepted, CaseEntry, DeviceRow, Erasure, NewEvent, NewRejected } from './organisation.ts';
import type { Playbook } from './playbook.ts';
import type { Keys } from './receipt.ts';
import { advance, placeOf, type Standing } from './standing.ts';

/** What a refused event is told, next step included; the extension has the same in the user's language by code. */
const sentences: Record<RejectCode, string> = {
  invalid: 'This entry is not in a form the log knows. Update the extension and record it again.',
  'wrong-org': 'This entry belongs to another organisation. Sign in to that one to hand it in.',
  'wrong-member': 'This entry was written by somebody else. Its author has to sign in to hand it in.',
  'wrong-device': 'This entry was written on another device. Sync it from there.',
  'hash-mismatch': 'This entry was altered after it was written. Record it again.',
  'chain-broken': 'An entry before this one is missing or differs: the profile was rolled back. Sign in again to go on as a new device.',
  'no-right': 'Your role may not do this. Ask a supervisor.',
  'unknown-case': 'The task this belongs to is not on the server. Open it again.',
  'move-not-allowed': 'The task had moved on before this arrived. Look at where it is now.',
  'too-large': 'This entry is larger than 64 KB. Split it.',
  'newer-version': 'The server does not know this kind of entry yet. Have it updated, then record it again.',
};

/** One batch while it is judged: the answers, and what is to be written. Touches no database. */
export class Batch {
  readonly accepted: SyncAnswer['accepted'] = [];
  readonly rejected: SyncAnswer['rejected'] = [];
  readonly events: NewEvent[] = [];
  readonly refusals: NewRejected[] = [];
  readonly cases = new Map<string, CaseEntry>();
  readonly erasures: Erasure[] = [];
  /** Counter of the organisation. */
  seq: number;
  readonly device: DeviceRow;
  private readonly caller: Caller;
  private readonly standing: Standing;
  private readonly parts: { keys: Keys; playbook: Playbook };
  private readonly receivedAt: string;
  private readonly offset: number;

  constructor(caller: Caller, standing: Standing, parts: { keys: Keys; playbook: Playbook }, base: number, now: Date, offset: number) {
    this.caller = caller;
    this.standing = standing;
    this.device = standing.device;
    this.parts = parts;
    this.seq = base;
    this.receivedAt = now.toISOString();
    this.offset = offset;
  }

  /** Each event gets one answer; what was answered before gets the same again. */
  take(raw: unknown, link: Link | null, index: number): void {
    if (!link) {
      this.say(nameOf(raw, index), 'invalid');
      return;
    }
    const known = this.standing.accepted.get(link.id);
    const before = this.standing.refused.get(`${link.id} ${link.hash}`);
    if (known?.hash === link.hash) {
      this.confirm(link, known);
    } else if (before) {
      this.say(link.id, before);
    } else {
      const code = this.number(raw, link);
      if (code) this.refuse(link, code);
    }
  }

  /** Gives the event its number, or returns why not. */
  private number(raw: unknown, link: Link): RejectCode | null {
    const { standing, receivedAt } = this;
    if (link.device !== this.caller.device) return 'wrong-device';
    const place = placeOf(standing.device, link);
    if (place === 'broken') return 'chain-broken';
    const verdict = judge(raw, link, this.caller, standing, this.parts.playbook);
    advance(standing.device, link, place);
    if (!verdict.ok) return verdict.code;

    if (verdict.adopts && place === 'ahead') {
      standing.device.adopted_org = verdict.adopts.fromOrg;
      standing.device.adopted_member = verdict.adopts.fromMember;
    }
    const { id, hash } = link;
    const { scope, body } = verdict;
    const { head, salt } = verdict.event;
    if (verdict.fold) {
      standing.cases.set(head.subject, verdict.fold);
      this.cases.set(head.subject, verdict.fold);
    }
    const seq = ++this.seq;
    const row = { seq, id, hash, scope, type: head.type, subject: head.subject, received_at: receivedAt, offset_ms: this.offset };
    this.events.push({ ...row, head: link.head, salt, body });
    const erased = bodyOf(verdict.event, 'body.erased');
    if (erased) this.erasures.push({ seq, scope, ids: erased.ids });
    const taken = { hash, seq, receivedAt, scope };
    standing.accepted.set(id, taken);
    this.confirm(link, taken);
    return null;
  }

  private confirm(link: Link, { seq, receivedAt, scope }: Accepted): void {
    const receipt = this.parts.keys.receipt(this.caller.org, link.hash, seq);
    this.accepted.push({ id: link.id, seq, receivedAt, scope, receipt });
  }

  /** Head and code are kept: the chain goes on over it, and the same event gets the same answer again. */
  private refuse(link: Link, code: RejectCode): void {
    const { id, hash, device, head } = link;
    this.standing.refused.set(`${id} ${hash}`, code);
    this.refusals.push({ id, hash, device, code, received_at: this.receivedAt, head });
    this.say(id, code);
  }

  private say(id: string, code: RejectCode): void {
    this.rejected.push({ id, code, message: sentences[code] });
  }
}
