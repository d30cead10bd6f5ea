import type { Listing, ShopRecord, Variant } from '@/lib/domain/record';
import type { Verdict } from '@/lib/domain/verdict';

/** Variants of a listing as far as seen; `complete` = as many as the shop says there are. */
export function variantsOf(fields: Listing): { variants: Variant[]; complete: boolean } | null {
  if (!fields.variants) return wholeOf(fields);
  return { variants: fields.variants, complete: fields.variantTotal !== undefined && fields.variants.length >= fields.variantTotal };
}

/** A page that shows no variants may show the listing as one thing to sell. */
function wholeOf({ name = null, sku, price, stock }: Listing): { variants: Variant[]; complete: boolean } | null {
  if (sku === undefined && price === undefined && stock === undefined) return null;
  const whole: Variant = { id: 'listing', name };
  if (sku !== undefined) whole.sku = sku;
  if (price !== undefined) whole.price = price;
  if (stock !== undefined) whole.stock = stock;
  return { variants: [whole], complete: true };
}

/** Units that can be sold now: on hand less what orders and campaigns hold; null = not shown. */
export function available(variant: Variant): number | null {
  const stock = variant.stock;
  return stock && stock.onHand !== null ? stock.onHand - (stock.held ?? 0) - (stock.locked ?? 0) : null;
}

/**
 * Judges every variant: one that fails decides, even when others are not shown; a pass needs all of them.
 * `judge` gives params for a failure, true for fine, null for "this variant's value is not shown".
 */
export function everyVariant(
  record: ShopRecord<'listing'>,
  judge: (variant: Variant) => Record<string, string | number> | true | null,
): Verdict {
  const seen = variantsOf(record.fields);
  if (!seen) return { result: 'unknown', reason: 'not-seen-yet' };
  if (seen.complete && seen.variants.length === 0) return { result: 'na' };
  let unshown = !seen.complete;
  let failed: { params: Record<string, string | number>; at: string } | null = null;
  let count = 0;
  for (const variant of seen.variants) {
    const said = judge(variant);
    if (said === null) unshown = true;
    else if (said !== true) {
      count++;
      failed ??= { params: said, at: variant.id };
    }
  }
  if (failed) return { result: 'fail', at: failed.at, params: { ...failed.params, count } };
  return unshown ? { result: 'unknown', reason: seen.complete ? 'not-shown' : 'partly-shown' } : { result: 'pass' };
}

/** What a person would call a variant. */
export const variantName = (variant: Variant): string => variant.name ?? variant.sku ?? variant.id;
