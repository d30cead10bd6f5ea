import { v7 as uuid } from 'uuid';
import { type Body, bodyHash, type EventHead, type EventType, firstPrev, headHash, type LogEvent } from '../../lib/domain/event.ts';
import { caseId } from '../../lib/playbook/flow.ts';

/** Writes a device's events as the extension does: counted, chained, hashed. */
export class Pen {
  org: string;
  member: string;
  readonly device: string;
  n = 0;
  prev = firstPrev;
  at = Date.parse('2026-11-24T07:00:00.000Z');

  constructor(org: string, member: string, device: string) {
    this.org = org;
    this.member = member;
    this.device = device;
  }

  /** Any event; `head` replaces parts of it before it is chained. */
  write(type: string, subject: string, body: unknown, head: Partial<EventHead> = {}): LogEvent {
    const salt = 'a1b2c3d4e5f60718';
    const whole: EventHead = {
      id: uuid(),
      org: this.org,
      subject,
      type,
      v: 1,
      at: new Date(this.at++).toISOString(),
      by: this.member,
      device: this.device,
      n: ++this.n,
      prev: this.prev,
      bodyHash: bodyHash(salt, body),
      ...head,
    };
    this.prev = headHash(whole);
    return { head: whole, salt, body: body as LogEvent['body'] };
  }

  note(text = 'packed 12 parcels'): LogEvent {
    return this.write('note.added', 'note', { text } satisfies Body<'note.added'>);
  }

  open(about: string, flow = 'listing-gap', head: Partial<EventHead> = {}): LogEvent {
    const body: Body<'case.opened'> = { flow, about, cause: 'sku-present', period: '', params: {}, due: null };
    return this.write('case.opened', caseId(flow, about, 'sku-present', ''), body, head);
  }

  move(subject: string, verb: string, evidence: 'page' | 'person' = 'person', head: Partial<EventHead> = {}): LogEvent {
    return this.write('case.moved', subject, { verb, evidence } satisfies Body<'case.moved'>, head);
  }

  typed<T extends EventType>(type: T, subject: string, body: Body<T>, head: Partial<EventHead> = {}): LogEvent {
    return this.write(type, subject, body, head);
  }
}
