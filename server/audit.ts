import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { canonical } from '../lib/domain/hash.ts';
import type { AuditEntry } from '../lib/domain/team.ts';
import type { Database } from './database.ts';

/** Everything that is written down: what was done to members, and what was read about others. */
export type Act =
  | 'signed-in'
  | 'member.invited'
  | 'member.changed'
  | 'password.reset'
  | 'password.set'
  | 'device.revoked'
  | 'members.read'
  | 'devices.read'
  | 'person.read'
  | 'audit.read';

/** Who acts. Both null = whoever looks after the server. */
export interface By {
  org: string;
  member: string | null;
  device: string | null;
}

/** `detail` holds ids, roles and counts only. Written in the transaction of what it tells of. */
export async function note(
  db: Database,
  { org, member, device }: By,
  act: Act,
  now: Date,
  about: { whom?: string; detail?: Record<string, unknown> } = {},
): Promise<void> {
  const detail = about.detail ? canonical(about.detail) : null;
  await db
    .insertInto('audit')
    .values({ org, id: uuid({ msecs: now.getTime() }), at: now.toISOString(), member, device, act, whom: about.whom ?? null, detail })
    .execute();
}

/** The newest entries before one, newest first. */
export async function readAudit(
  db: Database,
  org: string,
  before: string | undefined,
  limit: number,
): Promise<z.infer<typeof AuditEntry>[]> {
  let query = db
    .selectFrom('audit')
    .select(['id', 'at', 'member', 'device', 'act', 'whom', 'detail'])
    .where('org', '=', org)
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, detail: row.detail === null ? null : JSON.parse(row.detail) }));
}
