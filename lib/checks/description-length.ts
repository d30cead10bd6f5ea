import type { Check } from '@/lib/domain/verdict';
import { shownLength } from './shown-text';

const check: Check<'listing'> = {
  id: 'description-length',
  noun: 'listing',
  field: 'description',
  judge: ({ fields }, { values: { min = 1 } }) => {
    if (fields.description === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    const n = shownLength(fields.description);
    if (n === 0) return { result: 'na' }; // description-present says it already
    return n >= min ? { result: 'pass' } : { result: 'fail', params: { n, min } };
  },
};
export default check;
