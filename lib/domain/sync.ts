import { z } from 'zod';
import { type LogEvent, NumberedEvent, rejectCodes } from './event.ts';

/** `POST /v1/sync`: pending events up, the next page down. */
export const SyncRequest = z.strictObject({
  v: z.literal(1),
  device: z.string().min(1).max(100),
  /** The client's clock, for the offset the server notes beside each event. */
  sentAt: z.iso.datetime(),
  /** Epoch the cursor belongs to; null on the first contact. */
  epoch: z.string().nullable(),
  /** Highest seq applied. */
  cursor: z.int().min(0),
  limit: z.int().min(1).max(5000),
  /** Key of the scopes the client holds, as the server last named it. Left out by one that does not keep it. */
  scope: z.string().max(100).nullable().optional(),
  /** Checked one by one on the server, so that one broken event does not stop the others. */
  events: z.array(z.unknown()).max(2500),
});
/** What a member reads, and a key that changes with it. `shop:*` and `person:*` stand for all. */
export const Reading = z.strictObject({ key: z.string(), reads: z.array(z.string()) });
export type Reading = z.infer<typeof Reading>;

export const SyncAnswer = z.strictObject({
  v: z.literal(1),
  epoch: z.string(),
  /** Highest seq of the organisation. */
  head: z.int().min(0),
  cursor: z.int().min(0),
  more: z.boolean(),
  serverNow: z.iso.datetime(),
  accepted: z.array(z.strictObject({ id: z.string(), seq: z.int(), receivedAt: z.iso.datetime(), scope: z.string(), receipt: z.string() })),
  rejected: z.array(z.strictObject({ id: z.string(), code: z.enum(rejectCodes), message: z.string() })),
  events: z.array(NumberedEvent),
  /**
   * Told when the caller reads other scopes than the request's key stands for: what `reads` does not cover is dropped,
   * and what it covers newly is pulled from 0.
   */
  scope: Reading.optional(),
});
export type SyncRequest = Omit<z.infer<typeof SyncRequest>, 'events'> & { events: LogEvent[] };
export type SyncAnswer = z.infer<typeof SyncAnswer>;

/** Data of a `head` event of `GET /v1/live`: where the organisation's log stands. */
export const LiveHead = z.strictObject({ epoch: z.string(), head: z.int().min(0) });
export type LiveHead = z.infer<typeof LiveHead>;

/** Data of a `news` event: all that is numbered above `after` up to `head` and that the member may read; `scope` is the key of what that is. */
export const LiveNews = LiveHead.extend({ after: z.int().min(0), scope: z.string(), events: z.array(NumberedEvent) });
export type LiveNews = z.infer<typeof LiveNews>;

export const SignIn = z.strictObject({
  email: z.email(),
  password: z.string().min(1).max(200),
  device: z.string().min(1).max(100),
  deviceName: z.string().max(100),
});
export const SignedIn = z.strictObject({
  token: z.string(),
  org: z.string(),
  orgName: z.string(),
  member: z.string(),
  name: z.string(),
  role: z.string(),
});
export type SignIn = z.infer<typeof SignIn>;
export type SignedIn = z.infer<typeof SignedIn>;

/** Every refusal of a whole request: a closed code and a sentence with the next step. */
export const Problem = z.strictObject({
  code: z.enum([
    'bad-request',
    'wrong-password',
    'signed-out',
    'not-allowed',
    'too-large',
    'slow-down',
    'too-old',
    'not-found',
    'server-error',
  ]),
  message: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** Canonical JSON of one body, UTF-8: a longer one is refused as `too-large`. What may grow past it (a ledger file) is split by who writes it. */
export const maxBodyBytes = 65_536;
