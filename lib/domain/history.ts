import { z } from 'zod';
import { SegmentHead } from './segment.ts';
import { Reading } from './sync.ts';

/** Key of the scopes the client holds, as in a sync; empty where it holds none yet. Left out by one that does not keep it. */
const scope = z.string().max(100).optional();

/** `GET /v1/state?after=`: what the log comes to, scope by scope, so that every screen is right before any history has come. */
export const StateQuery = z.strictObject({ after: z.string().max(220).optional(), scope });
export const StateAnswer = z.strictObject({
  v: z.literal(1),
  epoch: z.string(),
  /** Every event up to this number is in it. */
  head: z.int().min(0),
  /** Of the rules it was folded by: a client with other rules folds anew once the history is there. */
  mark: z.string(),
  /** Told as in a sync. Later pages are asked for with its key: where one tells another, they do not belong together. */
  scope: Reading.optional(),
  scopes: z.array(z.strictObject({ scope: z.string(), /** Base64 of gzip of JSON: `StateRows`. */ rows: z.string() })),
  /** Ask again `after` this scope; null = that was all. */
  next: z.string().nullable(),
});
export type StateAnswer = z.infer<typeof StateAnswer>;

const number = z.coerce.number().pipe(z.int().min(0));
/** `GET /v1/segments?upTo=&before=`: the history up to a number, newest first. */
export const SegmentsQuery = z.strictObject({ upTo: number, before: number.optional(), scope });
export const SegmentsAnswer = z.strictObject({
  v: z.literal(1),
  epoch: z.string(),
  /** Told as in a sync: these are not the segments of the state then. */
  scope: Reading.optional(),
  /** Whole segments; the newest of a scope may be short. `payload`: base64 of gzip of the bytes that the checksum is of. */
  segments: z.array(SegmentHead.extend({ payload: z.string() })),
  /** Ask again for those that end `before` this number; null = that was all. */
  before: z.int().nullable(),
  /** Events in what is still to be asked for. */
  left: z.int().min(0),
});
export type SegmentsAnswer = z.infer<typeof SegmentsAnswer>;

const shop = z.string();
const tally = { numerator: z.int(), denominator: z.int().nullable(), known: z.int(), all: z.int() };
/** The rows of one scope by table, as they are stored. What their keys and indexes need is looked at, the rest is taken as it is. */
export const StateRows = z.strictObject({
  bases: z.array(z.looseObject({ subject: z.string(), scope: z.string(), seq: z.int(), state: z.looseObject({}) })),
  shops: z.array(z.looseObject({ id: z.string(), name: z.string(), colour: z.string(), timeZone: z.string() })),
  sites: z.array(z.looseObject({ origin: z.string(), platform: z.string(), shop })),
  notes: z.array(z.looseObject({ id: z.string(), at: z.string(), text: z.string() })),
  records: z.array(z.looseObject({ subject: z.string(), shop, noun: z.string(), fields: z.looseObject({}), verdicts: z.looseObject({}) })),
  cases: z.array(z.looseObject({ id: z.string(), flow: z.string(), about: z.string(), isOpen: z.int(), dueKey: z.string() })),
  sights: z.array(z.looseObject({ key: z.string(), shop, noun: z.string() })),
  counters: z.array(z.looseObject({ key: z.string(), shop, metric: z.string(), ...tally })),
  ledger: z.array(z.looseObject({ shop, sku: z.string(), quantity: z.int() })),
  days: z.array(z.looseObject({ shop, metric: z.string(), day: z.string(), ...tally })),
});
export type StateRows = z.infer<typeof StateRows>;
