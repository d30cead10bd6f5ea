import { z } from 'zod';

/** A selector used alone. */
const selector = z.string().min(1).max(300);
/** A selector that is joined to another one: alternatives are anchors of their own, never a comma. */
const part = selector.regex(/^[^,]+$/);

/**
 * How a value is taken out of the page: what the elements of a selector give.
 * text, html, value, checked, attribute, mailAddress: of the first one. texts, count, present: of all of them.
 * none: the page itself shows that there is nothing, e.g. its placeholder for a missing picture.
 */
export const getters = ['text', 'texts', 'html', 'value', 'checked', 'count', 'present', 'none', 'attribute', 'mailAddress'] as const;

/** What a reader may look up: a label → its meaning, a currency sign → its code. Closed: what is not in it is unknown. */
const meanings = z.record(z.string(), z.union([z.string(), z.boolean()]));

const anchor = z.strictObject({
  /** A selector below the row (list) or the page (form). None = the row or the header's cell itself. */
  css: part.optional(),
  /** Any of these header texts names the table column the value stands in; a selector then counts from that cell. */
  header: z.array(z.string().min(1)).min(1).optional(),
  /** On a form: any of these texts, alone in its element, names the control or the words that belong to it. Instead of a selector. */
  label: z.array(z.string().min(1)).min(1).optional(),
  get: z.enum(getters).default('text'),
  /** Attribute name, for get = attribute. */
  name: z.string().optional(),
  /** Name of a reader in lib/adapter/readers.ts. */
  read: z.string().default('text'),
  map: meanings.optional(),
});

const field = z.strictObject({
  /** A required field that no anchor finds makes the observation broken. */
  required: z.boolean().default(false),
  /** Tried in order, for each row; the first that finds something wins. */
  anyOf: z.array(anchor).min(1),
  /** The page's own field to focus and mark; where it is not the element that was read. */
  jumpTo: selector.optional(),
  /** While this is shown the field may still be the record's before: it is not read. Forms only. */
  notWhile: selector.optional(),
  /** A quirk of the page that the anchors answer to; what the selector lint warns of (`positional`, `state` …) is named in it with its reason. */
  note: z.string().optional(),
});

const table = z.strictObject({
  rows: part,
  /** The texts of the header cells, for anchors that name a header. */
  headers: selector.optional(),
  /** The page's own total ("1 - 10 of 59"): an anchor on the page. */
  total: anchor.optional(),
  /** Shown by the page itself when a list is really empty; a row that holds it is none. */
  empty: selector.optional(),
  /** `id` is required. In a table inside a form, `owner` says whose rows they are. */
  fields: z.record(z.string(), field),
  jumpTo: selector.optional(),
});

const path = z.string().min(1);
/** A host of a platform; `*` at the end of a label stands for the rest of it (`seller-*.tiktok.com`), never in the last two. */
const host = z.string().regex(/^(?:[a-z0-9-]+\*?\.)+[a-z0-9-]+\.[a-z]{2,}$/);

const jsonField = z.strictObject({
  /**
   * Dotted path below the item; `[]` walks an array, `{}` opens JSON that is written as a text.
   * Several named paths give the reader one object; of a list of paths the first that is there counts.
   */
  path: z.union([path, z.array(path).min(2), z.record(z.string(), path)]),
  read: z.string().default('asIs'),
  map: meanings.optional(),
});

const jsonFields = z.record(z.string(), jsonField);
const method = z.enum(['GET', 'POST']);

const response = z.strictObject({
  method: z.union([method, z.array(method).min(2)]),
  /** Hosts of the platform that answer in place of the page's own. */
  hosts: z.array(host).min(1).optional(),
  /** Exact path; `<name>` stands for one segment. */
  path: z.string().startsWith('/'),
  /** GraphQL operation, from operationName or the query's text. */
  operation: z.string().optional(),
  /** Path of the item or the array of items (`.` = the whole answer); also the shape that must be there. */
  items: path,
  total: z.string().optional(),
  /** By path, the values of an answer that is one. A path with another value is an error, a refusal or an overload in the clothes of a list. */
  ok: z.record(path, z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)).optional(),
  /** Whose the answer is: a parameter of the request's address, a header of the request (in small letters), or a path whose values must all agree. */
  account: z
    .union([
      z.strictObject({ query: z.string().min(1) }),
      z.strictObject({ header: z.string().regex(/^[a-z-]+$/) }),
      z.strictObject({ path }),
    ])
    .optional(),
  /** Rows nested in the record (variants of a listing) rather than records of their own; the field `owner` says whose. */
  nested: z.string().optional(),
  /** Rows inside each row, by the record's field (`variants`); there may be more than the answer holds. */
  parts: z.record(z.string(), z.strictObject({ items: path, fields: jsonFields })).optional(),
  fields: jsonFields,
});

