import type { Check } from '@/lib/domain/verdict';

const check: Check<'message'> = {
  id: 'message-answered',
  noun: 'message',
  field: 'receivedAt',
  judge: ({ fields }, { values: { minutes = 60 } }) => {
    if (fields.answered) return { result: 'pass' };
    if (!fields.receivedAt) return { result: 'unknown', reason: 'not-shown' };
    const dueAt = new Date(Date.parse(fields.receivedAt) + minutes * 60_000).toISOString();
    return { result: 'fail', params: { receivedAt: fields.receivedAt, dueAt, minutes } };
  },
};
export default check;
