import type { Check } from '@/lib/domain/verdict';
import { campaignState } from './campaign-state';

const check: Check<'campaign'> = {
  id: 'campaign-ending',
  noun: 'campaign',
  field: 'endsAt',
  judge: ({ fields }, { values: { hours = 24 } }, { now }) => {
    const state = campaignState(fields, now);
    if (!state) return { result: 'unknown', reason: 'not-seen-yet' };
    if (state !== 'running' || !fields.endsAt) return { result: 'na' };
    const left = Date.parse(fields.endsAt) - Date.parse(now);
    return left <= hours * 3_600_000 ? { result: 'fail', params: { endsAt: fields.endsAt, dueAt: fields.endsAt } } : { result: 'pass' };
  },
};
export default check;
