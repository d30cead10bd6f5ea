import type { Check } from '@/lib/domain/verdict';
import { shownText } from './shown-text';

const check: Check<'listing'> = {
  id: 'description-present',
  noun: 'listing',
  field: 'description',
  judge: ({ fields }) => {
    if (fields.description === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return shownText(fields.description) ? { result: 'pass' } : { result: 'fail', params: {} };
  },
};
export default check;
