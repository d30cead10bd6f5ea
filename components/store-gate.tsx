import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button';
import { StoreFault } from './store-fault';
import { useWords } from './words';

/** An upgrade may just take long, and the old page may be closed meanwhile: it is tried again by itself. */
const againMs = 2_000;

/** In place of a screen that would wait for ever, or show what this program does not understand: why its store does not open. */
export function StoreGate({ open, children }: { open: () => Promise<unknown>; children: ReactNode }) {
  const { t } = useWords();
  const [fault, setFault] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (error: unknown) => {
      setFault(error);
      timer = setTimeout(() => setTurn(turn + 1), againMs);
    };
    open().then(() => setFault(null), later);
    return () => clearTimeout(timer);
  }, [open, turn]);
  if (fault === null) return children;
  return (
    <main style={{ padding: 12 }}>
      <StoreFault fault={fault} action={<Button onClick={() => setTurn(turn + 1)}>{t('fault.again')}</Button>} />
    </main>
  );
}
