import { type Ask, adminOf } from '../backoffices/graphql.ts';
import { placeOrder } from '../backoffices/seed-vendure.ts';
import { type ProductPlan, planProducts, type VariantPlan } from './plan.ts';
import { randomFrom } from './random.ts';

interface Stuff {
  assets: string[];
  facetValues: string[];
}

const english = <T extends object>(fields: T) => [{ languageCode: 'en', ...fields }];

async function stuffOf(admin: Ask): Promise<Stuff> {
  const found = await admin<{ assets: { items: { id: string }[] }; facets: { items: { values: { id: string }[] }[] } }>(
    '{ assets(options: { take: 20 }) { items { id } } facets { items { values { id } } } }',
  );
  return {
    assets: found.assets.items.map(({ id }) => id),
    facetValues: found.facets.items.flatMap(({ values }) => values.map(({ id }) => id)),
  };
}

/** One option group with an option for each variant; a single variant needs none. */
async function optionsFor(admin: Ask, productId: string, slug: string, count: number): Promise<string[]> {
  if (count === 1) return [];
  const options = Array.from({ length: count }, (_, index) => ({
    code: `${slug}-${index}`,
    translations: english({ name: `No ${index + 1}` }),
  }));
  const { createProductOptionGroup: group } = await admin<{ createProductOptionGroup: { id: string; options: { id: string }[] } }>(
    'mutation ($input: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $input) { id options { id } } }',
    { input: { code: slug, translations: english({ name: 'Number' }), options } },
  );
  await admin('mutation ($product: ID!, $group: ID!) { addOptionGroupToProduct(productId: $product, optionGroupId: $group) { id } }', {
    product: productId,
    group: group.id,
  });
  return group.options.map(({ id }) => id);
}

async function createVariants(
  admin: Ask,
  productId: string,
  name: string,
  optionIds: string[],
  variants: VariantPlan[],
): Promise<string[]> {
  const input = variants.map((variant, index) => ({
    productId,
    sku: variant.sku,
    price: variant.price,
    stockOnHand: variant.onHand,
    enabled: variant.live,
    trackInventory: 'TRUE',
    optionIds: optionIds[index] === undefined ? [] : [optionIds[index]],
    translations: english({ name: optionIds.length > 0 ? `${name} No ${index + 1}` : name }),
  }));
  const made = await admin<{ createProductVariants: { id: string }[] }>(
    'mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }',
    { input },
  );
  return made.createProductVariants.map(({ id }) => id);
}

async function createProduct(admin: Ask, stuff: Stuff, product: ProductPlan, tag: string): Promise<string[]> {
  const slug = `truth-${tag}`;
  const assetIds = stuff.assets.slice(0, product.pictures);
  const made = await admin<{ createProduct: { id: string } }>(
    'mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }',
    {
      input: {
        enabled: true, // orders need it; switched off afterwards
        assetIds,
        featuredAssetId: product.main ? assetIds[0] : null,
        facetValueIds: stuff.facetValues.slice(0, product.categories),
        translations: english({ name: product.name, slug, description: product.description }),
      },
    },
  );
  const id = made.createProduct.id;
  const options = await optionsFor(admin, id, slug, product.variants.length);
  return [id, ...(await createVariants(admin, id, product.name, options, product.variants))];
}

/** One product of a plan's kind, in a shop; `tag` must be unlike any other. Returns its id and its variants' ids. */
export async function makeProduct(shop: string, tag: string, plan: Partial<ProductPlan>): Promise<{ id: string; variants: string[] }> {
  const admin = await adminOf(shop);
  const usual: ProductPlan = {
    name: `Test product ${tag}`,
    description: '<p>A description that is long enough to be of use.</p>',
    pictures: 2,
    main: true,
    categories: 1,
    live: true,
    variants: [{ sku: `SKU-${tag}`, price: 1000, onHand: 40, held: 0, live: true }],
  };
  const [id = '', ...variants] = await createProduct(admin, await stuffOf(admin), { ...usual, ...plan }, tag);
  return { id, variants };
}

/** Fills a test shop with `count` products that carry random flaws; returns their ids. */
export async function generate(shop: string, seed: number, count = 64): Promise<string[]> {
  const admin = await adminOf(shop);
  const stuff = await stuffOf(admin);
  const made: string[] = [];
  for (const [number, product] of planProducts(randomFrom(seed), count).entries()) {
    const [id = '', ...variantIds] = await createProduct(admin, stuff, product, String(number));
    made.push(id);
    for (const [index, variant] of product.variants.entries())
      if (variant.held > 0) await placeOrder(shop, variantIds[index] ?? '', variant.held);
    if (!product.live)
      await admin('mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { id } }', { input: { id, enabled: false } });
  }
  return made;
}
