import { z } from 'zod';

/** Contract of the routes about members, devices and the audit log. Moments are ISO UTC. */
const id = z.string().min(1).max(200);
const role = z.string().min(1).max(60);
const shops = z.array(id).max(500).nullable();

export const shortestPassword = 8;
export const newPassword = z.string().min(shortestPassword).max(200);

export const Member = z.strictObject({
  id,
  email: z.string(),
  name: z.string(),
  role,
  disabled: z.boolean(),
  /** Has set a password. */
  joined: z.boolean(),
  /** Shops it is limited to; null = not limited. Binds where the role can be limited. */
  shops,
});
export const Members = z.strictObject({ members: z.array(Member) });
export type Member = z.infer<typeof Member>;

export const Invitation = z.strictObject({ email: z.email(), name: z.string().trim().min(1).max(100), role, shops: shops.default(null) });
export type Invitation = z.infer<typeof Invitation>;

/** A one-time code with which a member sets a password; it is shown once. */
export const NewCode = z.strictObject({ member: id, code: z.string(), expiresAt: z.iso.datetime() });
export type NewCode = z.infer<typeof NewCode>;

export const MemberChange = z
  .strictObject({ role: role.optional(), disabled: z.boolean().optional(), shops: shops.optional() })
  .refine((change) => Object.keys(change).length > 0, 'nothing to change');
export type MemberChange = z.infer<typeof MemberChange>;

export const SetPassword = z.strictObject({ code: z.string().min(1).max(100), password: newPassword });

export const Device = z.strictObject({
  id,
  name: z.string(),
  firstSeen: z.iso.datetime(),
  /** Exact to a day; null once it is signed out. */
  lastSeen: z.iso.datetime().nullable(),
  signedIn: z.boolean(),
  /** The device that asks. */
  thisOne: z.boolean(),
});
export const Devices = z.strictObject({ devices: z.array(Device) });
export type Device = z.infer<typeof Device>;

export const AuditEntry = z.strictObject({
  id,
  at: z.iso.datetime(),
  /** Who; null = whoever looks after the server, on its command line. */
  member: id.nullable(),
  device: id.nullable(),
  act: z.string(),
  /** To whom. */
  whom: id.nullable(),
  detail: z.record(z.string(), z.json()).nullable(),
});
/** Newest first; `more` = ask again before the last one's id. */
export const AuditPage = z.strictObject({ entries: z.array(AuditEntry), more: z.boolean() });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Why something about the team could not be read or done. */
export const teamProblems = [
  'offline',
  'signed-out',
  'not-allowed',
  /** The member or device is not there any more. */
  'not-found',
  /** The server says why, in its own words. */
  'bad-request',
  'slow-down',
  /** What answered is none of our servers, or there is a fault in it. */
  'not-ours',
] as const;
export type TeamProblem = (typeof teamProblems)[number];
export type TeamAnswer<T> = { ok: true; value: T } | { ok: false; code: TeamProblem; message?: string };
