import { z } from 'zod';
import { driftSigns } from './drift.ts';
import { canonical, hashOf, hashText } from './hash.ts';
import { Json } from './json.ts';
import { Lesson } from './lesson.ts';
import { TaughtPage } from './taught.ts';

const id = z.string().min(1).max(200);
const when = z.iso.datetime();
const verdict = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('pass') }),
  z.strictObject({ result: z.literal('fail'), params: z.record(z.string(), z.union([z.string(), z.number()])), at: z.string().optional() }),
  z.strictObject({ result: z.literal('unknown'), reason: z.string() }),
  z.strictObject({ result: z.literal('na') }),
]);

/** Body of each event type, past tense. A type or version that is not here comes from a newer program: kept, not folded. */
export const bodies = {
  'shop.added': z.strictObject({ name: z.string().min(1).max(80), colour: z.string(), timeZone: z.string() }),
  'site.connected': z.strictObject({ platform: id, origin: z.url(), account: z.string() }),
  'site.disconnected': z.strictObject({ origin: z.url() }),
  /** All that is known of the site's own labels from now on; what was said before and is not in it is taken back. */
  'site.taught': z.strictObject({ origin: z.url(), lessons: z.array(Lesson).max(300) }),
  /** How to see one page of a site that no adapter knows. A draft of its author until its review (flow `taught-page`) is over. */
  'page.taught': z.strictObject({ origin: z.url(), page: TaughtPage }),
  /** A field of a page is not read where it was: what it gives is not recorded until it is mended. */
  'field.drifted': z.strictObject({
    origin: z.url(),
    page: id,
    noun: z.enum(['listing', 'campaign', 'order', 'message']),
    field: id,
    signs: z.array(z.enum(driftSigns)).min(1).max(3),
    lastGood: when,
  }),
  /** It reads as usual again, or a person said that it is meant to be so. */
  'field.mended': z.strictObject({ origin: z.url(), page: id, field: id }),
  /** `ids`: the records on it, so that a record seen again unchanged counts as fresh. */
  'page.seen': z.strictObject({
    platform: id,
    page: id,
    noun: z.enum(['listing', 'campaign', 'order', 'message']),
    rows: z.int(),
    total: z.int().nullable(),
    ids: z.array(id),
    origin: z.url(),
  }),
  'record.seen': z.strictObject({
    noun: z.enum(['listing', 'campaign', 'order', 'message']),
    id,
    fields: z.record(z.string(), Json),
    /** Of the page it is worked on; '' = none is known. */
    url: z.string(),
    /** Told by a file that a person handed over; else a page showed it. */
    source: z.literal('file').optional(),
  }),
  'verdict.turned': z.strictObject({
    ruleSet: z.string(),
    turned: z.array(z.strictObject({ check: id, from: z.string().nullable(), to: verdict, severity: z.string() })).min(1),
  }),
  'case.opened': z.strictObject({
    flow: id,
    about: id,
    cause: z.string(),
    period: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    due: when.nullable(),
    title: z.string().max(500).optional(),
  }),
  'case.moved': z.strictObject({ verb: id, evidence: z.enum(['page', 'person']), until: when.optional() }),
  /** `adds`: goes on where the event before it ended, for a file that is larger than one event may be. */
  'ledger.loaded': z.strictObject({
    rows: z.array(z.tuple([z.string(), z.int()])),
    file: z.string().max(200),
    adds: z.boolean().optional(),
  }),
  'note.added': z.strictObject({ text: z.string().min(1).max(4000) }),
  'log.adopted': z.strictObject({ fromOrg: id, fromMember: id }),
  /** What these events of the same scope say is gone, on the server and on every device; their heads stay, and what was erased of whom is not erased. */
  'body.erased': z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }),
} as const;
export type EventType = keyof typeof bodies;
export type Body<T extends EventType = EventType> = z.infer<(typeof bodies)[T]>;

/** The head never changes once written; the server's additions stand beside it. */
export const EventHead = z.strictObject({
  /** UUIDv7, made on the device. */
  id: z.uuid(),
  org: id,
  shop: id.optional(),
  subject: id,
  type: z.string().min(1).max(60),
  /** Version of the body's shape. */
  v: z.int().min(1),
  at: when,
  by: id,
  device: id,
  /** Counter of the device: 1, 2, 3 … without gaps. */
  n: z.int().min(1),
  /** SHA-256 of the device's previous head (canonical JSON); 64 zeros for the first. */
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of salt + canonical body. */
  bodyHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EventHead = z.infer<typeof EventHead>;

/** An event as it travels. Body and salt are null once erased; the head stays. */
export const LogEvent = z.strictObject({ head: EventHead, salt: z.string().nullable(), body: z.record(z.string(), Json).nullable() });
export type LogEvent = z.infer<typeof LogEvent>;

/** An event the server has numbered. */
export const NumberedEvent = LogEvent.extend({ seq: z.int().min(1), receivedAt: when, scope: z.string() });
export type NumberedEvent = z.infer<typeof NumberedEvent>;

export const firstPrev = '0'.repeat(64);
/** Hash that the device's next head carries as `prev`. */
export const headHash = (head: EventHead): string => hashOf(head);
export const bodyHash = (salt: string, body: unknown): string => hashText(salt + canonical(body));

/** The typed body, or null where it was erased, is broken or comes from a newer program. */
export function bodyOf<T extends EventType>(event: LogEvent, type: T): Body<T> | null {
  if (event.head.type !== type || event.head.v !== 1 || event.body === null) return null;
  const parsed = bodies[type].safeParse(event.body);
  return parsed.success ? (parsed.data as Body<T>) : null;
}

/** Codes with which an event is refused; each has a sentence (`rejected.<code>`). */
export const rejectCodes = [
  'invalid',
  'wrong-org',
  'wrong-member',
  'wrong-device',
  'hash-mismatch',
  'chain-broken',
  'no-right',
  'unknown-case',
  'move-not-allowed',
  'too-large',
  'newer-version',
] as const;
export type RejectCode = (typeof rejectCodes)[number];
