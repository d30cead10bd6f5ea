import { z } from 'zod';

/** Roles are data (playbook/roles.json): a company may add one. */
export const Role = z.strictObject({ id: z.string(), name: z.record(z.string(), z.string()) });
export const Roles = z.array(Role);
export type Role = z.infer<typeof Role>;

/** Who acts: the member, in a role, on a device. Alone, one person holds every role. */
export interface Actor {
  member: string;
  roles: readonly string[];
}
