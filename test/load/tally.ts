import { headHash, type LogEvent } from '../../lib/domain/event.ts';
import type { SyncAnswer } from '../../lib/domain/sync.ts';
import type { SyncPlace, SyncStore } from '../../lib/sync/store.ts';

/**
 * A device's log, as small as it can be kept: what waits, and which number was given to which event. Hundreds of them fit into one process.
 * Keeps the promises of `SyncStore`, but for another history: nothing here restores a server.
 */
export class Tally implements SyncStore {
  outbox: LogEvent[] = [];
  /** Hashes of own events by id, acknowledged or not. */
  readonly written = new Map<string, string>();
  /** Own events that the server acknowledged: id → seq. */
  readonly acknowledged = new Map<string, number>();
  /** Every event this device holds under a number: seq → id. */
  readonly held = new Map<number, string>();
  /** Own events that the server refused. */
  readonly refused: string[] = [];
  private at: SyncPlace;

  constructor(device: string) {
    this.at = { device, epoch: null, cursor: 0, scope: null };
  }

  write(event: LogEvent): void {
    this.outbox.push(event);
    this.written.set(event.head.id, headHash(event.head));
  }

  async place(): Promise<SyncPlace> {
    return { ...this.at };
  }

  async pending(limit: number, after = 0): Promise<LogEvent[]> {
    return this.outbox.filter(({ head }) => head.n > after).slice(0, limit);
  }

  async applyAnswer(answer: SyncAnswer, at: SyncPlace): Promise<boolean> {
    for (const { id, seq } of answer.accepted) {
      this.acknowledged.set(id, seq);
      this.held.set(seq, id);
    }
    for (const { id, code } of answer.rejected) this.refused.push(`${code} ${id}`);
    const answered = new Set([...answer.accepted, ...answer.rejected].map(({ id }) => id));
    this.outbox = this.outbox.filter(({ head }) => !answered.has(head.id));
    if (at.cursor !== this.at.cursor) return false;
    for (const { seq, head } of answer.events) this.held.set(seq, head.id);
    this.at = { ...this.at, epoch: answer.epoch, cursor: answer.cursor };
    return true;
  }

  async startOver(): Promise<void> {
    throw new Error('the server says that its history is another one');
  }
}
