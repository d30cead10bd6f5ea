/**
 * One run of work in one worker, page or server process. It goes on only when the schedule lets it: it parks before each
 * transaction and each side of a request, and the schedule opens one task at a time and waits until that one is still
 * again. So the order of everything is the schedule's, whatever threads and timers do: the same seed is the same run.
 */
export class Task {
  readonly name: string;
  /** Ended by a kill: what it still waits for never comes. */
  dead = false;
  done = false;
  /** Waits for another task. */
  waiting = false;
  /** Transactions under way. */
  busy = 0;
  private gates: Array<() => void> = [];
  private notice = (): void => {};

  constructor(name: string, work: (task: Task) => Promise<void>) {
    this.name = name;
    const end = (): void => this.change(() => (this.done = true));
    void this.park()
      .then(() => work(this))
      .then(end, (error: unknown) => {
        if (!this.dead) this.failure = error;
        end();
      });
  }

  /** What the work threw. */
  failure: unknown = null;

  get isParked(): boolean {
    return !this.dead && this.gates.length > 0;
  }

  /** Goes on when the schedule opens this task. */
  park(): Promise<void> {
    return new Promise((open) => this.change(() => this.gates.push(open)));
  }

  change(what: () => void): void {
    what();
    this.notice();
  }

  kill(): void {
    this.change(() => (this.dead = true));
  }

  /** Opens what is parked and comes back when the task is still: parked again, waiting, done or dead. */
  async open(): Promise<void> {
    const gates = this.gates;
    this.gates = [];
    for (const gate of gates) gate();
    await this.still();
  }

  /** Rests for some turns: what follows a promise or a transaction's end comes within them, while the task may wait for an answer, too. */
  async still(): Promise<void> {
    for (let turns = 0; turns < restTurns; turns++) {
      await turn();
      if (this.dead) return;
      if (this.busy === 0 && (this.done || this.gates.length > 0 || this.waiting)) continue;
      turns = -1;
      await new Promise<void>((resolve) => {
        this.notice = resolve;
        setImmediate(resolve);
      });
      this.notice = () => {};
    }
  }
}

const restTurns = 4;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
