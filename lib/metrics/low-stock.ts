import type { Metric } from '@/lib/domain/metric';

/** Listings on sale with a variant that is low or sold out. */
const metric: Metric = {
  id: 'low-stock',
  version: 1,
  unit: 'count',
  of: 'record',
  noun: 'listing',
  reads: ['live', 'stock'],
  count: (row) => {
    if (!('verdicts' in row) || row.noun !== 'listing') return null;
    const results = [row.verdicts['stock-low']?.result, row.verdicts['stock-zero-live']?.result];
    if (results.every((result) => result === 'na' || result === undefined)) return null;
    const low = results.includes('fail');
    const known = low || !results.includes('unknown') ? 1 : 0;
    return { numerator: low ? 1 : 0, denominator: known, known, all: 1 };
  },
};
export default metric;
