import type { Metric } from '@/lib/domain/metric';

/** Required checks passed ÷ (passed + failed); `na` leaves both, unknown lowers the coverage. 0 of 0 is unknown. */
const metric: Metric = {
  id: 'completeness',
  version: 1,
  unit: 'share',
  of: 'record',
  noun: 'listing',
  reads: ['name', 'description', 'mainPicture', 'pictures', 'categories', 'live', 'sku', 'price', 'stock'],
  count: (row, { required }) => {
    if (!('verdicts' in row) || row.noun !== 'listing') return null;
    let passed = 0;
    let failed = 0;
    let unknown = 0;
    for (const check of required) {
      const result = row.verdicts[check]?.result;
      if (result === 'pass') passed++;
      else if (result === 'fail') failed++;
      else if (result === 'unknown') unknown++;
    }
    const known = passed + failed;
    return { numerator: passed, denominator: known, known, all: known + unknown };
  },
};
export default metric;
