import { headHash, type LogEvent, type NumberedEvent, type RejectCode } from '../../lib/domain/event.ts';
import { canonical } from '../../lib/domain/hash.ts';
import type { SyncAnswer } from '../../lib/domain/sync.ts';
import type { SyncPlace, SyncStore } from '../../lib/sync/store.ts';

/** A log in memory that keeps the promises of `SyncStore`: every method is one step that nothing comes between. */
export class MemoryStore implements SyncStore {
  readonly events = new Map<string, LogEvent & Partial<NumberedEvent>>();
  readonly rejected = new Map<string, { event: LogEvent; code: RejectCode }>();
  outbox: string[] = [];
  at: SyncPlace;

  constructor(device: string) {
    this.at = { device, epoch: null, cursor: 0, scope: null };
  }

  write(...events: LogEvent[]): void {
    for (const event of events) {
      this.events.set(event.head.id, event);
      this.outbox.push(event.head.id);
    }
  }

  async place(): Promise<SyncPlace> {
    return { ...this.at };
  }

  async pending(limit: number, after = 0): Promise<LogEvent[]> {
    const waiting = this.outbox
      .map((id) => this.bare(id))
      .filter(({ head }) => head.n > after)
      .sort((a, b) => a.head.n - b.head.n);
    const adoption = waiting.filter(({ head }) => head.type === 'log.adopted');
    return [...adoption, ...waiting.filter(({ head }) => head.type !== 'log.adopted')].slice(0, limit);
  }

  async applyAnswer(answer: SyncAnswer, at: SyncPlace): Promise<boolean> {
    for (const { id, receipt: _, ...numbers } of answer.accepted) {
      const event = this.events.get(id);
      if (event) this.events.set(id, { ...event, ...numbers });
      this.outbox = this.outbox.filter((other) => other !== id);
    }
    for (const { id, code } of answer.rejected) {
      const event = this.events.get(id);
      if (event) this.rejected.set(id, { event: this.bare(id), code });
      this.events.delete(id);
      this.outbox = this.outbox.filter((other) => other !== id);
    }
    if ((answer.scope && at.scope !== null) || canonical(at) !== canonical(this.at)) return false;
    for (const event of answer.events) this.events.set(event.head.id, event);
    this.at = { ...this.at, epoch: answer.epoch, cursor: answer.cursor, scope: answer.scope?.key ?? at.scope };
    return true;
  }

  async startOver(): Promise<void> {
    for (const [id, { event }] of this.rejected) this.events.set(id, event);
    this.rejected.clear();
    for (const id of this.events.keys()) this.events.set(id, this.bare(id));
    const own = [...this.events.values()].filter(({ head }) => head.device === this.at.device);
    this.outbox = own.sort((a, b) => a.head.n - b.head.n).map(({ head }) => head.id);
    this.at = { ...this.at, epoch: null, cursor: 0 };
  }

  /** What every device must agree on. */
  numbered(): string[] {
    const rows = [...this.events.values()].filter(({ seq }) => seq !== undefined);
    return rows.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).map(({ seq, head, body }) => `${seq} ${headHash(head)} ${canonical(body)}`);
  }

  private bare(id: string): LogEvent {
    const { head, salt, body } = this.events.get(id) as LogEvent;
    return { head, salt, body };
  }
}
