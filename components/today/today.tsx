import { useState } from 'react';
import { Skeleton } from '@/components/skeleton';
import { StoreFault } from '@/components/store-fault';
import { useScreenKeys } from '@/components/use-screen-keys';
import { useWords } from '@/components/words';
import { storeCodeOf } from '@/lib/domain/store-fault';
import type { TaskRow as Task, TodayView } from '@/lib/store/view';
import { DoneList } from './done-list';
import { LastMove } from './last-move';
import { TaskGroup } from './task-group';
import { TaskRow } from './task-row';
import styles from './today.module.css';
import { TodayEmpty } from './today-empty';
import { useRove } from './use-rove';
import { type TaskActions, useUndo } from './use-undo';

export interface TodayProps {
  /** undefined = not read yet. */
  view: TodayView | undefined;
  actions: TaskActions & { open: (url: string) => void };
  /** Sentence of a clause in the reader's language. */
  clauseSentence: (id: string) => string;
  /** Where all of them are, if not here. */
  onAll?: () => void;
}

const groups = ['overdue', 'today', 'later'] as const;

/** Today's checklist. Arrows move, Space ticks, S puts off, Enter opens the page, Z takes the last move back. */
export function Today({ view, actions, clauseSentence, onAll }: TodayProps) {
  const { t } = useWords();
  const undo = useUndo(actions);
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const [snoozing, setSnoozing] = useState<string | null>(null);
  const tasks = view ? groups.flatMap((group) => view[group]) : [];
  const rove = useRove(tasks.map((task) => task.id));

  const settle = async (task: Task) => {
    setLeaving((before) => new Set(before).add(task.id));
    await undo.settle(task);
    setLeaving((before) => new Set([...before].filter((id) => id !== task.id)));
  };
  const takeBack = () => undo.undo(view?.done[0]);
  useScreenKeys((key, event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-task]') : null;
    const task = tasks.find(({ id }) => id === row?.dataset.task);
    if (key === 'arrowdown') rove.step(1);
    else if (key === 'arrowup') rove.step(-1);
    else if (key === 'z') takeBack();
    else if (key === 's' && task) setSnoozing(task.id);
    else if (key === 'enter' && task?.url && event.target instanceof HTMLInputElement) actions.open(task.url);
    else return;
    event.preventDefault();
  });

  const row = (task: Task) => (
    <TaskRow
      key={task.id}
      task={task}
      clause={clauseSentence(task.clause)}
      current={task.id === rove.current}
      leaving={leaving.has(task.id)}
      snoozing={snoozing === task.id}
      onFocus={() => rove.choose(task.id)}
      onSettle={() => settle(task)}
      onOpen={() => task.url && actions.open(task.url)}
      onSnoozing={(open) => setSnoozing(open ? task.id : null)}
      onSnooze={(until) => undo.snooze(task, until)}
    />
  );
  return (
    <section className={styles.today} aria-label={t('today.title')}>
      <div className={styles.scroll} ref={rove.list}>
        {!view && <Skeleton lines={4} />}
        {view && view.counts.overdue + view.counts.today === 0 && <TodayEmpty next={view.later[0]} />}
        {view &&
          groups.map((group) => (
            <TaskGroup key={group} group={group} tasks={view[group]} count={view.counts[group]} row={row} onAll={onAll} />
          ))}
        {view && view.counts.snoozed > 0 && <p className={styles.snoozed}>{t('today.snoozedCount', { n: view.counts.snoozed })}</p>}
        {view && <DoneList tasks={view.done} count={view.counts.done} onReopen={undo.reopen} />}
      </div>
      {storeCodeOf(undo.last?.fault) && <StoreFault fault={undo.last?.fault} />}
      <LastMove move={undo.last} onUndo={takeBack} />
    </section>
  );
}
