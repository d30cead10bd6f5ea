import type { Check } from '@/lib/domain/verdict';
import { shownWidth } from './shown-text';

const check: Check<'listing'> = {
  id: 'name-width',
  noun: 'listing',
  field: 'name',
  judge: ({ fields }, { values: { max = Number.MAX_SAFE_INTEGER } }) => {
    if (fields.name === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    const n = shownWidth(fields.name);
    return n > 0 && n <= max ? { result: 'pass' } : { result: 'fail', params: { n, max } };
  },
};
export default check;
