import type { Case } from '../../lib/domain/case.ts';
import { bodyHash, bodyOf, firstPrev, type LogEvent } from '../../lib/domain/event.ts';
import { canonical, hashText } from '../../lib/domain/hash.ts';
import { foldCase } from '../../lib/playbook/flow.ts';
import type { Database } from '../database.ts';
import { type EventRow, historyOf } from '../history.ts';
import { linkOf } from '../link.ts';
import type { Playbook } from '../playbook.ts';

export interface Verified {
  org: string;
  name: string;
  events: number;
  devices: number;
  /** What is wrong, one sentence each; the first hundred. */
  problems: string[];
}

const mostProblems = 100;
/** Refused, and no link of the device's chain. */
const unchained = new Set(['wrong-device', 'chain-broken']);

/** Checks every organisation: hashes, chains, numbers, and the cases against a fold of the log. Reads only. */
export async function verify(db: Database, playbook: Playbook): Promise<Verified[]> {
  const organisations = await db.selectFrom('organisations').select(['id', 'name', 'seq']).orderBy('name').execute();
  const all: Verified[] = [];
  for (const { id, name, seq } of organisations) all.push({ org: id, name, ...(await verifyLog(db, id, seq, playbook)) });
  return all;
}

async function verifyLog(db: Database, org: string, counter: number, playbook: Playbook): Promise<Omit<Verified, 'org' | 'name'>> {
  const problems: string[] = [];
  const say = (problem: string): void => {
    if (problems.length < mostProblems) problems.push(problem);
  };
  const history = historyOf(db, org);
  const devices = await history.devices();
  const chains = new Map(devices.map(({ id }) => [id, new Chain(id, say)]));
  const owners = new Map(devices.map(({ id, member }) => [id, member]));
  for (const { device, head, code, hash } of await history.rejected()) {
    if (hashText(head) !== hash) say(`A refused entry of device ${device} is not the one that was refused.`);
    if (!unchained.has(code)) chains.get(device)?.add(head);
  }

  const cases = new Map<string, Case>();
  const erased = new Set<string>();
  let last = 0;
  for await (const row of history.events()) {
    if (row.seq !== last + 1) say(`Number ${last + 1} is missing before ${row.seq}.`);
    last = row.seq;
    const event = eventOf(row, say);
    if (!event) continue;
    const { head } = event;
    const chain = chains.get(head.device);
    if (chain) chain.add(row.head);
    else say(`Entry ${row.seq} is of a device that is not here.`);
    if (event.body === null) erased.add(head.subject);
    const flow = playbook.flows.get(cases.get(head.subject)?.flow ?? bodyOf(event, 'case.opened')?.flow ?? '');
    const by = owners.get(head.device) ?? head.by;
    const kase = flow && foldCase(flow, cases.get(head.subject) ?? null, { ...event, head: { ...head, by } });
    if (kase) cases.set(head.subject, kase);
  }
  if (last !== counter) say(`The counter says ${counter}, the newest entry is ${last}.`);
  for (const device of devices) chains.get(device.id)?.end(device);
  for (const { id, state } of await history.cases()) {
    const folded = cases.get(id);
    if (!erased.has(id) && (!folded || canonical(folded) !== canonical(JSON.parse(state))))
      say(`Task ${id} is not where its entries lead.`);
    cases.delete(id);
  }
  for (const id of cases.keys()) if (!erased.has(id)) say(`Task ${id} is missing.`);
  return { events: last, devices: devices.length, problems };
}

/** The event of a row, or null where its head cannot be read. */
function eventOf(row: EventRow, say: (problem: string) => void): LogEvent | null {
  const { seq } = row;
  if (hashText(row.head) !== row.hash) say(`Entry ${seq} was altered: its head has another hash.`);
  try {
    const event = { head: JSON.parse(row.head), salt: row.salt, body: row.body === null ? null : JSON.parse(row.body) } as LogEvent;
    const { head, salt, body } = event;
    if (head.id !== row.id || head.type !== row.type || head.subject !== row.subject) say(`Entry ${seq} lies in the wrong row.`);
    if (salt !== null && bodyHash(salt, body) !== head.bodyHash) say(`Entry ${seq} was altered: its text has another hash.`);
    if ((salt === null) !== (body === null)) say(`Entry ${seq} is half erased.`);
    return event;
  } catch {
    say(`Entry ${seq} cannot be read.`);
    return null;
  }
}

/** A device's heads, each naming the one before it; a `log.adopted` may have come ahead of its place. */
class Chain {
  private readonly device: string;
  private readonly say: (problem: string) => void;
  private n = 0;
  private head = firstPrev;
  private readonly waiting = new Map<number, { prev: string; hash: string }>();

  constructor(device: string, say: (problem: string) => void) {
    this.device = device;
    this.say = say;
  }

  add(head: string): void {
    const link = linkOf({ head: JSON.parse(head) });
    if (!link) {
      this.say(`Device ${this.device}: an entry has no place in its chain.`);
      return;
    }
    if (link.n <= this.n || this.waiting.has(link.n)) this.say(`Device ${this.device}: two entries are its number ${link.n}.`);
    else this.waiting.set(link.n, link);
    for (let next = this.waiting.get(this.n + 1); next; next = this.waiting.get(this.n + 1)) {
      if (next.prev !== this.head) this.say(`Device ${this.device}: entry ${this.n + 1} does not follow the one before it.`);
      this.waiting.delete(++this.n);
      this.head = next.hash;
    }
  }

  end(row: { n: number; head_hash: string; ahead_n: number | null; ahead_hash: string | null }): void {
    if (row.n !== this.n || row.head_hash !== this.head) this.say(`Device ${this.device}: its chain ends at ${this.n}, not at ${row.n}.`);
    for (const [n, { hash }] of this.waiting)
      if (n !== row.ahead_n || hash !== row.ahead_hash) this.say(`Device ${this.device}: entry ${n} stands alone.`);
  }
}
