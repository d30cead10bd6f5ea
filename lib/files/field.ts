/** What a column may be. Those of a variant stand on a row of its own; its product is told by `id`, or by `parent`. */
export const fileFields = [
  'id',
  'name',
  'sku',
  'price',
  'stock',
  'held',
  'live',
  'picture',
  'description',
  'categories',
  'variantId',
  'variantName',
  'variantSku',
  'variantPrice',
  'variantStock',
  'parent',
] as const;
export type FileField = (typeof fileFields)[number];

/** Fields that several columns may hold together: pictures side by side, colour and size. */
export const joined: ReadonlySet<FileField> = new Set(['picture', 'variantName', 'categories']);

/** By one of these a row says which listing it is of. */
export const idFields: readonly FileField[] = ['id', 'sku', 'variantId', 'variantSku'];
