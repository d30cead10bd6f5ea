import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Sign } from '@/components/sign';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import type { TaskRow } from '@/lib/store/view';
import styles from './done-list.module.css';
import { taskEvidence, taskTitle } from './task-words';

interface Props {
  tasks: readonly TaskRow[];
  /** Of all, for the list is cut. */
  count: number;
  onReopen: (task: TaskRow) => void;
}

/** What was settled today, how it was proved, and the way back. */
export function DoneList({ tasks, count, onReopen }: Props) {
  const words = useWords();
  const { t } = words;
  if (count === 0) return null;
  return (
    <details
      className={styles.done}
      onToggle={({ currentTarget }) => currentTarget.open && currentTarget.scrollIntoView({ block: 'nearest' })}
    >
      <summary className={styles.summary}>{t('today.done', { n: count })}</summary>
      <ul>
        {tasks.map((task) => {
          const title = taskTitle(task, words);
          return (
            <li key={task.id} className={styles.row}>
              <span className={styles.sign}>
                <Sign kind="pass" size={14} />
              </span>
              <div>
                <p>{title}</p>
                <p className={styles.how}>
                  {taskEvidence(task, true, t)} · <TimeText iso={task.movedAt} as="at" />
                </p>
              </div>
              <Button look="quiet" onClick={() => onReopen(task)} aria-label={t('today.undoOne', { task: title })}>
                <Icon name="undo" />
                {t('undo')}
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
