import type { Metric } from '@/lib/domain/metric';
import type { Listing } from '@/lib/domain/record';

/** SKUs whose stock on the page equals the ledger ÷ those read; SKUs of the ledger that no page showed lower the coverage. */
const metric: Metric = {
  id: 'stock-agreement',
  version: 1,
  unit: 'share',
  of: 'record',
  noun: 'listing',
  reads: ['sku', 'stock'],
  count: (row, { ledger }) => {
    if (!ledger || !('verdicts' in row) || row.noun !== 'listing') return null;
    const tally = { numerator: 0, denominator: 0, known: 0, all: 0 };
    for (const { sku, stock } of (row.fields as Listing).variants ?? []) {
      const should = sku ? ledger.get(sku) : undefined;
      if (should === undefined) continue;
      tally.all++;
      if (stock?.onHand === undefined || stock.onHand === null) continue;
      tally.known++;
      tally.denominator++;
      if (stock.onHand === should) tally.numerator++;
    }
    return tally;
  },
};
export default metric;
