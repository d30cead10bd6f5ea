import { createHash, randomBytes } from 'node:crypto';
import type { Rights } from '../lib/domain/member.ts';
import type { Database } from './database.ts';
import type { Playbook } from './playbook.ts';
import { noRights, readsOf } from './rights.ts';

/** Who asks, as the token says: every row this request may touch follows from it, nothing from the request's body. */
export interface Caller {
  org: string;
  orgName: string;
  member: string;
  name: string;
  role: string;
  device: string;
  tokenHash: string;
  rights: Rights;
  /** Scopes, as `covers` reads them. */
  reads: string[];
}

/** A token ends after so long without use. */
const lifeMs = 30 * 86_400_000;
const dayMs = 86_400_000;

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new token for this device; the ones it had end. 256 bits, stored as a hash only. */
export async function issueToken(db: Database, of: { org: string; member: string; device: string }, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { org, member, device } = of;
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('tokens').where('org', '=', org).where('device', '=', device).execute();
    await trx.deleteFrom('tokens').where('expires_at', '<', now.toISOString()).execute();
    await trx
      .insertInto('tokens')
      .values({ hash: tokenHash(token), org, member, device, created_at: now.toISOString(), expires_at: later(now) })
      .execute();
  });
  return token;
}

/** When a token was used last, by its end: exact to a day. */
export const usedAt = (expiresAt: string): string => new Date(Date.parse(expiresAt) - lifeMs).toISOString();

const later = (now: Date): string => new Date(now.getTime() + lifeMs).toISOString();

interface From {
  db: Database;
  playbook: Playbook;
}

/** The caller behind a token, or null: unknown, expired, ended, or the member was disabled. */
export const callerOf = (from: From, token: string, now: Date): Promise<Caller | null> => callerByHash(from, tokenHash(token), now);

/** The same by the token's hash. */
export async function callerByHash({ db, playbook }: From, hash: string, now: Date): Promise<Caller | null> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('members', (join) => join.onRef('members.org', '=', 'tokens.org').onRef('members.id', '=', 'tokens.member'))
    .innerJoin('organisations', 'organisations.id', 'tokens.org')
    .select([
      'tokens.org',
      'tokens.member',
      'tokens.device',
      'tokens.expires_at',
      'members.name',
      'members.role',
      'members.limited',
      'organisations.name as orgName',
    ])
    .where('tokens.hash', '=', hash)
    .where('tokens.expires_at', '>', now.toISOString())
    .where('members.disabled', '=', 0)
    .executeTakeFirst();
  if (!row) return null;
  const { expires_at, limited, ...caller } = row;
  // Used tokens live on; written once a day at most.
  if (Date.parse(expires_at) - now.getTime() < lifeMs - dayMs) {
    await db
      .updateTable('tokens')
      .set({ expires_at: later(now) })
      .where('hash', '=', hash)
      .execute();
  }
  const rights = playbook.rights.get(caller.role) ?? noRights;
  const limitedTo = limited ? await shopsOf(db, caller.org, caller.member) : null;
  return { ...caller, tokenHash: hash, rights, reads: readsOf(rights, caller.member, limitedTo) };
}

async function shopsOf(db: Database, org: string, member: string): Promise<string[]> {
  const rows = await db.selectFrom('member_shops').select('shop').where('org', '=', org).where('member', '=', member).execute();
  return rows.map(({ shop }) => shop);
}

/** Whether the caller behind this hash may still come in. */
export async function isAlive(db: Database, hash: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('members', (join) => join.onRef('members.org', '=', 'tokens.org').onRef('members.id', '=', 'tokens.member'))
    .select('tokens.hash')
    .where('tokens.hash', '=', hash)
    .where('tokens.expires_at', '>', now.toISOString())
    .where('members.disabled', '=', 0)
    .executeTakeFirst();
  return row !== undefined;
}

export async function endToken(db: Database, hash: string): Promise<void> {
  await db.deleteFrom('tokens').where('hash', '=', hash).execute();
}
