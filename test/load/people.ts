import { randomUUID } from 'node:crypto';
import { createOrganisation } from '../../server/accounts.ts';
import { issueToken } from '../../server/caller.ts';
import type { Database } from '../../server/database.ts';
import { inOrganisation } from '../../server/organisation.ts';
import { teamOf } from '../../server/team.ts';

/** A member signed in on a device of theirs. */
export interface Seat {
  org: string;
  member: string;
  device: string;
  token: string;
  /** Where they work; null = in none. */
  shop: string | null;
  /** Reads every shop; else only their own. */
  seesAll: boolean;
}

export interface People {
  members: number;
  /** Members are dealt out to these in turn. */
  shops: readonly string[];
  /** So many of the members see all shops. */
  supervisors: number;
}

/** A new organisation and its members, each with a token: to hash five hundred passwords would take longer than the run. */
export async function makePeople(db: Database, { members, shops, supervisors }: People, now: Date): Promise<Seat[]> {
  const org = await createOrganisation(db, `Load ${randomUUID()}`, now);
  const seats: Seat[] = [];
  for (let index = 0; index < members; index++) {
    const [member, device] = [randomUUID(), randomUUID()];
    const email = `${member}@example.com`;
    const shop = shops[index % shops.length] ?? null;
    const seesAll = shop === null || index < supervisors;
    const role = index < supervisors ? 'supervisor' : 'specialist';
    await db
      .insertInto('members')
      .values({ org, id: member, email, name: 'Wei', role, password: '', disabled: 0, created_at: now.toISOString() })
      .execute();
    if (!seesAll) await teamOf(db, org).setShops(member, [shop]);
    await inOrganisation(db, org).bindDevice(member, { device, deviceName: 'Load', email, password: '' }, now);
    seats.push({ org, member, device, shop, seesAll, token: await issueToken(db, { org, member, device }, now) });
  }
  return seats;
}
