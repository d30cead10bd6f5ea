import type { Metric } from '@/lib/domain/metric';

/** Customers' messages that nobody has dealt with. */
const metric: Metric = {
  id: 'waiting-customers',
  version: 1,
  unit: 'count',
  of: 'case',
  noun: 'message',
  reads: ['receivedAt', 'read', 'answered'],
  count: (row) =>
    'openedAt' in row && row.flow === 'message-waiting' ? { numerator: row.open ? 1 : 0, denominator: 1, known: 1, all: 1 } : null,
};
export default metric;
