import type { Metric } from '@/lib/domain/metric';

/** Open cases past their deadline. Time alone turns it, so the store counts it by index; here only how many have a deadline. */
const metric: Metric = {
  id: 'overdue-tasks',
  version: 1,
  unit: 'count',
  of: 'case',
  noun: null,
  reads: [],
  count: (row) =>
    'openedAt' in row && row.due !== null
      ? { numerator: 0, denominator: Number(row.open), known: Number(row.open), all: Number(row.open) }
      : null,
};
export default metric;
