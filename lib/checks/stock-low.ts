import type { Check } from '@/lib/domain/verdict';
import { available, everyVariant, variantName } from './variants';

const check: Check<'listing'> = {
  id: 'stock-low',
  noun: 'listing',
  field: 'variants',
  judge: (record, { values: { low = 0 } }) => {
    if (record.fields.live === false) return { result: 'na' };
    if (record.fields.live === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return everyVariant(record, (variant) => {
      if (variant.live === false) return true;
      const n = available(variant);
      if (n === null) return null;
      return n > 0 && n <= low ? { variant: variantName(variant), n, low } : true;
    });
  },
};
export default check;
