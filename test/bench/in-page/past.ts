import '@/lib/extension/jitless';

import { v7 as uuid } from 'uuid';
import type { Flow } from '@/lib/domain/case';
import { type Body, bodyHash, type EventHead, type EventType, headHash, type LogEvent } from '@/lib/domain/event';
import { subjectOf } from '@/lib/domain/record';
import type { CaseRow, RecordRow } from '@/lib/fold/rows';
import { caseId, foldCase } from '@/lib/playbook/flow';
import { flows } from '@/lib/playbook/load';
import { addShop, addTask, connectSite } from '@/lib/store/act';
import { database, type EventRow, type Identity, setMeta } from '@/lib/store/database';
import { identity } from '@/lib/store/log';
import type { Locale } from '@/lib/text/text';

// Runs in a page of the extension: gives a new profile the past that a figure needs.

const origin = 'http://shop.invalid';
const gap = flows.get('listing-gap') as Flow;
const listings = 2_000;
const day = 86_400_000;

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
  const first = Date.now() - 365 * day;
  const step = (364 * day) / total;
  while (who.n < total) {
    const events: LogEvent[] = [];
    const records = new Map<string, RecordRow>();
    const cases = new Map<string, CaseRow>();
    for (let i = 0; i < 5_000 && who.n < total; i++) {
      const at = new Date(first + who.n * step);
      const listing = 1 + (Math.floor(who.n / 10) % listings);
      const event = past(who, shop, listing, at);
      events.push(event);
      if (event.head.type === 'record.seen') records.set(event.head.subject, recordOf(event, listing));
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

/** The next event of that past: mostly what was seen, then what was found, and each tenth a case, settled by the next. */
function past(who: Identity, shop: string, listing: number, at: Date): LogEvent {
  const subject = subjectOf(shop, 'listing', String(listing));
  const about = caseId(gap.id, subject, 'name-length', String(Math.floor(who.n / 10)));
  switch (who.n % 10) {
    case 0:
    case 1:
      return next(who, shop, at, 'verdict.turned', subject, {
        ruleSet: '1',
        turned: [
          { check: 'name-length', from: null, to: { result: 'fail', params: { n: 4, min: 10, max: 60 } }, severity: 'weakens' },
          { check: 'main-picture', from: null, to: { result: 'pass' }, severity: 'weakens' },
        ],
      });
    case 2:
      return next(who, shop, at, 'page.seen', 'product-list', {
        platform: 'vendure',
        page: 'product-list',
        noun: 'listing',
        rows: 25,
        total: listings,
        ids: Array.from({ length: 25 }, (_, i) => String(listing + i)),
        origin,
      });
    case 8:
      return next(who, shop, at, 'case.opened', about, {
        flow: gap.id,
        about: subject,
        cause: 'name-length',
        period: '',
        params: { n: 4, min: 10, max: 60 },
        due: new Date(at.getTime() + day).toISOString(),
      });
    case 9:
      return next(who, shop, at, 'case.moved', about, { verb: 'settle', evidence: 'page' });
    default: {
      const fields = { name: `Cotton shirt 棉质衬衫 ${listing}`, mainPicture: true, live: true, variantTotal: who.n % 7 };
      return next(who, shop, at, 'record.seen', subject, {
        noun: 'listing',
        id: String(listing),
        fields,
        url: `${origin}/products/${listing}`,
      });
    }
  }
}

function next<T extends EventType>(who: Identity, shop: string, at: Date, type: T, subject: string, body: Body<T>): LogEvent {
  const id = uuid({ msecs: at.getTime() });
  const head: EventHead = {
    id,
    org: who.org,
    shop,
    subject,
    type,
    v: 1,
    at: at.toISOString(),
    by: who.member,
    device: who.device,
    n: who.n + 1,
    prev: who.prev,
    bodyHash: bodyHash(id, body),
  };
  who.n = head.n;
  who.prev = headHash(head);
  return { head, salt: id, body: body as LogEvent['body'] };
}

function recordOf({ head, body }: LogEvent, listing: number): RecordRow {
  const { fields, url } = body as Body<'record.seen'>;
  const verdicts: RecordRow['verdicts'] = {
    'name-length': { result: 'fail', params: { n: 4, min: 10, max: 60 }, severity: 'weakens' },
    'main-picture': { result: 'pass', severity: 'weakens' },
  };
  const stamps = Object.fromEntries(Object.keys(fields).map((field) => [field, head.at]));
  const own = { subject: head.subject, shop: head.shop ?? '', noun: 'listing' as const, id: String(listing) };
  return { ...own, fields, url, seenAt: head.at, verdicts, ruleSet: '1', stamps };
}
