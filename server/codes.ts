import { randomBytes } from 'node:crypto';
import type { NewCode } from '../lib/domain/team.ts';
import { tokenHash } from './caller.ts';
import type { Database } from './database.ts';

const lifeMs = 3 * 86_400_000;

/** A new code for a member; the one it had ends. 144 bits, stored as a hash only. */
export async function issueCode(db: Database, org: string, member: string, now: Date): Promise<NewCode> {
  const code = randomBytes(18).toString('base64url');
  const expiresAt = new Date(now.getTime() + lifeMs).toISOString();
  await dropCode(db, org, member);
  await db
    .insertInto('codes')
    .values({ hash: tokenHash(code), org, member, expires_at: expiresAt })
    .execute();
  return { member, code, expiresAt };
}

export async function dropCode(db: Database, org: string, member: string): Promise<void> {
  await db.deleteFrom('codes').where('org', '=', org).where('member', '=', member).execute();
}

/** Does it open anything now? Asked before the slow hash is made. */
export async function isLiving(db: Database, code: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('codes')
    .select('member')
    .where('hash', '=', tokenHash(code))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes the code away and says whose it was: of two that come at once, one gets it. */
export async function redeem(db: Database, code: string, now: Date): Promise<{ org: string; member: string } | null> {
  const row = await db
    .deleteFrom('codes')
    .where('hash', '=', tokenHash(code))
    .where('expires_at', '>', now.toISOString())
    .returning(['org', 'member'])
    .executeTakeFirst();
  return row ?? null;
}
