import { v4 as uuid } from 'uuid';
import type { SignedIn, SyncAnswer, SyncRequest } from '../../lib/domain/sync.ts';
import { addMember, createOrganisation } from '../../server/accounts.ts';
import { makeApp } from '../../server/app.ts';
import { type Database, openDatabase } from '../../server/database.ts';
import { liveHub } from '../../server/live.ts';
import type { Line } from '../../server/log.ts';
import type { Parts } from '../../server/parts.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { readKeys } from '../../server/receipt.ts';
import type { Engine } from './engines.ts';
import { Pen } from './pen.ts';
import type { Place } from './program.ts';

export const password = 'correct horse';

const randomAddress = (): string => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;

/** A server without a port, its clock in our hand, and people in it. */
export interface World {
  db: Database;
  place: Place;
  app: ReturnType<typeof makeApp>;
  now: Date;
  log: Array<{ what: string } & Line>;
  organisation(name?: string): Promise<string>;
  member(org: string, role?: string): Promise<{ id: string; email: string }>;
  /** A member of `org` signed in on a new device. */
  seat(org: string, role?: string): Promise<Seat>;
  signIn(email: string, secret: string, device: string, from?: string): Promise<Response>;
  /** Any route as somebody, or as nobody. */
  call(token: string | null, method: string, path: string, body?: unknown, from?: string): Promise<Response>;
  close(): Promise<void>;
}

/** Somebody at a device. */
export interface Seat {
  email: string;
  signedIn: SignedIn;
  pen: Pen;
  /** A string goes as it is. */
  post(request: unknown, headers?: Record<string, string>): Promise<Response>;
  sync(part?: Partial<Omit<SyncRequest, 'events'>> & { events?: unknown[] }): Promise<SyncAnswer>;
}

export async function makeWorld(engine: Engine, more: Partial<Parts> = {}, place?: Place): Promise<World> {
  const at = place ?? (await engine.place());
  const db = await openDatabase(at);
  const log: World['log'] = [];
  const note = (what: string, line: Line = {}): void => void log.push({ what, ...line });
  const live = liveHub(db, () => note('live fault'));
  const logged = { info: note, error: note };
  const parts = { db, live, keys: readKeys(at.folder), playbook: readPlaybook(), log: logged, now: () => world.now, ...more };
  const app = makeApp(parts);

  const world: World = {
    db,
    place: at,
    app,
    now: new Date('2026-11-24T08:00:00.000Z'),
    log,
    organisation: (name = `Org ${uuid()}`) => createOrganisation(db, name, world.now),
    member: async (org, role = 'specialist') => {
      const email = `${uuid()}@example.com`;
      return { email, id: await addMember(db, org, { email, name: 'Wei', role, password }, world.now) };
    },
    signIn: (email, secret, device, from) =>
      world.call(null, 'POST', '/v1/sign-in', { email, password: secret, device, deviceName: 'Test' }, from),
    call: async (token, method, path, body, from = randomAddress()) => {
      const headers = { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) };
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      return app.request(path, init, { incoming: { socket: { remoteAddress: from } } });
    },
    seat: async (org, role) => {
      const { email } = await world.member(org, role);
      const device = uuid();
      const signedIn = (await (await world.signIn(email, password, device)).json()) as SignedIn;
      return seatOf(world, email, signedIn, new Pen(signedIn.org, signedIn.member, device));
    },
    close: async () => {
      live.stop();
      await db.destroy();
    },
  };
  return world;
}

export function seatOf(world: World, email: string, signedIn: SignedIn, pen: Pen): Seat {
  const post: Seat['post'] = async (request, headers = {}) =>
    world.app.request('/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${signedIn.token}`, ...headers },
      body: typeof request === 'string' ? request : JSON.stringify(request),
    });
  return {
    email,
    signedIn,
    pen,
    post,
    sync: async (part = {}) => {
      const response = await post({
        v: 1,
        device: pen.device,
        sentAt: world.now.toISOString(),
        epoch: null,
        cursor: 0,
        limit: 1000,
        events: [],
        ...part,
      });
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as SyncAnswer;
    },
  };
}
