import { type ReactNode, useId } from 'react';
import { Button } from '@/components/button';
import { useWords } from '@/components/words';
import type { TaskRow } from '@/lib/store/view';
import styles from './today.module.css';

interface Props {
  group: 'overdue' | 'today' | 'later';
  tasks: readonly TaskRow[];
  /** Of all; the list may be cut. */
  count: number;
  row: (task: TaskRow) => ReactNode;
  onAll?: () => void;
}

export function TaskGroup({ group, tasks, count, row, onAll }: Props) {
  const { t } = useWords();
  const id = useId();
  if (count === 0) return null;
  const rest = count - tasks.length;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 id={id} className={`${styles.head} ${group === 'overdue' ? styles.late : ''}`}>
        {t(`today.${group}`, { n: count })}
      </h2>
      <ul>{tasks.map(row)}</ul>
      {rest > 0 && (
        <p className={styles.more}>
          {t('today.rest', { n: rest })}{' '}
          {onAll && (
            <Button look="link" onClick={onAll}>
              {t('today.all')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
