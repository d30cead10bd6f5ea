import { Button } from '@/components/button';
import { useWords } from '@/components/words';
import { atWords } from '@/lib/text/when';
import styles from './last-move.module.css';
import { taskTitle } from './task-words';
import type { LastMove as Move } from './use-undo';

/** What was just done, and its undo. It stays until the next move; the same is found again under "done today". */
export function LastMove({ move, onUndo }: { move: Move | null; onUndo: () => void }) {
  const words = useWords();
  const { t } = words;
  const params = move && {
    task: taskTitle(move.task, words),
    done: t(`move.${move.task.flow}.settle`),
    when: move.until ? atWords(move.until.toISOString(), words) : '',
  };
  return (
    <div className={styles.last} role="status">
      {move && params && (
        <>
          <span className={styles.text} title={params.task}>
            {t(`today.${move.kind}`, params)}
          </span>
          {(move.kind === 'settled' || move.kind === 'snoozed') && (
            <Button look="link" onClick={onUndo} title="Z">
              {t('undo')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
