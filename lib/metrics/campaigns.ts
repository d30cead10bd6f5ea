import type { Metric } from '@/lib/domain/metric';

/** Campaigns that need something now: about to start or end, or over and still switched on. */
const metric: Metric = {
  id: 'campaigns',
  version: 1,
  unit: 'count',
  of: 'record',
  noun: 'campaign',
  reads: ['enabled', 'startsAt', 'endsAt'],
  count: (row) => {
    if (!('verdicts' in row) || row.noun !== 'campaign') return null;
    const results = Object.values(row.verdicts).map(({ result }) => result);
    const needs = results.includes('fail');
    const known = needs || !results.includes('unknown') ? 1 : 0;
    return { numerator: needs ? 1 : 0, denominator: known, known, all: 1 };
  },
};
export default metric;
