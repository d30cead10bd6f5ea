import { randomUUID } from 'node:crypto';
import type { Invitation, MemberChange, NewCode } from '../lib/domain/team.ts';
import { addressOf } from './accounts.ts';
import { forgetAttempts } from './attempts.ts';
import { type By, note } from './audit.ts';
import type { Caller } from './caller.ts';
import { isLiving, issueCode, redeem } from './codes.ts';
import type { Database } from './database.ts';
import { hashPassword } from './passwords.ts';
import type { Keys } from './receipt.ts';
import { teamOf } from './team.ts';

/** Who manages members, and of which roles they may be, before and after. */
export interface Manager extends By {
  manages: readonly string[];
}
export const managerOf = ({ org, member, device, rights }: Caller): Manager => ({ org, member, device, manages: rights.members });

/** `unknown`: there is no such member here, or it is none of the manager's. */
export type Refused = { ok: false; why: 'unknown' | 'not-allowed' | 'taken' };
const refused = (why: Refused['why']): Refused => ({ ok: false, why });

/** A member without a password, and the code that sets one. */
export async function invite(db: Database, by: Manager, asked: Invitation, now: Date): Promise<{ ok: true; code: NewCode } | Refused> {
  const { name, role, shops } = asked;
  if (!by.manages.includes(role)) return refused('not-allowed');
  return db.transaction().execute(async (trx) => {
    const id = randomUUID();
    const row = { org: by.org, id, email: addressOf(asked.email), name, role, password: '', disabled: 0, created_at: now.toISOString() };
    const made = await trx
      .insertInto('members')
      .values(row)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return refused('taken');
    await teamOf(trx, by.org).setShops(id, shops);
    await note(trx, by, 'member.invited', now, { whom: id, detail: { role, shops } });
    return { ok: true, code: await issueCode(trx, by.org, id, now) };
  });
}

/** The member, if it is there and the manager's to manage. Nobody manages themselves: so one who manages is always left. */
async function managed(db: Database, by: Manager, id: string): Promise<Refused | null> {
  const member = await teamOf(db, by.org).member(id);
  if (!member) return refused('unknown');
  return id === by.member || !by.manages.includes(member.role) ? refused('not-allowed') : null;
}

/** Holds from the next request on: whoever is disabled is signed out everywhere at once. */
export async function changeMember(
  db: Database,
  by: Manager,
  id: string,
  change: MemberChange,
  now: Date,
): Promise<{ ok: true } | Refused> {
  const { role, disabled, shops } = change;
  if (role !== undefined && !by.manages.includes(role)) return refused('not-allowed');
  return db.transaction().execute(async (trx) => {
    const why = await managed(trx, by, id);
    if (why) return why;
    const team = teamOf(trx, by.org);
    const set = { ...(role !== undefined && { role }), ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }) };
    if (Object.keys(set).length > 0) await team.setMember(id, set);
    if (shops !== undefined) await team.setShops(id, shops);
    if (disabled) await team.endMember(id);
    await note(trx, by, 'member.changed', now, { whom: id, detail: change });
    return { ok: true };
  });
}

/** A code for somebody who forgot the password. The old one holds until the code is used. */
export async function resetPassword(db: Database, by: Manager, id: string, now: Date): Promise<{ ok: true; code: NewCode } | Refused> {
  return db.transaction().execute(async (trx) => {
    const why = await managed(trx, by, id);
    if (why) return why;
    await note(trx, by, 'password.reset', now, { whom: id });
    return { ok: true, code: await issueCode(trx, by.org, id, now) };
  });
}

/** Sets the password a code stands for and signs its member out everywhere. False = the code opens nothing. */
export async function setPassword(db: Database, keys: Keys, code: string, password: string, now: Date): Promise<boolean> {
  if (!(await isLiving(db, code, now))) return false;
  const hash = await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    const whose = await redeem(trx, code, now);
    if (!whose) return false;
    const { org, member } = whose;
    const row = await trx
      .updateTable('members')
      .set({ password: hash })
      .where('org', '=', org)
      .where('id', '=', member)
      .where('disabled', '=', 0)
      .returning('email')
      .executeTakeFirst();
    if (!row) return false;
    await teamOf(trx, org).endMember(member);
    await forgetAttempts(trx, keys.account(row.email));
    await note(trx, { org, member, device: null }, 'password.set', now, { whom: member });
    return true;
  });
}

/** Signs a device out: one's own, or that of somebody the manager manages. */
export async function revokeDevice(db: Database, by: Manager, device: string, now: Date): Promise<{ ok: true } | Refused> {
  return db.transaction().execute(async (trx) => {
    const team = teamOf(trx, by.org);
    const owner = await team.ownerOf(device);
    if (owner === null) return refused('unknown');
    // What is not one's business does not exist.
    if (owner !== by.member && (await managed(trx, by, owner))) return refused('unknown');
    await team.endDevice(device);
    await note(trx, by, 'device.revoked', now, { whom: owner, detail: { device } });
    return { ok: true };
  });
}
