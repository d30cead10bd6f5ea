import { addDays, format, parseISO } from 'date-fns';
import Dexie from 'dexie';
import { nameOf } from '@/lib/checks/judge';
import { bodyOf } from '@/lib/domain/event';
import type { SealedEvent } from '@/lib/domain/segment';
import { type Database, database, getMeta } from './database';
import { memberDay } from './member-day';
import type { JournalRow, JournalView } from './view';

/** A moment's day in this browser's calendar, `YYYY-MM-DD`. */
export const calendarDay = (moment: Date): string => format(moment, 'yyyy-MM-dd');

/** What a member did on such a day, newest first, with the names that things have now. */
export async function journalView(member: string, day: string): Promise<JournalView> {
  const from = parseISO(day);
  const { events, coming } = await memberDay(member, from, addDays(from, 1));
  const rows = await rowsOf(database(), events.reverse());
  const counts = [...Map.groupBy(rows, ({ type }) => type)].map(([type, own]) => ({ type, n: own.length }));
  return { rows, counts: counts.sort((a, b) => b.n - a.n), coming };
}

async function rowsOf(db: Database, events: readonly SealedEvent[]): Promise<JournalRow[]> {
  const subjects = events.map(({ head }) => head.subject);
  const cases = await db.cases.bulkGet(subjects);
  const [records, shops] = await Promise.all([
    db.records.bulkGet(subjects.map((subject, at) => cases[at]?.about ?? subject)),
    db.shops.toArray(),
  ]);
  const shopNames = new Map(shops.map(({ id, name }) => [id, name]));
  return events.map((event, at) => {
    const { id, type, at: when, shop } = event.head;
    const [kase, record] = [cases[at], records[at]];
    const moved = bodyOf(event, 'case.moved');
    const name = bodyOf(event, 'note.added')?.text ?? bodyOf(event, 'ledger.loaded')?.file ?? kase?.title ?? (record && nameOf(record));
    return {
      id,
      type,
      at: when,
      move: kase && moved ? `${kase.flow}.${moved.verb}` : null,
      name: name ?? null,
      shopName: shopNames.get(shop ?? '') ?? null,
    };
  });
}

/** Who wrote here, this device's own member first. As few requests as there are members, whatever they wrote. */
export async function journalMembers(): Promise<string[]> {
  const db = database();
  const own = (await getMeta('identity'))?.member;
  const found = new Set(own === undefined ? [] : [own]);
  for (let last = ''; ; ) {
    const above = [last, Dexie.maxKey];
    const [span, event] = await Promise.all([
      db.spans.where('[member+day+scope+index]').above(above).first(),
      db.events.where('[head.by+head.at]').above(above).first(),
    ]);
    const next = [span?.member, event?.head.by].filter((member) => member !== undefined).sort()[0];
    if (next === undefined) return [...found];
    found.add(next);
    last = next;
  }
}
