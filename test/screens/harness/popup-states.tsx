import { useState } from 'react';
import { type PopupProps, PopupScreen } from '@/components/popup/popup-screen';
import { StoreGate } from '@/components/store-gate';
import { StoreError } from '@/lib/store/store-error';
import type { TaskRow, TodayView } from '@/lib/store/view';
import { blind, pages } from '../fixture-pages';
import { longShop, shops, syncs } from '../fixture-sites';
import * as tasks from '../fixture-tasks';

const groups = ['overdue', 'today', 'later'] as const;

/** A log in memory: enough of it to tick, put off and take back. */
function useFakeLog(start: TodayView | undefined) {
  const [view, setView] = useState(start);
  const home = (task: TaskRow) => groups.find((group) => start?.[group].some(({ id }) => id === task.id)) ?? 'today';
  const change = (id: string, done: boolean) =>
    setView((before) => {
      if (!before) return before;
      const all = [...groups.flatMap((group) => before[group]), ...before.done];
      const task = all.find((each) => each.id === id);
      if (!task) return before;
      const without = (list: TaskRow[]) => list.filter((each) => each.id !== id);
      const next = {
        ...before,
        overdue: without(before.overdue),
        today: without(before.today),
        later: without(before.later),
        done: without(before.done),
      };
      if (done) next.done = [{ ...task, evidence: 'person', movedAt: tasks.now.toISOString() }, ...next.done];
      else next[home(task)] = [task, ...next[home(task)]];
      const { overdue, today, later } = next;
      return {
        ...next,
        counts: { ...before.counts, overdue: overdue.length, today: today.length, later: later.length, done: next.done.length },
      };
    });
  return { view, change };
}

function Popup({ view, ...more }: Partial<PopupProps> & { view: TodayView | undefined }) {
  const log = useFakeLog(view);
  const nothing = () => undefined;
  return (
    <PopupScreen
      shops={shops.slice(0, 1)}
      sync={syncs.synced}
      page={pages.needs}
      today={{
        view: log.view,
        actions: { settle: (id) => log.change(id, true), reopen: (id) => log.change(id, false), snooze: nothing, open: nothing },
        clauseSentence: () => '商品按标准录入上架，上架的内容要核对正确、完整',
        onAll: nothing,
      }}
      entry={{ onNote: nothing, onTask: nothing, modifier: 'Ctrl' }}
      onLook={nothing}
      onStep={nothing}
      onSync={nothing}
      {...more}
    />
  );
}

const broken: TodayView = {
  today: [],
  later: [],
  done: [],
  counts: tasks.normal.counts,
  get overdue(): never {
    throw Object.assign(new Error('Internal error opening backing store for indexedDB.open.'), { name: 'OpenFailedError' });
  },
};

export const popupStates = {
  normal: () => <Popup view={tasks.normal} />,
  'first-run': () => <Popup view={tasks.empty} shops={[]} sync={syncs.alone} page={blind('not-connected')} />,
  'first-run-task': () => <Popup view={tasks.ownOnly} shops={[]} sync={syncs.alone} page={pages.elsewhere} />,
  loading: () => <Popup view={undefined} shops={undefined} sync={undefined} page={undefined} />,
  empty: () => <Popup view={tasks.empty} page={pages.fine} />,
  'empty-next': () => <Popup view={tasks.nextOnly} page={pages.fineButUnseen} />,
  offline: () => <Popup view={tasks.normal} sync={syncs.offline} page={pages.unseen} />,
  rejected: () => <Popup view={tasks.nextOnly} sync={syncs.rejected} page={pages.unsaved} />,
  'no-permission': () => <Popup view={tasks.nextOnly} page={blind('not-connected')} />,
  'wrong-shop': () => <Popup view={tasks.normal} shops={shops} page={blind('other-shop', 'Outlet 渠道')} />,
  'signed-out': () => <Popup view={tasks.nextOnly} sync={syncs.signedOut} page={blind('signed-out')} />,
  elsewhere: () => <Popup view={tasks.nextOnly} page={pages.elsewhere} />,
  long: () => <Popup view={tasks.long} shops={[longShop]} sync={syncs.offline} page={pages.long} />,
  many: () => <Popup view={tasks.many} />,
  fault: () => <Popup view={broken} />,
  'fault-closed': () => (
    <StoreGate open={() => Promise.reject(new StoreError('store-closed'))}>
      <Popup view={undefined} />
    </StoreGate>
  ),
  'fault-blocked': () => (
    <StoreGate open={() => Promise.reject(new StoreError('store-blocked'))}>
      <Popup view={undefined} />
    </StoreGate>
  ),
};
