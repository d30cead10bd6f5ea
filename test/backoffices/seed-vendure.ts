import { buyer } from './canaries.ts';
import { type Ask, adminOf, visitorOf } from './graphql.ts';

const hour = 3_600_000;

export interface Promotion {
  name: string;
  code: string;
  /** Hours from now; null = open-ended. */
  starts: number | null;
  ends: number | null;
  enabled: boolean;
}

/** One promotion in every state a campaign can be in. */
export const promotions: readonly Promotion[] = [
  { name: 'Lantern festival', code: 'LANTERN', starts: 240, ends: 480, enabled: true },
  { name: 'Starts tomorrow', code: 'TOMORROW', starts: 20, ends: 200, enabled: true },
  { name: 'Autumn clearance', code: 'AUTUMN', starts: -240, ends: 240, enabled: true },
  { name: 'Last day 双十二', code: 'LASTDAY', starts: -100, ends: 6, enabled: true },
  { name: 'Forgotten spring sale', code: 'SPRING', starts: -500, ends: -30, enabled: true },
  { name: 'Old and off', code: 'OLDOFF', starts: -900, ends: -600, enabled: false },
  { name: 'Always on', code: 'ALWAYS', starts: null, ends: null, enabled: true },
];

const isoIn = (hours: number | null) => (hours === null ? null : new Date(Date.now() + hours * hour).toISOString());

/** Creates a promotion and returns its id. */
export async function createPromotion(admin: Ask, promotion: Promotion): Promise<string> {
  const made = await admin<{ createPromotion: { id: string } }>(
    'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { ... on Promotion { id } ... on ErrorResult { message } } }',
    {
      input: {
        enabled: promotion.enabled,
        couponCode: promotion.code,
        startsAt: isoIn(promotion.starts),
        endsAt: isoIn(promotion.ends),
        translations: [{ languageCode: 'en', name: promotion.name, description: '' }],
        conditions: [],
        actions: [{ code: 'order_percentage_discount', arguments: [{ name: 'discount', value: '10' }] }],
      },
    },
  );
  return made.createPromotion.id;
}

/** One paid order of some of a variant: the shop then holds that many ("100 (2 allocated)"). */
export async function placeOrder(shop: string, variantId: string, quantity: number): Promise<void> {
  const ask = visitorOf(shop);
  const done = async (text: string, variables: Record<string, unknown> = {}) => {
    const [answer] = Object.values(await ask<Record<string, { __typename: string; message?: string }>>(text, variables));
    if (answer?.message) throw new Error(`${text.slice(0, 60)} … ${answer.message}`);
  };
  await done(
    'mutation ($id: ID!, $n: Int!) { addItemToOrder(productVariantId: $id, quantity: $n) { __typename ... on ErrorResult { message } } }',
    {
      id: variantId,
      n: quantity,
    },
  );
  await done('mutation ($c: CreateCustomerInput!) { setCustomerForOrder(input: $c) { __typename ... on ErrorResult { message } } }', {
    c: { firstName: buyer.firstName, lastName: buyer.lastName, emailAddress: buyer.address, phoneNumber: buyer.phone },
  });
  await done('mutation ($a: CreateAddressInput!) { setOrderShippingAddress(input: $a) { __typename ... on ErrorResult { message } } }', {
    a: {
      fullName: `${buyer.firstName} ${buyer.lastName}`,
      streetLine1: buyer.street,
      city: 'Leeds',
      postalCode: 'LS1 4AP',
      countryCode: 'GB',
      phoneNumber: buyer.phone,
    },
  });
  const { eligibleShippingMethods } = await ask<{ eligibleShippingMethods: { id: string }[] }>('{ eligibleShippingMethods { id } }');
  await done('mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename ... on ErrorResult { message } } }', {
    id: [eligibleShippingMethods[0]?.id],
  });
  await done('mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ... on ErrorResult { message } } }');
  const { eligiblePaymentMethods } = await ask<{ eligiblePaymentMethods: { code: string }[] }>('{ eligiblePaymentMethods { code } }');
  await done('mutation ($p: PaymentInput!) { addPaymentToOrder(input: $p) { __typename ... on ErrorResult { message } } }', {
    p: { method: eligiblePaymentMethods[0]?.code, metadata: {} },
  });
}

async function variantOf(admin: Ask, sku: string): Promise<string> {
  const found = await admin<{ productVariants: { items: { id: string }[] } }>(
    'query ($sku: String!) { productVariants(options: { filter: { sku: { eq: $sku } } }) { items { id } } }',
    { sku },
  );
  const id = found.productVariants.items[0]?.id;
  if (id === undefined) throw new Error(`The test shop has no variant ${sku}.`);
  return id;
}

/** Promotions in all states and two orders, into a shop that has none yet. */
export async function seedVendure(shop: string): Promise<string> {
  const admin = await adminOf(shop);
  const there = await admin<{ promotions: { totalItems: number }; orders: { totalItems: number } }>(
    '{ promotions { totalItems } orders { totalItems } }',
  );
  if (there.promotions.totalItems === 0) for (const promotion of promotions) await createPromotion(admin, promotion);
  if (there.orders.totalItems === 0) {
    await placeOrder(shop, await variantOf(admin, 'GAP-M'), 1);
    await placeOrder(shop, await variantOf(admin, 'L2201308'), 2);
  }
  return there.promotions.totalItems === 0 ? `${promotions.length} promotions, 2 orders` : 'kept';
}
