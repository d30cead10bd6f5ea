import { useRef, useState } from 'react';
import styles from './clause-tag.module.css';
import { Floating } from './floating';
import { useWords } from './words';

/** The clause a task comes from: its number, on hover or focus its sentence. Esc puts it away. */
export function ClauseTag({ id, sentence, tabIndex }: { id: string; sentence: string; tabIndex?: number }) {
  const { t } = useWords();
  const self = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  const hide = () => setOpen(false);
  return (
    <button
      ref={self}
      type="button"
      className={styles.tag}
      tabIndex={tabIndex}
      aria-label={t('clause.label', { id, sentence })}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={show}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        hide();
      }}
    >
      {id}
      {/* A child in React's tree, so that the pointer may move onto it; in the document it stands at the end of the body. */}
      {open && self.current && (
        <Floating anchor={self.current} role="tooltip" className={styles.tip}>
          <span className={styles.id}>{t('clause.title', { id })}</span> {sentence}
        </Floating>
      )}
    </button>
  );
}
