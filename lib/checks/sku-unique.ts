import type { Check } from '@/lib/domain/verdict';
import { shownText } from './shown-text';
import { everyVariant } from './variants';

const check: Check<'listing'> = {
  id: 'sku-unique',
  noun: 'listing',
  field: 'variants',
  judge: (record) => {
    const seen = new Set<string>();
    return everyVariant(record, (variant) => {
      if (variant.sku === undefined) return null;
      const sku = shownText(variant.sku);
      if (!sku) return true; // sku-present says it already
      if (seen.has(sku)) return { sku };
      seen.add(sku);
      return true;
    });
  },
};
export default check;
