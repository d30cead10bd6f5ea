import { eventName } from '@/components/event-name';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import type { RejectedRow } from '@/lib/store/view';
import styles from './rejected-list.module.css';

/** What the server would not take: what we said, what it answered, and what to do about it. Nothing here is lost, and it holds up nothing else. */
export function RejectedList({ rows }: { rows: readonly RejectedRow[] }) {
  const { t } = useWords();
  if (rows.length === 0) return <p>{t('rejected.none')}</p>;
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id} className={styles.row}>
          <p className={styles.side}>
            <span className={styles.who}>{t('rejected.here')}</span>
            <span>
              {eventName(row.type, t)} · <TimeText iso={row.at} as="at" />
            </span>
          </p>
          <p className={styles.side}>
            <span className={styles.who}>{t('rejected.server')}</span>
            <span>
              {t(`rejected.${row.code}`)}
              {row.message && t('api.said', { message: row.message })}
            </span>
          </p>
          <p className={styles.side}>
            <span className={styles.who}>{t('rejected.next')}</span>
            <span>{t(`rejected.${row.code}.next`)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
