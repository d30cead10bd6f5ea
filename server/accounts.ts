import { randomBytes, randomUUID } from 'node:crypto';
import type { SignedIn, SignIn } from '../lib/domain/sync.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { note } from './audit.ts';
import { issueToken } from './caller.ts';
import type { Database } from './database.ts';
import { inOrganisation } from './organisation.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { Keys } from './receipt.ts';

export type SignInResult =
  | { ok: true; signedIn: SignedIn }
  | { ok: false; why: 'wrong' | 'other-device' }
  | { ok: false; why: 'wait'; seconds: number };

export const addressOf = (email: string): string => email.trim().toLowerCase();

/** Checks address and password, binds the device to the member, and gives a token. Unknown address and wrong password can't be told apart. */
export async function signIn(db: Database, keys: Keys, asked: SignIn, now: Date): Promise<SignInResult> {
  const email = addressOf(asked.email);
  const account = keys.account(email);
  const seconds = await countAttempt(db, account, now);
  if (seconds > 0) return { ok: false, why: 'wait', seconds };
  const member = await db
    .selectFrom('members')
    .innerJoin('organisations', 'organisations.id', 'members.org')
    .select(['members.org', 'members.id', 'members.name', 'members.role', 'members.password', 'organisations.name as orgName'])
    .where('members.email', '=', email)
    .where('members.disabled', '=', 0)
    .executeTakeFirst();
  const fits = await checkPassword(member?.password || null, asked.password);
  if (fits === 'busy') return { ok: false, why: 'wait', seconds: 3 };
  if (!member || !fits) return { ok: false, why: 'wrong' };
  await forgetAttempts(db, account);
  if (!(await inOrganisation(db, member.org).bindDevice(member.id, asked, now))) return { ok: false, why: 'other-device' };
  const by = { org: member.org, member: member.id, device: asked.device };
  const token = await issueToken(db, by, now);
  await note(db, by, 'signed-in', now);
  return {
    ok: true,
    signedIn: { token, org: member.org, orgName: member.orgName, member: member.id, name: member.name, role: member.role },
  };
}

/** A new organisation, empty, with its counter at zero. Throws when the name is taken. */
export async function createOrganisation(db: Database, name: string, now: Date): Promise<string> {
  const id = randomUUID();
  const epoch = randomBytes(8).toString('hex');
  await db.insertInto('organisations').values({ id, name, epoch, seq: 0, created_at: now.toISOString() }).execute();
  return id;
}

/** A member of an organisation. Throws when the address is taken. */
export async function addMember(
  db: Database,
  org: string,
  member: { email: string; name: string; role: string; password: string },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const password = await hashPassword(member.password);
  const { name, role } = member;
  await db
    .insertInto('members')
    .values({ org, id, email: addressOf(member.email), name, role, password, disabled: 0, created_at: now.toISOString() })
    .execute();
  return id;
}

/** The organisation with this id or name, or null. */
export async function findOrganisation(db: Database, idOrName: string): Promise<{ id: string; name: string } | null> {
  const row = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where((where) => where.or([where('id', '=', idOrName), where('name', '=', idOrName)]))
    .executeTakeFirst();
  return row ?? null;
}
