import type { Check } from '@/lib/domain/verdict';
import { everyVariant, variantsOf } from './variants';

const check: Check<'listing'> = {
  id: 'stock-agrees',
  noun: 'listing',
  field: 'variants',
  judge: (record, _rule, { ledger }) => {
    if (!ledger) return { result: 'unknown', reason: 'no-ledger' };
    const seen = variantsOf(record.fields);
    if (seen?.complete && !seen.variants.some(({ sku }) => sku && ledger.has(sku))) return { result: 'na' };
    return everyVariant(record, (variant) => {
      if (variant.sku === undefined) return null;
      const should = variant.sku ? ledger.get(variant.sku) : undefined;
      if (should === undefined) return true; // the ledger says nothing of it
      const shown = variant.stock?.onHand;
      if (shown === undefined || shown === null) return null;
      return shown === should ? true : { sku: variant.sku ?? '', shown, ledger: should };
    });
  },
};
export default check;
