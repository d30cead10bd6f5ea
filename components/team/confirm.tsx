import { useEffect, useRef } from 'react';
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

/** Asks once more, in words, before something that cannot be taken back. Escape leaves it; leaving it is where the keyboard stands. */
export function Confirm({ what, next, yes, busy, onYes, onNo }: Props) {
  const { t } = useWords();
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  const buttons = (
    <div className={form.buttons}>
      <Button disabled={busy} onClick={onYes}>
        {yes}
      </Button>
      <Button ref={no} look="link" disabled={busy} onKeyDown={(event) => event.key === 'Escape' && onNo()} onClick={onNo}>
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
