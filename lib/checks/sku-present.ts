import type { Check } from '@/lib/domain/verdict';
import { shownText } from './shown-text';
import { everyVariant, variantName } from './variants';

const check: Check<'listing'> = {
  id: 'sku-present',
  noun: 'listing',
  field: 'variants',
  judge: (record) =>
    everyVariant(record, (variant) =>
      variant.sku === undefined ? null : shownText(variant.sku) ? true : { variant: variantName(variant) },
    ),
};
export default check;
