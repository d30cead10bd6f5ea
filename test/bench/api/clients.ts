import { Agent, request } from 'node:http';
import { type Caller, callerOf } from '../../../server/caller.ts';
import type { Database } from '../../../server/database.ts';
import { readPlaybook } from '../../../server/playbook.ts';
import type { Push, Taken } from '../../../server/take.ts';
import { makePeople, type Seat } from '../../load/people.ts';
import { Pen } from '../../server/pen.ts';

/** Members of one organisation who push one event after the other, without a pause. */
export interface Clients {
  org: string;
  /** Each pushes so often by itself, all at once; the events are made before. Pushes a second. */
  pushing(each: number, push: (client: Client, event: unknown) => Promise<unknown>): Promise<number>;
  first: Client;
}
export interface Client {
  seat: Seat;
  caller: Caller;
  pen: Pen;
}

export async function makeClients(db: Database, count: number): Promise<Clients> {
  const seats = await makePeople(db, { members: count, shops: [], supervisors: 0 }, new Date());
  const playbook = readPlaybook();
  const clients: Client[] = [];
  for (const seat of seats) {
    const caller = (await callerOf({ db, playbook }, seat.token, new Date())) as Caller;
    clients.push({ seat, caller, pen: new Pen(seat.org, seat.member, seat.device) });
  }
  return {
    org: seats[0]?.org ?? '',
    first: clients[0] as Client,
    async pushing(each, push) {
      const work = clients.map((client) => ({ client, events: Array.from({ length: each }, () => client.pen.note()) }));
      const start = performance.now();
      await Promise.all(
        work.map(async ({ client, events }) => {
          for (const event of events) await push(client, event);
        }),
      );
      return (1000 * each * clients.length) / (performance.now() - start);
    },
  };
}

/** Straight into the store. */
export const storePush =
  (take: (push: Push) => Promise<Taken>) =>
  async ({ caller }: Client, event: unknown): Promise<void> => {
    const now = new Date();
    const taken = await take({ caller, now, request: { epoch: null, cursor: 0, sentAt: now.toISOString(), events: [event] } });
    if (taken.accepted.length !== 1) throw new Error(`not taken: ${JSON.stringify(taken.rejected)}`);
  };

/** Through HTTP. Asks for one row back: what is measured is the way up. */
export function httpPush(port: number): { push: (client: Client, event: unknown) => Promise<void>; close: () => void } {
  const agent = new Agent({ keepAlive: true });
  const push = ({ seat }: Client, event: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = { v: 1, device: seat.device, sentAt: new Date().toISOString(), epoch: null, cursor: 0, limit: 1, events: [event] };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${seat.token}` };
      const asked = request({ agent, host: '127.0.0.1', port, path: '/v1/sync', method: 'POST', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.once('end', () => (text.includes('"rejected":[]') ? resolve() : reject(new Error(`not taken: ${text}`))));
      });
      asked.once('error', reject).end(JSON.stringify(body));
    });
  return { push, close: () => agent.destroy() };
}
