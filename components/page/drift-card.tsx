import { Button } from '@/components/button';
import { Sign } from '@/components/sign';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';
import { type Drifted, plainField } from '@/lib/domain/drift';
import type { Lesson } from '@/lib/domain/lesson';
import { type Beside, teachable } from '@/lib/domain/recognition';
import styles from './drift-card.module.css';
import { fieldName } from './finding-words';

interface Props {
  /** Its page's own words are what is read here: a label put right is read and recorded again. */
  isRecognised: boolean;
  drifted: readonly Drifted[];
  /** What the recogniser reads in its place; undefined = still reading, null = nothing. */
  beside: Beside | null | undefined;
  onTeach: (lesson: Lesson) => void;
  onAccept: (alarm: Drifted) => void;
}

/** Fields that are not read where they were: since when, what a person may do, and what the page's own words say in their place. */
export function DriftCard({ isRecognised, drifted, beside, onTeach, onAccept }: Props) {
  const { t } = useWords();
  return (
    <section className={styles.card} aria-label={t('drift.title')}>
      <h3>
        <Sign kind="weakens" size={16} /> {t('drift.title')}
      </h3>
      <p className={styles.about}>{t('drift.about')}</p>
      {!isRecognised && <p className={styles.about}>{t('drift.besideOnly')}</p>}
      <ul className={styles.rows}>
        {drifted.map((alarm) => {
          const field = fieldName(plainField(alarm.field), t);
          return (
            <li key={`${alarm.page} ${alarm.field}`}>
              <p>
                <b>{t(`drift.${alarm.signs.includes('where') ? 'where' : 'looks'}`, { field })}</b>
              </p>
              <p className={styles.about}>
                {t('drift.lastGood')}
                <TimeText iso={alarm.lastGood} as="at" />
              </p>
              <InItsPlace alarm={alarm} beside={beside} onTeach={onTeach} />
              <Button onClick={() => onAccept(alarm)} aria-label={t('drift.acceptOne', { field })}>
                {t('drift.accept')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What the recogniser reads for the field, and the page's labels that a person may say it is called by now. */
function InItsPlace({ alarm, beside, onTeach }: { alarm: Drifted } & Pick<Props, 'beside' | 'onTeach'>) {
  const { t } = useWords();
  const name = plainField(alarm.field);
  const field = fieldName(name, t);
  if (beside === undefined) return <p className={styles.about}>{t('drift.reading')}</p>;
  const read = beside?.fields.find((each) => each.field === name && each.rows > 0);
  const asTaught = name === 'mainPicture' ? 'picture' : name;
  const isTeachable = beside !== null && (teachable[beside.noun] as readonly string[]).includes(asTaught);
  return (
    <>
      <p>
        {read
          ? t('drift.beside', { label: read.label, rows: read.rows, example: read.example, percent: Math.round(read.confidence * 100) })
          : t('drift.besideNothing')}
      </p>
      {isTeachable && beside.unread.length > 0 && (
        <label className={styles.teach}>
          {t('drift.teach', { field })}
          <select value="" onChange={({ target }) => onTeach({ noun: beside.noun, label: target.value, field: asTaught })}>
            <option value="">{t('drift.teach.choose')}</option>
            {beside.unread.map((label) => (
              <option key={label} value={label}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
