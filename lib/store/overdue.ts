import Dexie from 'dexie';
import type { DayFigure } from '@/lib/domain/metric';
import type { Database } from './database';

/**
 * Overdue cases at the end of each day: time alone turns a case overdue, so no event of that day could have noted it.
 * Worked out from the cases as they are now: one that was put off or opened again since is told by its last move.
 * Null for days before the shop's first case.
 */
export async function overdueOn(db: Database, shop: string, days: readonly { day: string; end: string }[]): Promise<(DayFigure | null)[]> {
  const metric = 'overdue-tasks';
  const first = await db.days.where('[shop+metric+day]').between([shop, 'open-tasks', ''], [shop, 'open-tasks', '￿']).first();
  const open = await db.cases.where('[shop+isOpen+dueKey]').between([shop, 1, ''], [shop, 1, Dexie.maxKey]).toArray();
  const settled = await db.cases
    .where('[isOpen+movedAt]')
    .between([0, days[0]?.end ?? ''], [0, Dexie.maxKey])
    .toArray();
  const dated = [...open, ...settled].filter((row) => row.shop === shop && row.due !== null);
  return days.map(({ day, end }) => {
    if (!first || day < first.day) return null;
    const waiting = dated.filter(({ openedAt, isOpen, movedAt }) => openedAt <= end && (isOpen === 1 || movedAt > end));
    const overdue = waiting.filter(({ due }) => (due as string) < end);
    return { shop, day, metric, numerator: overdue.length, denominator: null, known: waiting.length, all: waiting.length };
  });
}
