import { inLogOrder } from '@/lib/fold/ordered';
import type { FoldRules, FoldStore } from '@/lib/fold/rows';
import { metrics } from '@/lib/metrics/load';
import { flows } from '@/lib/playbook/load';
import type { Database } from './database';

export const rules: FoldRules = { flows, metrics };

/** The tables as the folds see them, inside the caller's transaction. */
export function foldStore(db: Database): FoldStore {
  const daysOf = (shop: string, metric: string, from: string, to: string, whole: boolean) =>
    db.days.where('[shop+metric+day]').between([shop, metric, from], [shop, metric, to], true, whole);
  return {
    rules,
    bases: db.bases,
    shops: db.shops,
    sites: db.sites,
    notes: db.notes,
    records: db.records,
    cases: db.cases,
    sights: db.sights,
    counters: db.counters,
    tail: async (subject, base) => {
      const events = await db.events.where('head.subject').equals(subject).toArray();
      return inLogOrder(events.filter(({ seq }) => seq === null || seq > (base?.seq ?? 0)));
    },
    recordsOf: (shop) => db.records.where('[shop+noun]').between([shop, ''], [shop, '￿']).toArray(),
    recordsAt: (subjects) => db.records.bulkGet(subjects),
    putRecords: (rows) => db.records.bulkPut(rows),
    casesOf: (shop) => db.cases.filter((row) => row.shop === shop).toArray(),
    sightsAt: (origin) => db.sights.filter((row) => row.origin === origin).toArray(),
    ledgerOf: (shop) => db.ledger.where({ shop }).toArray(),
    addLedger: (rows) => db.ledger.bulkPut(rows),
    clearLedger: (shop) => db.ledger.where({ shop }).delete(),
    daysFrom: (shop, metric, day) => daysOf(shop, metric, day, '￿', true).toArray(),
    dayBefore: (shop, metric, day) => daysOf(shop, metric, '', day, false).last(),
    putDays: (rows) => db.days.bulkPut(rows),
  };
}
