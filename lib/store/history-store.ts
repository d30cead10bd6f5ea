import { canonical } from '@/lib/domain/hash';
import { isChain } from '@/lib/domain/segment';
import { project } from '@/lib/fold/project';
import { closeBook, newBook } from '@/lib/fold/recount';
import type { Base, Projections, SiteRow } from '@/lib/fold/rows';
import type { HistoryPlace, HistoryStore, PulledState } from '@/lib/sync/first-pull';
import { waitingEvents } from './chain';
import { type Database, database, getMeta, reopening, setMeta } from './database';
import { hold } from './held';
import { replaceProjections } from './rebuild';
import { segmentsOf } from './segments';
import { changeMark, syncMark } from './sync-store';
import { writing } from './write';

/** The log as a first pull sees it. */
export const historyStore: HistoryStore = {
  isFresh: () => reopening(() => isFresh(database())),

  takeState: (state) =>
    writing(async (db) => {
      if (!(await isFresh(db))) return false;
      await replaceProjections(db, joined(state));
      await layOnTop(db);
      await changeMark(() => ({ cursor: state.head, epoch: state.epoch, scope: state.scope.key, reads: state.scope.reads }));
      await setMeta('foldMark', state.mark);
      await setMeta('history', { upTo: state.head, before: null, done: 0, left: 0 });
      return true;
    }),

  historyPlace: () => reopening(historyPlace),

  takeSegments: (segments, at, before, left) =>
    writing(async (db) => {
      const [mark, now] = await Promise.all([getMeta('history'), historyPlace()]);
      if (!mark || canonical(now) !== canonical(at)) return true;
      for (const { payload, ...head } of segments) {
        const newer = await segmentsOf(db, head.scope).first();
        if (newer && !isChain([head, newer])) {
          await Promise.all([db.segments, db.payloads, db.spans, db.spanned].map((table) => table.clear()));
          await setMeta('history', { ...mark, before: null, done: 0, left: 0 });
          return false;
        }
        // What this device wrote itself was kept as rows until now.
        const rows = db.events.where('[scope+seq]').between([head.scope, head.first], [head.scope, head.last], true, true);
        const receipts = Object.fromEntries((await rows.toArray()).flatMap(({ seq, receipt }) => (seq && receipt ? [[seq, receipt]] : [])));
        await rows.delete();
        await db.segments.put({ ...head, receipts });
        await db.payloads.put({ scope: head.scope, index: head.index, payload });
      }
      const done = segments.reduce((sum, { count }) => sum + count, mark.done);
      await setMeta('history', before === null ? null : { ...mark, before, done, left });
      return true;
    }),
};

async function historyPlace(): Promise<HistoryPlace | null> {
  const [mark, { epoch, scope = null }] = await Promise.all([getMeta('history'), syncMark()]);
  return mark && { epoch, scope, upTo: mark.upTo, before: mark.before };
}

/** Nothing of the server's log is here: no place in it, and no event but those that wait to go up. */
async function isFresh(db: Database): Promise<boolean> {
  const { cursor, epoch } = await syncMark();
  if (cursor > 0 || epoch !== null || (await db.segments.count()) > 0) return false;
  return (await db.events.count()) === (await db.outbox.count());
}

/** What this device wrote and the server has not numbered. */
async function layOnTop(db: Database): Promise<void> {
  const events = await waitingEvents(db);
  const store = await hold(db, [], events);
  const book = newBook();
  for (const event of events) await project(store, event, book);
  await closeBook(store, book);
  await store.write();
}

/** Scopes share no rows, but for a site that was moved from shop to shop: the later event in the log stands. */
function joined({ scopes }: PulledState): Projections {
  const parts = scopes.map(({ rows }) => rows as unknown as Projections);
  const all = <K extends keyof Projections>(name: K) => parts.flatMap((rows) => rows[name] as Projections[K][number][]) as Projections[K];
  const bases = new Map<string, Base>();
  for (const base of all('bases')) if ((bases.get(base.subject)?.seq ?? -1) < base.seq) bases.set(base.subject, base);
  const seen = new Map<string, string>();
  for (const { origin, at } of all('sights')) if ((seen.get(origin) ?? '') < at) seen.set(origin, at);
  const sites = [...bases.values()].flatMap(({ state }): SiteRow[] =>
    'site' in state && state.site ? [{ ...state.site, lastSeenAt: seen.get(state.site.origin) ?? null }] : [],
  );
  return {
    bases: [...bases.values()],
    shops: all('shops'),
    sites,
    notes: all('notes'),
    records: all('records'),
    cases: all('cases'),
    sights: all('sights'),
    counters: all('counters'),
    ledger: all('ledger'),
    days: all('days'),
  };
}
