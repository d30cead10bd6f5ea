import type { Ask } from '../backoffices/graphql.ts';
import { type CheckId, checks, rules } from './rules.ts';

export type Truth = 'pass' | 'fail' | 'na';
/** SKU → quantity that the ledger says. */
export type Ledger = ReadonlyMap<string, number>;

interface Variant {
  sku: string;
  priceWithTax: number;
  enabled: boolean;
  stockLevels: { stockOnHand: number; stockAllocated: number }[];
}
export interface Product {
  id: string;
  name: string;
  description: string;
  enabled: boolean;
  featuredAsset: { id: string } | null;
  assets: { id: string }[];
  facetValues: { id: string }[];
  variants: Variant[];
}

const fields = `id name description enabled featuredAsset { id } assets { id } facetValues { id }
  variants { sku priceWithTax enabled stockLevels { stockOnHand stockAllocated } }`;

/** Every product as the shop's own API tells it. */
export async function readProducts(admin: Ask): Promise<Product[]> {
  const products: Product[] = [];
  for (;;) {
    const page = await admin<{ products: { items: Product[]; totalItems: number } }>(
      `query ($skip: Int!) { products(options: { skip: $skip, take: 50, sort: { id: ASC } }) { totalItems items { ${fields} } } }`,
      { skip: products.length },
    );
    products.push(...page.products.items);
    if (page.products.items.length === 0 || products.length >= page.products.totalItems) return products;
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** What a reader sees of a piece of markup. */
export function textOf(markup: string): string {
  return markup
    .replace(/<\/(p|div|li|h\d|ul)>|<br\s*\/?>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const onHand = (variant: Variant) => sum(variant.stockLevels.map((level) => level.stockOnHand));
const sellable = (variant: Variant) => onHand(variant) - sum(variant.stockLevels.map((level) => level.stockAllocated));
const length = (text: string) => [...text].length;
const failWhen = (failed: boolean): Truth => (failed ? 'fail' : 'pass');

function agrees(product: Product, ledger: Ledger): Truth {
  const listed = product.variants.filter(({ sku }) => sku !== '' && ledger.has(sku));
  return listed.length === 0 ? 'na' : failWhen(listed.some((variant) => ledger.get(variant.sku) !== onHand(variant)));
}

/** The verdict that every check must come to. */
export function truthOf(product: Product, ledger: Ledger | null): Record<CheckId, Truth> {
  const name = length(product.name.trim());
  const description = length(textOf(product.description));
  const skus = product.variants.map(({ sku }) => sku.trim()).filter((sku) => sku !== '');
  const sold = product.variants.filter(({ enabled }) => enabled);
  const whileLive = (failed: boolean): Truth => (product.enabled ? failWhen(failed) : 'na');
  return {
    'main-picture': failWhen(product.featuredAsset === null),
    'picture-count': failWhen(product.assets.length < rules.pictures.min),
    'name-length': failWhen(name < rules.name.min || name > rules.name.max),
    'description-present': failWhen(description === 0),
    'description-length': description === 0 ? 'na' : failWhen(description < rules.description.min),
    'sku-present': failWhen(skus.length < product.variants.length),
    'sku-unique': failWhen(new Set(skus).size < skus.length),
    'price-positive': failWhen(product.variants.some(({ priceWithTax }) => priceWithTax <= 0)),
    'stock-known': 'pass',
    'stock-low': whileLive(sold.some((variant) => sellable(variant) >= 1 && sellable(variant) <= rules.stock.low)),
    'stock-zero-live': whileLive(sold.some((variant) => sellable(variant) <= 0)),
    'stock-agrees': ledger === null ? 'na' : agrees(product, ledger),
    'category-present': failWhen(product.facetValues.length === 0),
  };
}

/** Truth of every product of the shop, by product id. */
export async function truth(admin: Ask, ledger: Ledger | null = null): Promise<Map<string, Record<CheckId, Truth>>> {
  return new Map((await readProducts(admin)).map((product) => [product.id, truthOf(product, ledger)]));
}

/** How often each check passes, fails or does not apply. */
export function tally(truths: Map<string, Record<CheckId, Truth>>): Record<CheckId, Record<Truth, number>> {
  const counts = Object.fromEntries(checks.map((check) => [check, { pass: 0, fail: 0, na: 0 }])) as Record<CheckId, Record<Truth, number>>;
  for (const verdicts of truths.values()) for (const check of checks) counts[check][verdicts[check]]++;
  return counts;
}
