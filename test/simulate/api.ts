import { type Selectable, sql } from 'kysely';
import { EventHead } from '../../lib/domain/event.ts';
import { LiveNews } from '../../lib/domain/sync.ts';
import { tokenHash } from '../../server/caller.ts';
import type { Database } from '../../server/database.ts';
import type { Told } from '../../server/live.ts';
import type { Parts } from '../../server/parts.ts';
import { noRights, readsOf } from '../../server/rights.ts';
import type { Tables } from '../../server/tables.ts';
import { Pen } from '../server/pen.ts';
import type { Random } from '../truth/random.ts';
import type { ServerCode } from './server.ts';
import { Task } from './task.ts';

export const password = 'correct horse';
/** argon2id of it, cheap on purpose: the figures of the real one are the sign-in tests' business. */
const cheapHash = '$argon2id$v=19$m=8,t=1,p=1$PVzSVhFwXNnrE2NmXXQ+bQ$FpxN7OVjHSyFRDocN97cqR0hKbMA8PPIwTzW2gNi/8o';

export interface Place {
  url?: string;
  folder: string;
}
/** What a backup holds; a restore signs everybody out. */
const tables = ['organisations', 'members', 'member_shops', 'devices', 'events', 'rejected', 'cases'] as const satisfies (keyof Tables)[];
/** So much of what was told lately may still be on its way to somebody. */
const mostTold = 6;
/** Made from the events, and made again where it is gone. */
const made = ['segments', 'states'] as const;
/** All rows by table. */
export type Backup = { [Name in (typeof tables)[number]]: Selectable<Tables[Name]>[] };

/** The real server without a port. Requests are tasks of the schedule: others may come between any two transactions of one. */
export class Api {
  readonly db: Database;
  /** Requests under way, each with what its sender is told when the process dies. */
  readonly running = new Map<Task, () => void>();
  /** The request that is being worked on; null while the simulator itself looks into the database. */
  private current: Task | null = null;
  private app: ReturnType<ServerCode['makeApp']>;
  private readonly start: () => ReturnType<ServerCode['makeApp']>;
  private readonly now: () => Date;
  private readonly parts: Omit<Parts, 'db'>;
  private readonly code: ServerCode;
  private readonly told: Told[];
  private served = 0;

  private constructor(db: Database, code: ServerCode, parts: Omit<Parts, 'db'>, told: Told[]) {
    this.db = db;
    this.now = parts.now;
    this.parts = parts;
    this.code = code;
    this.told = told;
    const executor = db.getExecutor();
    const provide = executor.provideConnection.bind(executor);
    executor.provideConnection = async (consumer) => {
      const task = this.current;
      await task?.park();
      task?.change(() => task.busy++);
      try {
        return await provide(consumer);
      } finally {
        task?.change(() => task.busy--);
      }
    };
    this.start = () => {
      const take = code.grouped({ ...parts, db });
      return code.makeApp({ ...parts, db, take: (push) => this.inGroup(() => take(push)) });
    };
    this.app = this.start();
  }

  /** How often somebody may ask is another test's business. */
  static async open(code: ServerCode, place: Place, now: () => Date): Promise<Api> {
    const db = await code.openDatabase(place);
    // What survives here is a killed process, not a power cut.
    if (!place.url) await sql`pragma synchronous = off`.execute(db);
    code.Rates.prototype.take = async () => 0;
    const quiet = (): void => {};
    const told: Told[] = [];
    const wrote: Parts['live']['wrote'] = (_org, head, news) => {
      told.push({ head, ...(news && { news }) });
      told.splice(0, told.length - mostTold);
    };
    const parts = {
      keys: code.readKeys(place.folder),
      playbook: code.readPlaybook(),
      log: { info: quiet, error: quiet },
      live: { ...code.liveHub(db, quiet), wrote },
      now,
    };
    return new Api(db, code, parts, told);
  }

  /** A request arrives. One of the two is called: with the answer, or when there will be none. */
  request(request: Request, answer: (response: Response) => void, cutOff: () => void): void {
    const task = new Task(`request ${++this.served}`, async () => {
      const response = await this.app.fetch(request);
      const body = response.status === 204 ? null : await response.text();
      answer(new Response(body, response));
    });
    this.running.set(task, cutOff);
  }

  /** What the live stream tells a device of a push of late, by what its member reads now; null where it tells no news. */
  async news(random: Random, device: string, token: string): Promise<LiveNews | null> {
    const told = this.told.length > 0 ? random.pick(this.told) : null;
    const listener = { tokenHash: tokenHash(token), device, takesNews: true };
    const line = told && (await this.code.telling({ ...this.parts, db: this.db }, listener, told));
    return line?.event === 'news' ? LiveNews.parse(JSON.parse(line.data)) : null;
  }

