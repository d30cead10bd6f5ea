import type { ExpressionBuilder } from 'kysely';
import type { Case } from '../lib/domain/case.ts';
import { firstPrev, type NumberedEvent, type RejectCode } from '../lib/domain/event.ts';
import type { SignIn } from '../lib/domain/sync.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** PostgreSQL takes 65,535 parameters a statement and SQLite 32,766: so many rows or ids at a time stay below both. */
const chunk = 500;

/** Where a device's chain stands, and what it adopted. */
export type DeviceRow = Tables['devices'];
export type NewEvent = Omit<Tables['events'], 'org'>;
export type NewRejected = Omit<Tables['rejected'], 'org'>;
export interface CaseEntry {
  kase: Case;
  solo: string | null;
}
/** A `body.erased` under this number. */
export interface Erasure {
  seq: number;
  scope: string;
  ids: string[];
}
export interface Accepted {
  hash: string;
  seq: number;
  receivedAt: string;
  scope: string;
}

/**
 * The rows of one organisation. Every statement on events, rejected, cases and the counter is in this file, those on devices
 * here and in team.ts; each carries the organisation of the caller's token (test/server/one-place.test.ts).
 */
export function inOrganisation(db: Database, org: string) {
  return {
    /** First statement of a transaction that writes: the row stays locked until it ends, so numbers are given in the order of commits, without a gap. */
    async lock(): Promise<{ seq: number; epoch: string }> {
      return db
        .updateTable('organisations')
        .set((set) => ({ seq: set.ref('seq') }))
        .where('id', '=', org)
        .returning(['seq', 'epoch'])
        .executeTakeFirstOrThrow();
    },

    /** `made`: of what is made from the events, until the database is restored or something in them erased. */
    async counter(): Promise<{ seq: number; epoch: string; made: string }> {
      const row = await db.selectFrom('organisations').select(['seq', 'epoch', 'erased']).where('id', '=', org).executeTakeFirstOrThrow();
      return { seq: row.seq, epoch: row.epoch, made: row.erased === 0 ? row.epoch : `${row.epoch} ${row.erased}` };
    },

    async setCounter(seq: number): Promise<void> {
      await db.updateTable('organisations').set({ seq }).where('id', '=', org).execute();
    },

    /** A device keeps its first member: its chain of events is theirs, and nobody else may write on it. False = it is somebody else's. */
    async bindDevice(member: string, { device: id, deviceName: name }: SignIn, now: Date): Promise<boolean> {
      const row = await db
        .insertInto('devices')
        .values({ org, id, member, name, n: 0, head_hash: firstPrev, created_at: now.toISOString() })
        .onConflict((conflict) => conflict.columns(['org', 'id']).doUpdateSet({ name }).where('devices.member', '=', member))
        .returning('member')
        .executeTakeFirst();
      return row !== undefined;
    },

    async devices(ids: readonly string[]): Promise<Map<string, DeviceRow>> {
      const found = new Map<string, DeviceRow>();
      for (const part of parts(ids)) {
        const rows = await db.selectFrom('devices').selectAll().where('org', '=', org).where('id', 'in', part).execute();
        for (const row of rows) found.set(row.id, row);
      }
      return found;
    },

    /** Where the chains of these devices stand now, in one statement; whose they are and what they are called stays as it is. */
    async setDevices(devices: ReadonlySet<DeviceRow>): Promise<void> {
      const columns = ['n', 'head_hash', 'ahead_n', 'ahead_prev', 'ahead_hash', 'adopted_org', 'adopted_member'] as const;
      for (const part of parts([...devices])) {
        await db
          .insertInto('devices')
          .values(part.map((device) => ({ ...device, org })))
          .onConflict((conflict) =>
            conflict
              .columns(['org', 'id'])
              .doUpdateSet((set) => Object.fromEntries(columns.map((column) => [column, set.ref(`excluded.${column}`)]))),
          )
          .execute();
      }
    },

    /** Ids that no adopted log may claim to be: members here, organisations of this server (none was begun alone), what others adopted. */
    async takenNames(member: string): Promise<Set<string>> {
      const organisations = await db.selectFrom('organisations').select('id').execute();
      const members = await db.selectFrom('members').select('id').where('org', '=', org).execute();
      const devices = await db
        .selectFrom('devices')
        .select(['adopted_org', 'adopted_member'])
        .where('org', '=', org)
        .where('member', '!=', member)
        .where('adopted_org', 'is not', null)
        .execute();
      const adopted = devices.flatMap((device) => [device.adopted_org, device.adopted_member]);
      return new Set([...[...organisations, ...members].map(({ id }) => id), ...adopted.filter((name) => name !== null)]);
    },

    async accepted(ids: readonly string[]): Promise<Map<string, Accepted>> {
      const found = new Map<string, Accepted>();
      for (const part of parts(ids)) {
        const rows = await db
          .selectFrom('events')
          .select(['id', 'hash', 'seq', 'received_at', 'scope'])
          .where('org', '=', org)
          .where('id', 'in', part)
          .execute();
        for (const row of rows) found.set(row.id, { hash: row.hash, seq: row.seq, receivedAt: row.received_at, scope: row.scope });
      }
      return found;
    },

    /** Codes of events that were refused before, by `id hash`. */
    async refused(ids: readonly string[]): Promise<Map<string, RejectCode>> {
      const found = new Map<string, RejectCode>();
      for (const part of parts(ids)) {
        const rows = await db
          .selectFrom('rejected')
          .select(['id', 'hash', 'code'])
          .where('org', '=', org)
          .where('id', 'in', part)
          .execute();
        for (const row of rows) found.set(`${row.id} ${row.hash}`, row.code as RejectCode);
      }
      return found;
    },

    async cases(ids: readonly string[]): Promise<Map<string, CaseEntry>> {
      const found = new Map<string, CaseEntry>();
      for (const part of parts(ids)) {
        const rows = await db.selectFrom('cases').select(['id', 'state', 'solo']).where('org', '=', org).where('id', 'in', part).execute();
        for (const row of rows) found.set(row.id, { kase: JSON.parse(row.state) as Case, solo: row.solo });
      }
      return found;
    },

    async addEvents(events: readonly NewEvent[]): Promise<void> {
      for (const part of parts(events)) {
        await db
          .insertInto('events')
          .values(part.map((event) => ({ ...event, org })))
          .execute();
      }
    },

    /** What these events of a scope say is gone. That something was erased, and where, stays. */
    async erase({ scope, ids, seq }: Erasure): Promise<void> {
      await db
        .updateTable('events')
        .set({ salt: null, body: null })
        .where('org', '=', org)
        .where('scope', '=', scope)
        .where('type', '!=', 'body.erased')
        .where('id', 'in', ids)
        .execute();
      await db.updateTable('organisations').set({ erased: seq }).where('id', '=', org).execute();
    },

    async addRejected(rejected: readonly NewRejected[]): Promise<void> {
      for (const part of parts(rejected)) {
        await db
          .insertInto('rejected')
          .values(part.map((row) => ({ ...row, org })))
          .execute();
      }
    },

    async setCases(entries: ReadonlyMap<string, CaseEntry>): Promise<void> {
      for (const part of parts([...entries])) {
        await db
          .insertInto('cases')
          .values(part.map(([id, { kase, solo }]) => ({ org, id, state: JSON.stringify(kase), solo })))
          .onConflict((conflict) => conflict.columns(['org', 'id']).doUpdateSet((set) => ({ state: set.ref('excluded.state') })))
          .execute();
      }
    },

    /** Events after a seq in scopes that the caller reads, oldest first. */
    async eventsAfter(seq: number, upTo: number, reads: readonly string[], limit: number): Promise<NumberedEvent[]> {
      const rows = await db
        .selectFrom('events')
        .select(['seq', 'received_at', 'scope', 'head', 'salt', 'body'])
        .where('org', '=', org)
        .where('seq', '>', seq)
        .where('seq', '<=', upTo)
        .where(visibleTo(reads))
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        head: JSON.parse(row.head),
        salt: row.salt,
        body: row.body === null ? null : JSON.parse(row.body),
        seq: row.seq,
        receivedAt: row.received_at,
        scope: row.scope,
      }));
    },
  };
}
export type Organisation = ReturnType<typeof inOrganisation>;

/** Scope is filtered here and nowhere else; what no list names stays unread. */
export function visibleTo(reads: readonly string[]) {
  const kinds = reads.filter((scope) => scope.endsWith(':*'));
  const exact = reads.filter((scope) => !scope.endsWith(':*'));
  return ({ eb, or }: ExpressionBuilder<Tables, 'events'>) =>
    or([eb('scope', 'in', exact), ...kinds.map((kind) => eb('scope', 'like', `${kind.slice(0, -1)}%`))]);
}

function parts<T>(rows: readonly T[]): T[][] {
  const all: T[][] = [];
  for (let from = 0; from < rows.length; from += chunk) all.push(rows.slice(from, from + chunk));
  return all;
}
