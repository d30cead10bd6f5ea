import { useId, useRef } from 'react';
import { Button } from '@/components/button';
import { ClauseTag } from '@/components/clause-tag';
import { Icon } from '@/components/icon';
import { Menu } from '@/components/menu';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import type { TaskRow as Task } from '@/lib/store/view';
import { atWords } from '@/lib/text/when';
import { snoozeTimes } from './snooze-times';
import styles from './task-row.module.css';
import { taskEvidence, taskTitle, taskWhy } from './task-words';

interface Props {
  task: Task;
  clause: string;
  /** The one row that Tab reaches; arrows make another one current. */
  current: boolean;
  /** Ticked, and on its way out of the list. */
  leaving: boolean;
  snoozing: boolean;
  onFocus: () => void;
  onSettle: () => void;
  onOpen: () => void;
  onSnoozing: (open: boolean) => void;
  onSnooze: (until: Date) => void;
}

export function TaskRow({ task, clause, current, leaving, snoozing, onFocus, onSettle, onOpen, onSnoozing, onSnooze }: Props) {
  const words = useWords();
  const { t, now } = words;
  const id = useId();
  const later = useRef<HTMLButtonElement>(null);
  const tabIndex = current ? 0 : -1;
  const title = taskTitle(task, words);
  const why = taskWhy(task, words);
  // What has to be looked at first is done where it is looked at.
  const tickable = task.verb === 'settle' || task.verb === 'reopen';
  const late = task.due !== null && new Date(task.due) < now;
  const menu = snoozeTimes(now).map(({ id: time, until }) => ({
    value: until,
    label: t(`snooze.${time}`),
    // The label names the day; seen from its own day a time is the hour alone.
    detail: atWords(until.toISOString(), { ...words, now: until }),
  }));
  return (
    <li className={`${styles.row} ${leaving ? styles.leaving : ''}`} data-current={current} data-task={task.id} onFocus={onFocus}>
      <span className={styles.box}>
        <input
          type="checkbox"
          checked={leaving}
          tabIndex={tabIndex}
          disabled={!tickable}
          title={tickable ? t('today.tick', { done: t(`move.${task.flow}.settle`) }) : t('today.lookFirst')}
          aria-labelledby={id}
          aria-describedby={`${id}-due`}
          onChange={onSettle}
        />
      </span>
      {task.url ? (
        <button type="button" id={id} className={styles.title} title={title} tabIndex={tabIndex} onClick={onOpen}>
          {title}
        </button>
      ) : (
        <span id={id} className={styles.title} title={title}>
          {title}
        </span>
      )}
      <span className={styles.due} id={`${id}-due`}>
        {task.due && <TimeText iso={task.due} as="due" className={late ? styles.late : undefined} />}
      </span>
      <p className={styles.why}>
        {why && `${why} · `}
        <span className={styles.tail}>
          <ClauseTag id={task.clause} sentence={clause} tabIndex={tabIndex} /> · {taskEvidence(task, false, t)}
        </span>
      </p>
      <Button
        ref={later}
        look="quiet"
        icon
        className={styles.later}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={snoozing}
        aria-label={t('today.putOff', { task: title })}
        title={`${t('snooze.title')} (S)`}
        onClick={() => onSnoozing(!snoozing)}
      >
        <Icon name="later" />
      </Button>
      {snoozing && later.current && (
        <Menu anchor={later.current} label={t('snooze.title')} items={menu} onPick={onSnooze} onClose={() => onSnoozing(false)} />
      )}
    </li>
  );
}
