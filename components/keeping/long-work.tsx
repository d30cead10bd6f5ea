import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { useSend } from '@/components/use-send';
import { useWords } from '@/components/words';
import styles from './keeping.module.css';

/** How far long work is, and how it is stopped. */
export interface Work {
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** One piece of long work at a time: its progress, its end, and a way to stop it. */
export function useLongWork<T>(failed: T, stopped: T) {
  const { busy, answer, fault, send, forget } = useSend<T>(failed);
  const [share, setShare] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  return {
    busy,
    answer,
    fault,
    share,
    forget,
    stop: () => stop.current?.abort(),
    start: (run: (work: Work) => Promise<T>): Promise<T> => {
      const control = new AbortController();
      stop.current = control;
      setShare(null);
      const onProgress = (done: number, total: number) => setShare(total > 0 ? done / total : null);
      return send(() =>
        run({ onProgress, signal: control.signal }).catch((error: unknown) => {
          if (control.signal.aborted) return stopped;
          throw error;
        }),
      );
    },
  };
}

export function Progress({ label, share, onStop }: { label: string; share: number | null; onStop: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.progress}>
      <progress aria-label={label} {...(share === null ? {} : { value: share, max: 1 })} />
      <span role="status">{share === null ? label : `${label} ${Math.floor(share * 100)}%`}</span>
      <Button look="link" onClick={onStop}>
        {t('keep.stop')}
      </Button>
    </div>
  );
}
