import type { Check } from '@/lib/domain/verdict';

const check: Check<'listing'> = {
  id: 'picture-count',
  noun: 'listing',
  field: 'pictures',
  judge: ({ fields }, { values: { min = 1 } }) => {
    if (fields.pictures === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return fields.pictures >= min ? { result: 'pass' } : { result: 'fail', params: { n: fields.pictures, min } };
  },
};
export default check;
