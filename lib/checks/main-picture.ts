import type { Check } from '@/lib/domain/verdict';

const check: Check<'listing'> = {
  id: 'main-picture',
  noun: 'listing',
  field: 'mainPicture',
  judge: ({ fields }) => {
    if (fields.mainPicture === undefined) return { result: 'unknown', reason: 'not-seen-yet' };
    return fields.mainPicture ? { result: 'pass' } : { result: 'fail', params: {} };
  },
};
export default check;
