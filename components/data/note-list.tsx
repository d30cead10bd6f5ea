import { useState } from 'react';
import { Button } from '@/components/button';
import styles from '@/components/keeping/rejected-list.module.css';
import { TimeText } from '@/components/time-text';
import { useWords } from '@/components/words';

export interface NoteRow {
  id: string;
  at: string;
  text: string;
  shopName: string | null;
}

const pageful = 50;

/** What people wrote into the log, newest first. */
export function NoteList({ notes }: { notes: readonly NoteRow[] }) {
  const { t } = useWords();
  const [shown, setShown] = useState(pageful);
  const rest = notes.length - shown;
  if (notes.length === 0) return <p>{t('note.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {notes.slice(0, shown).map((note) => (
          <li key={note.id} className={styles.row}>
            <p style={{ whiteSpace: 'pre-wrap' }}>{note.text}</p>
            <p className={styles.who}>
              <TimeText iso={note.at} as="at" />
              {note.shopName && ` · ${note.shopName}`}
            </p>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button look="link" onClick={() => setShown(shown + pageful)}>
          {t('list.more', { n: Math.min(rest, pageful) })}
        </Button>
      )}
    </>
  );
}
