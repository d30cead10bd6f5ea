import type { ReactNode } from 'react';
import { FaultBoundary } from '@/components/fault-boundary';
import { useWords } from '@/components/words';
import styles from './workbench-frame.module.css';

export const sections = ['today', 'journal', 'sites', 'files', 'data', 'keeping', 'connection', 'team', 'language'] as const;
export type Section = (typeof sections)[number];

/** `#sites`, or `#sites=https%3A%2F%2Fshop.example` with an address to begin with. */
export function sectionAt(hash: string): { section: Section; start: string } {
  const [name = '', start = ''] = hash.replace(/^#/, '').split('=', 2);
  const section = sections.find((each) => each === name) ?? 'today';
  try {
    return { section, start: decodeURIComponent(start) };
  } catch {
    return { section, start: '' };
  }
}

/** The workbench's one frame: where one can go on the left, one section beside it. Links are real: back and reload work. */
export function WorkbenchFrame({ section, children }: { section: Section; children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className={styles.frame}>
      <div className={styles.side}>
        <nav className={styles.nav} aria-label={t('workbench')}>
          <p className={styles.product}>
            <img src="/icon/48.png" alt="" width="24" height="24" />
            <b>{t('product')}</b>
          </p>
          <ul>
            {sections.map((each) => (
              <li key={each}>
                <a className={styles.item} href={`#${each}`} aria-current={each === section ? 'page' : undefined}>
                  {t(`workbench.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <main className={styles.main}>
        <h1>{t(`workbench.${section}`)}</h1>
        <FaultBoundary key={section}>{children}</FaultBoundary>
      </main>
    </div>
  );
}
