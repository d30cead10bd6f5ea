import { z } from 'zod';
import { bodies, type EventType } from './event.ts';

/** What the server lets a role do. */
export const Rights = z.strictObject({
  /** Event types it may write. A type that the server does not know yet is anybody's. */
  push: z.array(z.enum(Object.keys(bodies) as EventType[])),
  /** Shops whose events it reads and writes about; `limitable` = all, until a member is limited to some. */
  shops: z.enum(['none', 'limitable', 'all']),
  /** Whose personal entries it reads and writes about. */
  people: z.enum(['self', 'all']),
  /** Roles of the members it invites and manages; it can make nobody more than that. */
  members: z.array(z.string()),
  /** May read who did what. */
  audit: z.boolean(),
});
export type Rights = z.infer<typeof Rights>;

/** Roles are data (playbook/roles.json): a company may add one. */
export const Role = z.strictObject({ id: z.string(), name: z.record(z.string(), z.string()), rights: Rights });
export const Roles = z.array(Role);
export type Role = z.infer<typeof Role>;

/** Who acts: the member, in a role, on a device. Alone, one person holds every role. */
export interface Actor {
  member: string;
  roles: readonly string[];
}
