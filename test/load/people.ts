import { randomUUID } from 'node:crypto';
import { createOrganisation } from '../../server/accounts.ts';
import { issueToken } from '../../server/caller.ts';
import type { Database } from '../../server/database.ts';
import { inOrganisation } from '../../server/organisation.ts';

/** A member signed in on a device of theirs. */
export interface Seat {
  org: string;
  member: string;
  device: string;
  token: string;
  /** Where they work; null = in none. */
  shop: string | null;
}

/** An organisation with so many members, dealt out to the shops in turn, each with a token: five hundred passwords would take longer to hash than the run. */
export async function makePeople(db: Database, count: number, shops: readonly string[], now: Date): Promise<Seat[]> {
  const org = await createOrganisation(db, `Load ${randomUUID()}`, now);
  const seats: Seat[] = [];
  for (let index = 0; index < count; index++) {
    const [member, device] = [randomUUID(), randomUUID()];
    const row = { org, id: member, email: `${member}@example.com`, name: 'Wei', role: 'specialist', password: '', disabled: 0 };
    await db
      .insertInto('members')
      .values({ ...row, created_at: now.toISOString() })
      .execute();
    await inOrganisation(db, org).bindDevice(member, { device, deviceName: 'Load', email: row.email, password: '' }, now);
    const token = await issueToken(db, { org, member, device }, now);
    seats.push({ org, member, device, token, shop: shops[index % shops.length] ?? null });
  }
  return seats;
}
