import { useWords } from '@/components/words';
import type { Lesson } from '@/lib/domain/lesson';
import { type Recognition, teachable } from '@/lib/domain/recognition';
import { fieldName } from './finding-words';
import styles from './recognition-card.module.css';

interface Props {
  recognition: Recognition;
  onTeach: (lesson: Lesson) => void;
}

const none = '';

/** What was recognised on a page that no adapter knows, by which words, how sure; and what a person says it means instead. */
export function RecognitionCard({ recognition, onTeach }: Props) {
  const { t } = useWords();
  const { noun, fields, unread } = recognition;
  const options = [
    { value: none, label: t('recognition.none') },
    ...teachable[noun].map((field) => ({ value: field as string, label: fieldName(field, t) })),
  ];
  const choice = (label: string, field: string) => (
    <select
      className={styles.choice}
      aria-label={t('recognition.means', { label })}
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
    <section className={styles.card} aria-label={t('recognition.title')}>
      <h3>{t('recognition.title')}</h3>
      <p className={styles.about}>{t('recognition.about')}</p>
      <ul className={styles.rows}>
        {fields.map(({ field, label, reason, confidence }) => (
          <li key={field}>
            <span className={styles.what}>
              <b>{fieldName(field, t)}</b>
              <span className={styles.why}>
                {label ? t('recognition.from', { label }) : t(`recognition.why.${reason}`)} ·{' '}
                {t('recognition.sure', { percent: Math.round(confidence * 100) })}
              </span>
            </span>
            {label !== '' && choice(label, field)}
          </li>
        ))}
      </ul>
      {unread.length > 0 && (
        <details className={styles.unread}>
          <summary>{t('recognition.unread', { n: unread.length })}</summary>
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
