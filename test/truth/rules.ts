/** Numbers of the house rules, written down a second time on purpose: this program shares nothing with what it tests. */
export const rules = {
  name: { min: 5, max: 60 },
  description: { min: 20 },
  pictures: { min: 2 },
  stock: { low: 5 },
} as const;

export const checks = [
  'main-picture',
  'picture-count',
  'name-length',
  'description-present',
  'description-length',
  'sku-present',
  'sku-unique',
  'price-positive',
  'stock-known',
  'stock-low',
  'stock-zero-live',
  'stock-agrees',
  'category-present',
] as const;
export type CheckId = (typeof checks)[number];

/** Vendure always shows a stock figure, so this one cannot fail there. */
export const cannotFail: readonly CheckId[] = ['stock-known'];
