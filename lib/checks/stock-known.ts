import type { Check } from '@/lib/domain/verdict';
import { everyVariant, variantName } from './variants';

const check: Check<'listing'> = {
  id: 'stock-known',
  noun: 'listing',
  field: 'variants',
  judge: (record) =>
    everyVariant(record, (variant) => {
      if (variant.stock === undefined) return null;
      return variant.stock.onHand === null ? { variant: variantName(variant) } : true;
    }),
};
export default check;
