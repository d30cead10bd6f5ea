import { z } from 'zod';
import { hashOf } from './hash.ts';
import type { AdapterPage } from './platform.ts';
import { idPattern, kindOfTaught, personal, type TaughtKind, taughtFields, taughtKinds } from './taught-kinds.ts';

/*
 * A page that a person taught by pointing at its values: the same data as an adapter's page, in a smaller language. What comes from
 * a colleague or a file is anybody's: no responses (nothing for the tap), selectors of a closed grammar that a browser answers in
 * one pass, few readers, and no field for a person.
 */

const word = String.raw`[A-Za-z_][\w-]*`;
const attribute = String.raw`\[${word}(?:[\^*$]?="[^"\\,<>{}\n]{0,80}")?\]`;
const simple = String.raw`(?:#${word}|\.${word}|${attribute}|:nth-(?:child|of-type)\((?:n\+)?\d{1,3}\))`;
const compound = `(?:${word}${simple}{0,6}|${simple}{1,6})`;
const grammar = new RegExp(`^${compound}(?:(?: > | )${compound}){0,9}$`);

const selector = z
  .string()
  .max(300)
  .regex(grammar)
  .refine((css) => !personal.test(css));
const label = z
  .string()
  .min(1)
  .max(60)
  .refine((text) => !personal.test(text));

/** Attributes that say what a thing is, not what was typed into it. */
const readable = /^(data-[a-z][\w-]*|aria-(checked|pressed|selected|label)|href|action|datetime|content|class)$/;

/** Readers that a taught value may go through. */
export const taughtReaders = [
  'text',
  'id',
  'lastSegment',
  'lastParam',
  'list',
  'presence',
  'flag',
  'money',
  'shownPrice',
  'shownCount',
  'isoMinute',
  'shownMoment',
  'relativeTime',
] as const;

const anchor = z
  .strictObject({
    css: selector.optional(),
    header: z.array(label).min(1).max(4).optional(),
    label: z.array(label).min(1).max(4).optional(),
    get: z.enum(['text', 'texts', 'value', 'checked', 'present', 'attribute']),
    name: z.string().max(60).regex(readable).optional(),
    read: z.enum(taughtReaders),
    map: z.record(z.string().min(1).max(60), z.boolean()).optional(),
  })
  .refine(({ get, name, read, map }) => (get === 'attribute') === (name !== undefined) && (map === undefined || read === 'flag'));

const field = z.strictObject({ required: z.boolean(), anyOf: z.array(anchor).min(1).max(6) });
const fields = z
  .record(z.string().max(40), field)
  .refine((all) => all.id?.required === true && Object.keys(all).length >= 2 && Object.keys(all).length <= 12);

/** The same for everybody who teaches this kind of page at this route. */
export const taughtId = (kind: TaughtKind, route: string): string => `taught-${kind}-${hashOf(route).slice(0, 8)}`;

export const TaughtPage = z
  .strictObject({
    id: z.string().regex(idPattern),
    /** As an adapter's, and `?key=word` where a program tells its pages apart in the query. */
    route: z.string().max(300).startsWith('/'),
    example: z.string().max(300).startsWith('/'),
    noun: z.enum(['listing', 'campaign', 'order', 'message']),
    kind: z.enum(['list', 'form']),
    table: z.strictObject({ rows: selector, headers: selector.optional(), fields }).optional(),
    form: z.strictObject({ ready: selector, fields }).optional(),
  })
  .refine((page) => {
    const known = taughtKinds[kindOfTaught(page.id) as TaughtKind];
    const own = page.kind === 'list' ? page.table : page.form;
    const names: readonly string[] = taughtFields[page.noun];
    return (
      page.id === taughtId(kindOfTaught(page.id) as TaughtKind, page.route) &&
      known.noun === page.noun &&
      known.kind === page.kind &&
      own !== undefined &&
      (page.table === undefined) !== (page.form === undefined) &&
      Object.keys(own.fields).every((name) => names.includes(name)) &&
      // In a row there are columns, on a form there are labels.
      Object.values(own.fields).every(({ anyOf }) => anyOf.every((one) => (page.kind === 'list' ? !one.label : !one.header)))
    );
  });
export type TaughtPage = z.infer<typeof TaughtPage>;

/** A taught page as it travels in a file. */
export const TaughtFile = z.strictObject({ format: z.literal('shop-loupe taught page'), v: z.literal(1), page: TaughtPage });

/** As the readers of adapters take it. */
export const asAdapterPage = ({ example, ...page }: TaughtPage): AdapterPage => ({ ...page, examples: [example], responses: [] });
