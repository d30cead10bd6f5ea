import type { LogEvent } from '../domain/event.ts';
import type { SyncAnswer } from '../domain/sync.ts';

/** Where this device stands with its server. */
export interface SyncPlace {
  device: string;
  /** Epoch the cursor belongs to; null before the first answer. */
  epoch: string | null;
  /** Highest seq applied; 0 before the first answer. */
  cursor: number;
  /** Key of the scopes that are held, as the server named it; null before it did. */
  scope: string | null;
}

/** What `sync` needs of the log. Nothing is kept in memory between calls: a worker may die at any await. */
export interface SyncStore {
  place(): Promise<SyncPlace>;

  /**
   * Oldest events of the outbox above `after` (0 if left out), in the order of `n`, at most `limit`; with one exception: a
   * `log.adopted` that is among them comes first, for the events below it are only taken once the server knows whose log it was.
   */
  pending(limit: number, after?: number): Promise<LogEvent[]>;

  /**
   * ONE transaction, strict durability:
   * 1. each of `accepted`: the row with that id gets seq, receivedAt, scope, receipt; its outbox row goes;
   * 2. each of `rejected`: the event moves from log and outbox to `rejected` with code and message, and what it had changed
   *    in the projections is folded anew without it;
   *    What was taken into a scope that is not read goes;
   * 3. only if place() is still `at`, and the answer names no other scopes than those that are held: each of `events` is stored
   *    (a known id gets its numbers) and folded, then epoch and cursor become the answer's, and so do the scopes that are held,
   *    where nobody had named any yet.
   * Returns false when 3 was left out: another context has moved on, or the scopes have changed. Applying the same answer again changes nothing.
   */
  applyAnswer(answer: SyncAnswer, at: SyncPlace): Promise<boolean>;

  /**
   * ONE transaction: the server's history is another one than ours (restored from a backup, or a new server).
   * Cursor 0, epoch null, numbers forgotten; every event of this device goes back to the outbox, the refused ones too, for
   * their heads are links of its chain. The server answers known ones with their number and judges the others: nothing is
   * lost or doubled.
   */
  startOver(): Promise<void>;
}
