import { useWords } from '@/components/words';
import type { TaskRow } from '@/lib/store/view';
import { atWords } from '@/lib/text/when';
import { taskTitle } from './task-words';
import styles from './today.module.css';

/** A day with nothing to do: one line and the next thing due. */
export function TodayEmpty({ next }: { next: TaskRow | undefined }) {
  const words = useWords();
  const { t } = words;
  return (
    <p className={styles.empty}>
      {t('today.nothing')}
      {next?.due && <> {t('today.next', { when: atWords(next.due, words), task: taskTitle(next, words) })}</>}
    </p>
  );
}
