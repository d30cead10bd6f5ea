import Papa from 'papaparse';
import { useId, useMemo } from 'react';
import { useWords } from '@/components/words';
import styles from './ledger-load.module.css';

const lines = 6;
const columns = 6;

/** The first lines of a file as we read them: a wrong file or a wrong encoding shows itself before anything is loaded. */
export function LedgerPreview({ name, text }: { name: string; text: string }) {
  const { t } = useWords();
  const id = useId();
  const { head, rows } = useMemo(() => {
    const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').slice(0, 20_000), { skipEmptyLines: 'greedy', preview: lines });
    const [first = [], ...rest] = data.map((line) => line.slice(0, columns).map((cell) => cell.slice(0, 60)));
    return { head: first, rows: rest };
  }, [text]);
  // What is in a cell says nothing about which column it is, so its place is its key.
  const cells = (line: readonly string[]) => line.map((cell, at) => ({ cell, key: String(at) }));
  return (
    <div className={styles.preview}>
      <p className={styles.hint} id={id}>
        {t('ledger.preview', { name })}
      </p>
      <table aria-labelledby={id}>
        <thead>
          <tr>
            {cells(head).map(({ cell, key }) => (
              <th key={key} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\t')}>
              {cells(row).map(({ cell, key }) => (
                <td key={key}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
