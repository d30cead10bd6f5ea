import type { ReactNode } from 'react';
import { storeCodeOf } from '@/lib/domain/store-fault';
import { Notice } from './notice';
import { useWords } from './words';

/** The records on this computer could not be read or written: what is the matter, by the error that came, and what to do. `children`: what did not come about. */
export function StoreFault({ fault, children, action }: { fault: unknown; children?: string; action?: ReactNode }) {
  const { t } = useWords();
  const code = storeCodeOf(fault) ?? 'store-closed';
  return (
    <Notice sign="blocks" next={t(`fault.${code}.next`)} action={action}>
      {[children, t(`fault.${code}`)].filter(Boolean).join(t('list.stop'))}
    </Notice>
  );
}
