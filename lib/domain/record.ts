import { z } from 'zod';

/** Integer minor units of a currency (ISO 4217). `XXX` = the page does not say which: its amount is in hundredths. */
export const Money = z.strictObject({ amount: z.int(), currency: z.string().length(3) });

/** Stock of one SKU as four quantities; null = the page does not show it. */
export const Stock = z.strictObject({
  onHand: z.int().nullable(),
  /** Held by orders. */
  held: z.int().nullable(),
  /** Locked by a campaign. */
  locked: z.int().nullable(),
  inTransit: z.int().nullable(),
});

export const Variant = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  /** null = the page shows an empty SKU; absent = not shown. */
  sku: z.string().nullable().optional(),
  price: Money.nullable().optional(),
  stock: Stock.optional(),
  live: z.boolean().nullable().optional(),
});

/** A sellable product. A field that is absent was never seen; null was seen empty. */
export const Listing = z.strictObject({
  name: z.string().nullable().optional(),
  mainPicture: z.boolean().optional(),
  pictures: z.int().optional(),
  /** Text, not markup. */
  description: z.string().nullable().optional(),
  categories: z.array(z.string()).optional(),
  live: z.boolean().nullable().optional(),
  /** Of the listing as a whole, where a page shows them for it; those of its variants stand there. */
  sku: z.string().nullable().optional(),
  price: Money.nullable().optional(),
  stock: Stock.optional(),
  variants: z.array(Variant).optional(),
  /** How many variants the shop says there are. */
  variantTotal: z.int().optional(),
});

export const Campaign = z.strictObject({
  name: z.string().nullable().optional(),
  enabled: z.boolean().nullable().optional(),
  code: z.string().nullable().optional(),
  /** To the minute, ISO UTC; null = open-ended. */
  startsAt: z.iso.datetime().nullable().optional(),
  endsAt: z.iso.datetime().nullable().optional(),
});

/** Only number, state, times and money: records have no field for a buyer. */
export const Order = z.strictObject({
  code: z.string().nullable().optional(),
  state: z.string().nullable().optional(),
  total: Money.nullable().optional(),
  placedAt: z.iso.datetime().nullable().optional(),
});

/** A customer's message: when, from whom as a keyed hash, how long; never its words. */
export const Message = z.strictObject({
  /** HMAC-SHA-256 of the address with the organisation's key, 32 hex digits; absent where the page does not show the sender. */
  customer: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  receivedAt: z.iso.datetime().nullable().optional(),
  /** exact = the page's own timestamp; relative = worked out from "5m ago". */
  clock: z.enum(['exact', 'relative']).optional(),
  read: z.boolean().nullable().optional(),
  /** Only where the page itself shows that an answer went out. */
  answered: z.boolean().optional(),
});

export const nouns = { listing: Listing, campaign: Campaign, order: Order, message: Message } as const;
export type Noun = keyof typeof nouns;
export type Money = z.infer<typeof Money>;
export type Stock = z.infer<typeof Stock>;
export type Variant = z.infer<typeof Variant>;
export type Listing = z.infer<typeof Listing>;
export type Campaign = z.infer<typeof Campaign>;
export type Order = z.infer<typeof Order>;
export type Message = z.infer<typeof Message>;
export type Fields = { listing: Listing; campaign: Campaign; order: Order; message: Message };

/** `<shop>/<noun>/<id on the platform>`: one subject per record, the same on every device. */
export function subjectOf(shop: string, noun: Noun, id: string): string {
  return `${shop}/${noun}/${id}`;
}

/** Parts of a subject that `subjectOf` made. */
export function subjectParts(subject: string): { shop: string; noun: Noun; id: string } {
  const [shop = '', noun = 'listing', ...id] = subject.split('/');
  return { shop, noun: noun as Noun, id: id.join('/') };
}

/** The latest that is known of one subject: a fold over `record.seen`. */
export interface ShopRecord<N extends Noun = Noun> {
  subject: string;
  shop: string;
  noun: N;
  id: string;
  fields: Fields[N];
  /** ISO UTC of the last sight, and the address of the page it was seen on. */
  seenAt: string;
  url: string;
}
