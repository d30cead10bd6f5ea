import type { Check } from '@/lib/domain/verdict';
import { campaignState } from './campaign-state';

const check: Check<'campaign'> = {
  id: 'campaign-starting',
  noun: 'campaign',
  field: 'startsAt',
  judge: ({ fields }, { values: { hours = 24 } }, { now }) => {
    const state = campaignState(fields, now);
    if (!state) return { result: 'unknown', reason: 'not-seen-yet' };
    if (state !== 'planned' || !fields.startsAt) return { result: 'na' };
    const left = Date.parse(fields.startsAt) - Date.parse(now);
    return left <= hours * 3_600_000
      ? { result: 'fail', params: { startsAt: fields.startsAt, dueAt: fields.startsAt } }
      : { result: 'pass' };
  },
};
export default check;
