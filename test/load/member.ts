import type { LogEvent } from '../../lib/domain/event.ts';
import { subjectOf } from '../../lib/domain/record.ts';
import { caseId } from '../../lib/playbook/flow.ts';
import { firstRetry, retryAfter } from '../../lib/sync/back-off.ts';
import { sync } from '../../lib/sync/sync.ts';
import { Pen } from '../server/pen.ts';
import type { Seat } from './people.ts';
import { Tally } from './tally.ts';

/** One sync as the member lived it: from wanting it until both directions were done, waits between tries included. */
export interface Done {
  startedAt: number;
  ms: number;
  /** Events that the server took. */
  pushed: number;
  /** Tries that failed before the one that did not. */
  again: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody at work: writes real events and syncs them with the extension's own code, which sends again what had no answer. */
export class Member {
  readonly seat: Seat;
  readonly tally: Tally;
  private readonly pen: Pen;
  private readonly addresses: () => readonly string[];
  private turn = 0;

  /** `addresses`: those of the API's processes. Each try goes to the next one, as a proxy before them would have it. */
  constructor(seat: Seat, addresses: () => readonly string[]) {
    this.seat = seat;
    this.tally = new Tally(seat.device);
    this.pen = new Pen(seat.org, seat.member, seat.device);
    this.addresses = addresses;
  }

  write(count: number): void {
    for (let n = 0; n < count; n++) this.tally.write(this.next());
  }

  /** Until it is done, however often it has to be tried; null when that took longer than `giveUpAt` (as `performance.now()` has it). */
  async sync(giveUpAt = Number.POSITIVE_INFINITY): Promise<Done | null> {
    const startedAt = performance.now();
    let retry = firstRetry;
    let pushed = 0;
    while (performance.now() < giveUpAt) {
      const addresses = this.addresses();
      const url = addresses[this.turn++ % addresses.length] ?? '';
      const outcome = await sync(this.tally, { url, token: this.seat.token }, fetch, () => new Date(), { batch: retry.batch });
      pushed += outcome.pushed;
      if (outcome.kind === 'synced') return { startedAt, ms: performance.now() - startedAt, pushed, again: retry.failures };
      retry = retryAfter(retry, outcome, new Date(), Math.random());
      await pause(Math.min(Date.parse(retry.nextTry ?? '') - Date.now(), giveUpAt - performance.now()));
    }
    return null;
  }

  /** What a shift is made of, in turn: a record seen, a note, a task found, the task settled. */
  private next(): LogEvent {
    const { pen, seat } = this;
    const shop = seat.shop ?? 'office';
    const place = { at: new Date().toISOString(), shop };
    const id = `${pen.device}-${pen.n >> 2}`;
    const about = subjectOf(shop, 'listing', id);
    const steps = [
      () =>
        pen.typed('record.seen', about, { noun: 'listing', id, fields: { name: 'Linen apron', stock: 40, pictures: 5 }, url: '' }, place),
      () => pen.typed('note.added', 'note', { text: 'packed 12 parcels, the label printer jammed twice' }, place),
      () => pen.open(about, 'listing-gap', place),
      () => pen.move(caseId('listing-gap', about, 'sku-present', ''), 'settle', 'page', place),
    ];
    return (steps[pen.n % steps.length] as () => LogEvent)();
  }
}
