import type { Check } from '@/lib/domain/verdict';
import { everyVariant, variantName } from './variants';

const check: Check<'listing'> = {
  id: 'price-positive',
  noun: 'listing',
  field: 'variants',
  judge: (record) =>
    everyVariant(record, (variant) => {
      if (variant.price === undefined) return null;
      return variant.price && variant.price.amount > 0 ? true : { variant: variantName(variant) };
    }),
};
export default check;
