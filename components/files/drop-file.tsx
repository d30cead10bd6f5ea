import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import styles from './files.module.css';

interface Props {
  /** Name of the place, for those who do not see it. */
  label: string;
  pick: string;
  hint: string;
  onFile: (file: File) => void;
}

/** Where a table file is chosen, or dropped. */
export function DropFile({ label, pick, hint, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file) onFile(file);
    // The same file may be chosen again, once it has been mended.
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <section
      aria-label={label}
      className={`${styles.drop} ${over ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv"
        hidden
        onChange={(event) => take(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{pick}</Button>
      <p className={styles.hint}>{hint}</p>
    </section>
  );
}
