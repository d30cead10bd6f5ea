import '@/lib/extension/jitless';

import type { Flow } from '@/lib/domain/case';
import type { Body, LogEvent } from '@/lib/domain/event';
import type { CaseRow, RecordRow } from '@/lib/fold/rows';
import { foldCase } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import { addShop, addTask, connectSite } from '@/lib/store/act';
import { database, type EventRow, setMeta } from '@/lib/store/database';
import { identity } from '@/lib/store/log';
import type { Locale } from '@/lib/text/text';
import { origin, year } from '../year';

// Runs in a page of the extension: gives a new profile the past that a figure needs.

const gap = flows.get('listing-gap') as Flow;

export const chooseLocale = (locale: Locale): Promise<void> => setMeta('locale', locale);

export async function connect(origin: string, platform: string): Promise<string> {
  const shop = await addShop('Main shop');
  await connectSite({ origin, platform, account: '', shop });
  return shop;
}

/** A shop, its site and eight open tasks: ten events. */
export async function begin(): Promise<void> {
  const shop = await connect(origin, 'vendure');
  for (let hour = 1; hour <= 8; hour++) await addTask(`Task ${hour}`, new Date(Date.now() + (hour - 3) * 3_600_000), shop);
}

/** A year of work as the log keeps it, `total` events in all: chained, none of them sent yet, with the records and the settled cases that they made. */
export async function growTo(total: number): Promise<void> {
  const db = database();
  const who = await identity();
  const shop = (await db.shops.toCollection().first())?.id ?? '';
  const log = year(who, shop, total);
  while (who.n < total) {
    const events: LogEvent[] = [];
    const records = new Map<string, RecordRow>();
    const cases = new Map<string, CaseRow>();
    for (let i = 0; i < 5_000 && who.n < total; i++) {
      const event = log.next().value as LogEvent;
      events.push(event);
      if (event.head.type === 'record.seen') records.set(event.head.subject, recordOf(event));
      if (event.head.type.startsWith('case.')) {
        const before = cases.get(event.head.subject) ?? (await db.cases.get(event.head.subject)) ?? null;
        const after = foldCase(gap, before, event);
        if (after) cases.set(after.id, { ...after, isOpen: after.open ? 1 : 0, dueKey: after.due ?? '' });
      }
    }
    await db.transaction('rw', db.tables, async () => {
      await db.events.bulkAdd(events.map(rowOf));
      await db.outbox.bulkAdd(events.map(({ head }) => ({ n: head.n, id: head.id, first: 0 })));
      await db.records.bulkPut([...records.values()]);
      await db.cases.bulkPut([...cases.values()]);
      await setMeta('identity', who);
    });
  }
}

export async function stored(): Promise<number> {
  const sealed = (await database().segments.toArray()).reduce((sum, { count }) => sum + count, 0);
  return sealed + (await database().events.count());
}

const rowOf = (event: LogEvent): EventRow => ({
  ...event,
  id: event.head.id,
  device: event.head.device,
  n: event.head.n,
  seq: null,
  receivedAt: null,
  scope: null,
  receipt: null,
});

function recordOf({ head, body }: LogEvent): RecordRow {
  const { id, fields, url } = body as Body<'record.seen'>;
  const verdicts: RecordRow['verdicts'] = {
    'name-length': { result: 'fail', params: { n: 4, min: 10, max: 60 }, severity: 'weakens' },
    'main-picture': { result: 'pass', severity: 'weakens' },
  };
  const stamps = Object.fromEntries(Object.keys(fields).map((field) => [field, head.at]));
  const own = { subject: head.subject, shop: head.shop ?? '', noun: 'listing' as const, id };
  return { ...own, fields, url, seenAt: head.at, verdicts, ruleSet: '1', stamps };
}
