import { useWords } from '@/components/words';
import type { Lesson } from '@/lib/domain/lesson';
import { type Reading, teachable } from '@/lib/domain/reading';
import { fieldName } from './finding-words';
import styles from './reading-card.module.css';

interface Props {
  reading: Reading;
  onTeach: (lesson: Lesson) => void;
}

const none = '';

/** What was recognised on a page that no adapter knows, by which words, how sure; and what a person says it means instead. */
export function ReadingCard({ reading, onTeach }: Props) {
  const { t } = useWords();
  const { noun, fields, unread } = reading;
  const options = [
    { value: none, label: t('reading.none') },
    ...teachable[noun].map((field) => ({ value: field as string, label: fieldName(field, t) })),
  ];
  const choice = (label: string, field: string) => (
    <select
      className={styles.choice}
      aria-label={t('reading.means', { label })}
      value={options.some(({ value }) => value === field) ? field : none}
      onChange={({ target }) => onTeach({ noun, label, field: target.value === none ? null : target.value })}
    >
      {options.map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
  return (
    <section className={styles.card} aria-label={t('reading.title')}>
      <h3>{t('reading.title')}</h3>
      <p className={styles.about}>{t('reading.about')}</p>
      <ul className={styles.rows}>
        {fields.map(({ field, label, reason, confidence }) => (
          <li key={field}>
            <span className={styles.what}>
              <b>{fieldName(field, t)}</b>
              <span className={styles.why}>
                {label ? t('reading.from', { label }) : t(`reading.why.${reason}`)} ·{' '}
                {t('reading.sure', { percent: Math.round(confidence * 100) })}
              </span>
            </span>
            {label !== '' && choice(label, field)}
          </li>
        ))}
      </ul>
      {unread.length > 0 && (
        <details className={styles.unread}>
          <summary>{t('reading.unread', { n: unread.length })}</summary>
          <ul className={styles.rows}>
            {unread.map((label) => (
              <li key={label}>
                <span className={styles.what}>{label}</span>
                {choice(label, none)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