  /** A push may wait for the transaction of another one: so each goes on by its own task afterwards. */
  private async inGroup<T>(take: () => Promise<T>): Promise<T> {
    const task = this.current;
    task?.change(() => (task.waiting = true));
    try {
      return await take();
    } finally {
      if (task) task.waiting = false;
      await task?.park();
    }
  }

  /** The process dies and is started again: what was under way ends between two transactions. */
  crash(): void {
    for (const [task, cutOff] of this.running) {
      task.kill();
      cutOff();
    }
    this.running.clear();
    this.app = this.start();
  }

  async open(task: Task): Promise<void> {
    this.current = task;
    await task.open();
    this.current = null;
    if (task.done && !task.isParked) this.running.delete(task);
  }

  /** An organisation and its members, under ids that are the same in each run of a seed. */
  async organisation(org: string, members: { id: string; email: string; role: string }[]): Promise<void> {
    const created_at = this.now().toISOString();
    await this.db.insertInto('organisations').values({ id: org, name: org, epoch: 'first', seq: 0, created_at }).execute();
    const rows = members.map(({ id, email, role }) => ({ org, id, email, name: id, role, password: cheapHash, disabled: 0, created_at }));
    await this.db.insertInto('members').values(rows).execute();
  }

  async setRole(email: string, role: string): Promise<void> {
    await this.db.updateTable('members').set({ role }).where('email', '=', email).execute();
  }

  /** null = all shops. */
  async setShops(email: string, shops: string[] | null): Promise<void> {
    const { org, id: member } = await this.db.selectFrom('members').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
    await this.db
      .updateTable('members')
      .set({ limited: shops ? 1 : 0 })
      .where('id', '=', member)
      .execute();
    await this.db.deleteFrom('member_shops').where('member', '=', member).execute();
    for (const shop of shops ?? []) await this.db.insertInto('member_shops').values({ org, member, shop }).execute();
  }

  /** What each member reads by now, by e-mail address. */
  reads({ members, member_shops }: Backup): Map<string, string[]> {
    return new Map(
      members.map(({ email, id, role, limited }) => {
        const shops = member_shops.filter(({ member }) => member === id).map(({ shop }) => shop);
        return [email, readsOf(this.parts.playbook.rights.get(role) ?? noRights, id, limited ? shops : null)];
      }),
    );
  }

  async backup(): Promise<Backup> {
    const rows = {} as Backup;
    for (const table of tables) Object.assign(rows, { [table]: await this.db.selectFrom(table).selectAll().execute() });
    return rows;
  }

  /** The whole database as it was once, its history marked as another one. */
  async restore(backup: Backup, epoch: string): Promise<void> {
    for (const table of ['tokens', ...made] as const) await this.db.deleteFrom(table).execute();
    for (const table of tables.toReversed()) await this.db.deleteFrom(table).execute();
    for (const table of tables) {
      if (backup[table].length > 0)
        await this.db
          .insertInto(table)
          .values(backup[table] as never)
          .execute();
    }
    await this.db.updateTable('organisations').set({ epoch }).execute();
  }

  /** An administrator has what an event says erased, from a device that does nothing else. False = it was not taken. */
  async erase({ org, id, head, scope }: Pick<Tables['events'], 'org' | 'id' | 'head' | 'scope'>): Promise<boolean> {
    const device = `eraser ${++this.served}`;
    const role = 'admin';
    const rights = this.parts.playbook.rights.get(role) ?? noRights;
    const { shop, subject } = EventHead.parse(JSON.parse(head));
    const now = this.now();
    const who = { email: '', password: '', device, deviceName: device };
    await this.code.inOrganisation(this.db, org).bindDevice(role, who, now);
    // A case lies in the shop that it was opened in, whatever its event names.
    const [kind = '', where] = scope.split(/:(.*)/);
    const place = kind === 'shop' ? { shop: where ?? shop } : {};
    const about = kind === 'person' ? subject : 'erased';
    const event = new Pen(org, role, device).write('body.erased', about, { ids: [id] }, place);
    const caller = {
      org,
      orgName: org,
      member: role,
      name: role,
      role,
      device,
      tokenHash: '',
      rights,
      reads: ['org', 'shop:*', 'person:*'],
    };
    const request = { epoch: null, cursor: 0, sentAt: now.toISOString(), events: [event] };
    const { keys, playbook } = this.parts;
    const { db } = this;
    const [taken] = await this.code.takeEvents({ db, keys, playbook }, org, [{ caller, request, now }]);
    return taken?.accepted[0]?.scope === scope;
  }
}
