import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { useWords } from '@/components/words';

interface Props {
  what: string;
  /** What it means. */
  next: string;
  yes: string;
  busy: boolean;
  onYes: () => unknown;
  onNo: () => void;
}

/** Asks once more, in words, before something that cannot be taken back. Escape leaves it; the keyboard stands on leaving it, and goes back to where it came from. */
export function Confirm({ what, next, yes, busy, onYes, onNo }: Props) {
  const { t } = useWords();
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const from = document.activeElement;
    no.current?.focus();
    return () => (from instanceof HTMLElement && from.isConnected ? from.focus() : undefined);
  }, []);
  const keys = (event: KeyboardEvent) => event.key === 'Escape' && onNo();
  const buttons = (
    <div className={form.buttons}>
      <Button disabled={busy} onKeyDown={keys} onClick={onYes}>
        {yes}
      </Button>
      <Button ref={no} look="link" disabled={busy} onKeyDown={keys} onClick={onNo}>
        {t('team.leave')}
      </Button>
    </div>
  );
  return (
    <Notice sign="weakens" next={next} action={buttons}>
      {what}
    </Notice>
  );
}
