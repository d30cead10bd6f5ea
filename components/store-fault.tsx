import type { ReactNode } from 'react';
import { Notice } from './notice';
import { useWords } from './words';

/** The records on this computer could not be read or written: what is the matter, and what to do. */
export function StoreFault({ action }: { action?: ReactNode }) {
  const { t } = useWords();
  return (
    <Notice sign="blocks" next={t('fault.store.next')} action={action}>
      {t('fault.store')}
    </Notice>
  );
}
