import type { Random } from './random.ts';
import type { Ledger, Product } from './truth.ts';

/** A ledger of the shop's SKUs in which some quantities differ and some SKUs are missing. */
export function makeLedger(random: Random, products: readonly Product[]): Ledger {
  const rows = new Map<string, number>();
  for (const { variants } of products) {
    const skip = random.between(1, 8) === 1; // a product the stockroom never heard of
    const wrong = random.between(1, 5) === 1;
    for (const [index, { sku, stockLevels }] of variants.entries()) {
      if (sku === '' || skip || rows.has(sku)) continue;
      const held = stockLevels.reduce((total, level) => total + level.stockOnHand, 0);
      rows.set(sku, wrong && index === 0 ? held + random.between(1, 9) : held);
    }
  }
  return rows;
}

export const ledgerCsv = (ledger: Ledger): string =>
  `SKU,Quantity\n${[...ledger].map(([sku, quantity]) => `${sku},${quantity}`).join('\n')}\n`;
