import type { Check } from '@/lib/domain/verdict';
import { campaignState } from './campaign-state';

const check: Check<'campaign'> = {
  id: 'campaign-left-on',
  noun: 'campaign',
  field: 'enabled',
  judge: ({ fields }, _rule, { now }) => {
    const state = campaignState(fields, now);
    if (!state) return { result: 'unknown', reason: 'not-seen-yet' };
    return state === 'left-on'
      ? { result: 'fail', params: { endsAt: fields.endsAt ?? '', dueAt: fields.endsAt ?? '' } }
      : { result: 'pass' };
  },
};
export default check;
