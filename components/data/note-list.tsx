import styles from '@/components/keeping/rejected-list.module.css';
import { TimeText } from '@/components/time-text';
import { usePageful } from '@/components/use-pageful';
import { useWords } from '@/components/words';

export interface NoteRow {
  id: string;
  at: string;
  text: string;
  shopName: string | null;
}

/** What people wrote into the log, newest first. */
export function NoteList({ notes }: { notes: readonly NoteRow[] }) {
  const { t } = useWords();
  const { first, more } = usePageful(notes);
  if (notes.length === 0) return <p>{t('note.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {first.map((note) => (
          <li key={note.id} className={styles.row}>
            <p style={{ whiteSpace: 'pre-wrap' }}>{note.text}</p>
            <p className={styles.who}>
              <TimeText iso={note.at} as="at" />
              {note.shopName && ` · ${note.shopName}`}
            </p>
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}
