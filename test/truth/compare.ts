import { type CheckId, checks } from './rules.ts';
import type { Truth } from './truth.ts';

/** What the extension said: `unknown` only with its reason. */
export interface Said {
  result: string;
  reason?: string;
}

export interface Comparison {
  compared: number;
  agreed: number;
  wrong: string[];
  unknown: { where: string; reason: string }[];
}

/** Sets what was said of each product beside the truth. A verdict that is missing altogether is wrong. */
export function compare(truths: Map<string, Record<CheckId, Truth>>, said: Map<string, Partial<Record<string, Said>>>): Comparison {
  const result: Comparison = { compared: 0, agreed: 0, wrong: [], unknown: [] };
  for (const [id, truth] of truths) {
    for (const check of checks) {
      const where = `product ${id} ${check}`;
      const verdict = said.get(id)?.[check];
      result.compared++;
      if (verdict?.result === truth[check]) result.agreed++;
      else if (verdict?.result === 'unknown' && verdict.reason) result.unknown.push({ where, reason: verdict.reason });
      else result.wrong.push(`${where}: ${verdict?.result ?? 'nothing'} instead of ${truth[check]}`);
    }
  }
  return result;
}
