import type { ReactNode } from 'react';
import styles from './notice.module.css';
import { Sign } from './sign';

interface Props {
  sign: 'blocks' | 'weakens' | 'pass' | 'unknown';
  /** What is the matter. */
  children: ReactNode;
  /** What to do about it. */
  next?: ReactNode;
  action?: ReactNode;
}

/** One sentence and its next step, where the thing happened: it stays until it is no longer true. */
export function Notice({ sign, children, next, action }: Props) {
  return (
    <div className={`${styles.notice} ${styles[sign]}`} role={sign === 'blocks' ? 'alert' : 'status'}>
      <span className={styles.sign}>
        <Sign kind={sign} size={16} />
      </span>
      <p>{children}</p>
      {next && <p className={styles.next}>{next}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
