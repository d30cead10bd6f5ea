import styles from './skeleton.module.css';
import { useWords } from './words';

const widths = ['72%', '54%', '64%', '40%', '60%', '48%'];

/** Stands where rows will be. Shows after 150 ms, not before. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useWords();
  return (
    <div className={styles.skeleton} role="status">
      <span className="heard">{t('loading')}</span>
      {widths.slice(0, lines).map((width) => (
        <div key={width} className={styles.line} style={{ width }} />
      ))}
    </div>
  );
}
