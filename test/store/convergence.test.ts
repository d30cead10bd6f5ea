import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Tally } from '@/lib/domain/metric';
import { metricFacts } from '@/lib/fold/recount';
import { metrics } from '@/lib/metrics/load';
import type { Database, EventRow } from '@/lib/store/database';
import { foldStore } from '@/lib/store/fold-store';
import { type Random, randomFrom } from '../truth/random';
import { addTestShop, freshDatabase, shop } from './fresh';
import { arrive, projections, randomLog } from './random-log';

const parts = ['numerator', 'denominator', 'known', 'all'] as const;

/** Every counter, counted again from the rows. */
async function naive(db: Database): Promise<Record<string, Tally>> {
  const facts = await metricFacts(foldStore(db), shop);
  const rows = { record: await db.records.toArray(), case: await db.cases.toArray() };
  const counts: Record<string, Tally> = {};
  for (const metric of metrics.values()) {
    const sum: Tally = { numerator: 0, denominator: 0, known: 0, all: 0 };
    for (const row of rows[metric.of]) for (const part of parts) sum[part] += metric.count(row, facts)?.[part] ?? 0;
    counts[metric.id] = sum;
  }
  return counts;
}

async function counted(db: Database): Promise<Record<string, Tally>> {
  const counts: Record<string, Tally> = {};
  for (const id of metrics.keys()) {
    const { numerator = 0, denominator = 0, known = 0, all = 0 } = (await db.counters.get(`${shop}/${id}`)) ?? {};
    counts[id] = { numerator, denominator, known, all };
  }
  return counts;
}

async function folded(events: readonly EventRow[], random: Random): Promise<Database> {
  const db = freshDatabase();
  await addTestShop();
  await arrive(db, events, random);
  return db;
}

/** The first sight of each record comes before the pages that list it, as it does from every device and server; all else in any order. */
function shuffled(events: readonly EventRow[], random: Random): EventRow[] {
  const first = new Map<string, EventRow>();
  for (const event of events) if (event.head.type === 'record.seen' && !first.has(event.head.subject)) first.set(event.head.subject, event);
  const births = [...first.values()];
  const rest = events.filter((event) => !births.includes(event));
  return [...random.some(births, births.length), ...random.some(rest, rest.length)];
}

/** Only pages whose records were all seen before are in the log; a device lists what it has read. */
function causal(events: readonly EventRow[]): EventRow[] {
  const seen = new Set<string>();
  return events.filter(({ head, body }) => {
    if (head.type === 'record.seen') seen.add(head.subject);
    return head.type !== 'page.seen' || (body as { ids: string[] }).ids.every((id) => seen.has(`${head.subject}/${id}`));
  });
}

describe('the projections', () => {
  it('are the same in whatever order events arrive, and however often', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = randomFrom(seed);
      const log = causal(randomLog(random, 70));
      const expected = await projections(await folded(log, random));
      expect(Object.values(expected).flat().length).toBeGreaterThan(10);
      for (let turn = 1; turn <= 3; turn++) {
        const order = shuffled(log, random);
        const db = await folded([...order, ...random.some(log, 20)], random);
        expect(await projections(db), `seed ${seed}, turn ${turn}`).toEqual(expected);
      }
    }
  });

  it('hold counters that a naive recount comes to as well', { timeout: 120_000 }, async () => {
    const moved = new Set<string>();
    for (let seed = 100; seed <= 115; seed++) {
      const random = randomFrom(seed);
      const db = await folded(shuffled(randomLog(random, 80), random), random);
      const naively = await naive(db);
      expect(await counted(db), `seed ${seed}`).toEqual(naively);
      for (const [id, { all }] of Object.entries(naively)) if (all > 0) moved.add(id);
    }
    // The log above says nothing of messages.
    expect([...moved].sort()).toEqual([...metrics.keys()].filter((id) => id !== 'waiting-customers').sort());
  });

  it('end the trend with the value of the counter', { timeout: 120_000 }, async () => {
    for (let seed = 200; seed <= 206; seed++) {
      const random = randomFrom(seed);
      const db = await folded(shuffled(randomLog(random, 80), random), random);
      for (const { metric, numerator, denominator, known, all } of await db.counters.toArray()) {
        const last = await db.days.where('[shop+metric+day]').between([shop, metric, ''], [shop, metric, '￿']).last();
        expect({ ...last, day: '' }, `seed ${seed}`).toEqual({ shop, metric, day: '', numerator, denominator, known, all });
      }
    }
  });
});
