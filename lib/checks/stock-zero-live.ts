import type { Check } from '@/lib/domain/verdict';
import { available, everyVariant, variantName } from './variants';

const check: Check<'listing'> = {
  id: 'stock-zero-live',
  noun: 'listing',
  field: 'variants',
  judge: (record) => {
    if (record.fields.live === false) return { result: 'na' };
    if (record.fields.live === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return everyVariant(record, (variant) => {
      if (variant.live === false) return true;
      const n = available(variant);
      if (n === null) return null;
      return n > 0 ? true : { variant: variantName(variant) };
    });
  },
};
export default check;
