import { format, subDays } from 'date-fns';
import { database } from './database';
import type { SiteCost } from './view';

const keptDays = 14;
const dayOf = (at: Date): string => format(at, 'yyyy-MM-dd');

/** Adds looks, and what reading and drawing took on a site's page (ms) to its day. Days older than two weeks go. */
export async function addCost(origin: string, { ms = 0, looks = 0 }: { ms?: number; looks?: number }, now: Date): Promise<void> {
  const { costs } = database();
  await database().transaction('rw', costs, async () => {
    const day = dayOf(now);
    const known = await costs.get([origin, day]);
    if (!known)
      await costs
        .where('[origin+day]')
        .between([origin, ''], [origin, dayOf(subDays(now, keptDays))])
        .delete();
    await costs.put({ origin, day, looks: (known?.looks ?? 0) + looks, ms: (known?.ms ?? 0) + ms });
  });
}

/** What each site takes: a look, as a mean of the days that are kept, and today. Null looks = nothing measured yet. */
export async function siteCosts(now: Date): Promise<Record<string, SiteCost>> {
  const result: Record<string, SiteCost> = {};
  for (const { origin, day, looks, ms } of await database().costs.toArray()) {
    const cost = result[origin] ?? { looks: 0, ms: 0, today: 0, since: day };
    result[origin] = cost;
    cost.looks += looks;
    cost.ms += ms;
    if (day < cost.since) cost.since = day;
    if (day === dayOf(now)) cost.today += ms;
  }
  return result;
}
