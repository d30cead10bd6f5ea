import type { Device, Member } from '../lib/domain/team.ts';
import { usedAt } from './caller.ts';
import { dropCode } from './codes.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/**
 * The members of one organisation and their devices, as whoever manages them sees them. Like organisation.ts, every
 * statement carries the organisation of the caller's token (test/server/one-place.test.ts).
 */
export function teamOf(db: Database, org: string) {
  return {
    async members(): Promise<Member[]> {
      const rows = await db.selectFrom('members').selectAll().where('org', '=', org).orderBy('created_at').orderBy('id').execute();
      const given = await db.selectFrom('member_shops').select(['member', 'shop']).where('org', '=', org).orderBy('shop').execute();
      return rows.map(({ id, email, name, role, disabled, limited, password }) => ({
        id,
        email,
        name,
        role,
        disabled: disabled === 1,
        joined: password !== '',
        shops: limited ? given.filter(({ member }) => member === id).map(({ shop }) => shop) : null,
      }));
    },

    async member(id: string): Promise<{ id: string; role: string; disabled: number } | null> {
      const row = await db
        .selectFrom('members')
        .select(['id', 'role', 'disabled'])
        .where('org', '=', org)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },

    async setMember(id: string, set: Partial<Pick<Tables['members'], 'role' | 'disabled' | 'password'>>): Promise<void> {
      await db.updateTable('members').set(set).where('org', '=', org).where('id', '=', id).execute();
    },

    /** null = not limited. */
    async setShops(member: string, shops: readonly string[] | null): Promise<void> {
      await db
        .updateTable('members')
        .set({ limited: shops === null ? 0 : 1 })
        .where('org', '=', org)
        .where('id', '=', member)
        .execute();
      await db.deleteFrom('member_shops').where('org', '=', org).where('member', '=', member).execute();
      const given = [...new Set(shops)];
      if (given.length === 0) return;
      await db
        .insertInto('member_shops')
        .values(given.map((shop) => ({ org, member, shop })))
        .execute();
    },

    async devices(member: string, asking: string | null): Promise<Device[]> {
      const rows = await db
        .selectFrom('devices')
        .select(['id', 'name', 'created_at'])
        .where('org', '=', org)
        .where('member', '=', member)
        .execute();
      const tokens = await db
        .selectFrom('tokens')
        .select(['device', 'expires_at'])
        .where('org', '=', org)
        .where('member', '=', member)
        .execute();
      const seen = new Map(tokens.map(({ device, expires_at }) => [device, usedAt(expires_at)]));
      return rows
        .map(({ id, name, created_at }) => ({
          id,
          name,
          firstSeen: created_at,
          lastSeen: seen.get(id) ?? null,
          signedIn: seen.has(id),
          thisOne: id === asking,
        }))
        .sort((a, b) => a.firstSeen.localeCompare(b.firstSeen));
    },

    async ownerOf(device: string): Promise<string | null> {
      const row = await db.selectFrom('devices').select('member').where('org', '=', org).where('id', '=', device).executeTakeFirst();
      return row?.member ?? null;
    },

    async endDevice(device: string): Promise<void> {
      await db.deleteFrom('tokens').where('org', '=', org).where('device', '=', device).execute();
    },

    /** On every device, and the code that could let somebody in again. */
    async endMember(member: string): Promise<void> {
      await db.deleteFrom('tokens').where('org', '=', org).where('member', '=', member).execute();
      await dropCode(db, org, member);
    },
  };
}
