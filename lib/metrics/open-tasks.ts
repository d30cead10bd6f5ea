import type { Metric } from '@/lib/domain/metric';

/** Cases that wait for a move. */
const metric: Metric = {
  id: 'open-tasks',
  version: 1,
  unit: 'count',
  of: 'case',
  noun: null,
  reads: [],
  count: (row) => ('openedAt' in row ? { numerator: row.open ? 1 : 0, denominator: 1, known: 1, all: 1 } : null),
};
export default metric;
