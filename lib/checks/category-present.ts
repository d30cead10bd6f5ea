import type { Check } from '@/lib/domain/verdict';

const check: Check<'listing'> = {
  id: 'category-present',
  noun: 'listing',
  field: 'categories',
  judge: ({ fields }) => {
    if (fields.categories === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return fields.categories.length > 0 ? { result: 'pass' } : { result: 'fail', params: {} };
  },
};
export default check;
