import { type ReactNode, useId } from 'react';
import styles from './part.module.css';

/** One matter of a section: its name, one line on what it does, and the matter itself. */
export function Part({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  );
}
