import type { Check } from '@/lib/domain/verdict';
import { shownLength } from './shown-text';

const check: Check<'listing'> = {
  id: 'name-length',
  noun: 'listing',
  field: 'name',
  judge: ({ fields }, { values: { min = 1, max = Number.MAX_SAFE_INTEGER } }) => {
    if (fields.name === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    const n = shownLength(fields.name);
    return n >= min && n <= max ? { result: 'pass' } : { result: 'fail', params: { n, min, max } };
  },
};
export default check;
