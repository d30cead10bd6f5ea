import type { Raw } from '@/lib/domain/observation';
import type { Variant } from '@/lib/domain/record';
import { decimalMoney } from './money';
import { stockInParts } from './stock';

/** Variants of a listing that stand together in one value, as a file tells them. One that has no id makes the whole unknown. */
export function variantsIn(raw: readonly Raw[]): Variant[] | undefined {
  const variants = raw.map(variantIn);
  return variants.every((variant) => variant !== undefined) ? variants : undefined;
}

function variantIn(raw: Raw): Variant | undefined {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw) || typeof raw.id !== 'string') return undefined;
  const { id, name, sku, price, stock } = raw;
  const variant: Variant = { id, name: typeof name === 'string' ? name : null };
  if (typeof sku === 'string' || sku === null) variant.sku = sku;
  if (price === null) variant.price = null;
  else if (isParts(price) && typeof price.amount === 'string') {
    const money = decimalMoney(price.amount, typeof price.currency === 'string' ? price.currency : null);
    if (money) variant.price = money;
  }
  const quantities = isParts(stock) ? stockInParts(stock) : undefined;
  if (quantities) variant.stock = quantities;
  return variant;
}

const isParts = (raw: Raw | undefined): raw is Record<string, Raw> =>
  raw !== undefined && raw !== null && typeof raw === 'object' && !Array.isArray(raw);