/** One page of a platform as data: `adapters/<platform>/<page>.json`. Selectors, paths and names of readers; no expressions. */
export const AdapterPage = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /**
   * Route template: literal segments, `<name>` for one segment, `<name:number>` for digits, `<name:id>` for digits or a UUID.
   * The query is ignored. A `#` part is matched where the template has one: `/#/` is the page without any.
   */
  route: z.string().startsWith('/'),
  /** Other routes that lead to the same page. */
  also: z.array(z.string().startsWith('/')).min(1).optional(),
  /** Example addresses that must match this page and no other page of any platform. */
  examples: z.array(z.string().startsWith('/')).min(1),
  noun: z.enum(['listing', 'campaign', 'order', 'message']),
  kind: z.enum(['list', 'form']),
  /** While this selector is found the form holds unsaved edits: shown, never recorded. */
  unsaved: selector.optional(),
  table: table.optional(),
  /** The field `id` must say the same as the `<id>` of the route: a form may still show the record before. */
  form: z.strictObject({ ready: selector, fields: z.record(z.string(), field) }).optional(),
  /** Rows inside a form: field name → table. */
  nested: z.record(z.string(), table).optional(),
  /** The page's own JSON, read passively. The tap compiles these in. A page without table and form is read by its responses alone. */
  responses: z.array(response).default([]),
  /** Where records that were read out of responses stand on the page: for marks alone, nothing is read there. Each row's text says `ID: 123`. */
  places: z.strictObject({ rows: part }).optional(),
});

const confidence = z.enum(['official', 'house', 'measured', 'copied']);

const platform = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** Verified only when our tests run against the real thing; with version and date. */
  verified: z.strictObject({ version: z.string(), on: z.string() }).nullable(),
  source: z.string(),
  /** What an unverified platform rests on: the best kind of source there is for how its pages look, and its date. */
  grounds: z.strictObject({ kind: confidence, on: z.iso.date() }).optional(),
  /** Where the platform lives, if it is not on everybody's own address: it is proposed there and seen nowhere else. */
  hosts: z.array(host).min(1).optional(),
  /** A selector that is there on every page of this platform: tells it from another program at the same address. */
  signature: selector.optional(),
  /** A selector that is there only for somebody signed in; without one, the answers that come for nobody else say it. */
  signedIn: selector.optional(),
  /** The platform's own sign-in form. Neither this nor signedIn: it is still loading. */
  signedOut: selector.optional(),
  /** While this is shown an empty table may only be waiting for its rows. */
  busy: selector.optional(),
  /**
   * The account or channel the page works in: the text of an element or an attribute of it, else a parameter of the page's address;
   * a response may say it too. `absent: site` = the page shows none, the site is one shop. Labels that stand for the site's own shop map to ''.
   */
  account: z.strictObject({
    css: selector.optional(),
    attribute: z.string().min(1).optional(),
    query: z.string().min(1).optional(),
    absent: z.enum(['site', 'unknown']),
    /** Hosts that serve many shops, where none named is unknown whatever `absent` says. */
    unknownOn: z.array(host).min(1).optional(),
    map: z.record(z.string(), z.string()).optional(),
  }),
  /** What is read and what never is, as text keys for the site's card. */
  reads: z.array(z.string()),
  neverReads: z.array(z.string()),
  /** Links our screens may offer, by noun: address templates with `<id>`. */
  links: z.record(z.string(), z.string()).default({}),
});
/** A platform as data: `adapters/<platform>/platform.json`. */
export const Platform = platform.refine(
  ({ signature, hosts }) => signature !== undefined || hosts !== undefined,
  'neither signature nor hosts',
);

/** A dated rule: `adapters/<platform>/rules.json`. */
export const Rule = z.strictObject({
  check: z.string(),
  severity: z.enum(['blocks', 'weakens', 'improves']),
  /** Numbers the check compares with, by name. */
  values: z.record(z.string(), z.number()).default({}),
  source: z.string(),
  confidence,
  date: z.iso.date(),
  reviewBy: z.iso.date(),
});
export const Rules = z.strictObject({ version: z.string(), rules: z.array(Rule) });

export type AdapterPage = z.infer<typeof AdapterPage>;
export type Table = z.infer<typeof table>;
export type Field = z.infer<typeof field>;
export type Anchor = z.infer<typeof anchor>;
export type Meanings = z.infer<typeof meanings>;
export type JsonField = z.infer<typeof jsonField>;
export type Response = z.infer<typeof response>;
export type Platform = z.infer<typeof platform>;
export type Rule = z.infer<typeof Rule>;
export type Rules = z.infer<typeof Rules>;
