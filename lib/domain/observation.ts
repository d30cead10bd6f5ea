import { z } from 'zod';

/** What an anchor or a JSON path gave, before any reader: a text, a number, a flag, null for "seen and empty", or JSON of the page. */
const raw = z.json();

/** By field. `price` was found by the field's first anchor, `price@2` by its third: each anchor has a reader of its own. */
const rawRow = z.record(z.string(), raw);

/**
 * What is on screen, or in the page's own response, before it is understood: raw values by field.
 * A field that is absent was not found; null was found and empty.
 */
export const Observation = z.strictObject({
  platform: z.string(),
  page: z.string(),
  /** Of the page; `file:///<name>` where a person handed a file over. */
  url: z.url(),
  at: z.iso.datetime(),
  source: z.enum(['json', 'dom', 'recognised', 'file']),
  /** Which of the page's declared responses a JSON observation comes from. */
  response: z.int().min(0).optional(),
  /** Account or channel as the page shows it; '' = the site is one shop; null = cannot be told. */
  account: z.string().nullable(),
  /** The page's own total, raw; absent when it shows none. */
  total: raw.optional(),
  /** One row per record. */
  rows: z.array(rawRow).max(10_000),
  /** Nested tables of a form, by field: raw rows and the raw total. */
  nested: z.record(z.string(), z.strictObject({ rows: z.array(rawRow).max(10_000), total: raw.optional() })).default({}),
  /** The form holds unsaved edits: judged for the eye, never recorded. */
  unsaved: z.boolean().default(false),
});
export type Observation = z.infer<typeof Observation>;
export type RawRow = z.infer<typeof rawRow>;
export type Raw = z.infer<typeof raw>;

/** Why a page cannot be seen; each has a sentence in the locale files (`cannotSee.<reason>`). */
export const blindReasons = [
  'not-connected',
  'unknown-page',
  'signed-out',
  'unknown-shop',
  'other-shop',
  'not-this-platform',
  'rows-missing',
  'field-missing',
  'adapter-broken',
  'loading',
  'no-response',
  'refused',
  'hidden',
  'overloaded',
  'captcha',
  'rate-limited',
  'two-versions',
  'store-blocked',
  'reload-needed',
] as const;
export type BlindReason = (typeof blindReasons)[number];
