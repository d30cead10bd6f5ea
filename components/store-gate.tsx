import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { storeCodeOf } from '@/lib/domain/store-fault';
import { Button } from './button';
import { StoreFault } from './store-fault';
import { useWords } from './words';

/** The old page may be closed meanwhile: it is tried again by itself. */
const againMs = 2_000;

interface Props {
  open: () => Promise<unknown>;
  /** The screen itself says that the store does not open, and has a way out of it. */
  hasWayOut?: boolean;
  children: ReactNode;
}

/**
 * Why the store does not open, where a screen would wait for it without a word. It takes the screen's place where that would show
 * what this program does not understand, or nothing at all until another page closes.
 */
export function StoreGate({ open, hasWayOut = false, children }: Props) {
  const { t } = useWords();
  const [fault, setFault] = useState<unknown>(null);
  const code = storeCodeOf(fault);
  const isShut = code === 'store-newer' || code === 'store-blocked';
  const ask = useCallback(() => void open().then(() => setFault(null), setFault), [open]);
  useEffect(ask, [ask]);
  useEffect(() => {
    if (!isShut) return;
    const timer = setInterval(ask, againMs);
    return () => clearInterval(timer);
  }, [isShut, ask]);
  const why = <StoreFault fault={fault} action={<Button onClick={ask}>{t('fault.again')}</Button>} />;
  if (isShut) return <main style={{ padding: 12 }}>{why}</main>;
  return (
    <>
      {fault !== null && !hasWayOut && <div style={{ padding: 12 }}>{why}</div>}
      {children}
    </>
  );
}
