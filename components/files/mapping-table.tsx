import { useId } from 'react';
import { useWords } from '@/components/words';
import { type FileField, fileFields } from '@/lib/files/field';
import type { FileView } from '@/lib/files/view';
import styles from './files.module.css';

interface Props {
  view: Pick<FileView, 'columns' | 'first' | 'headerLine'>;
  fields: readonly (FileField | null)[];
  /** Missing = the columns are only shown. */
  onField?: (column: number, field: FileField | null) => void;
}

/** The first rows of a file as they were read: a wrong file or encoding shows itself. Above each column, what it is taken for. */
export function MappingTable({ view, fields, onField }: Props) {
  const { t } = useWords();
  const id = useId();
  const named = (column: number) => view.columns[column] || t('files.column', { n: column + 1 });
  return (
    <section className={styles.preview} aria-labelledby={id}>
      <table>
        <caption id={id} className="heard">
          {t('files.first', { n: view.first.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.line}>
              {view.headerLine}
            </th>
            {view.columns.map((_, column) => (
              // What a column is called says nothing about which it is: its place is its key.
              <th key={named(column) + String(column)} scope="col" className={onField && !fields[column] ? styles.unused : undefined}>
                <span id={`${id}-${column}`}>{named(column)}</span>
                {onField && (
                  <select
                    className={styles.field}
                    aria-label={t('files.fieldOf', { column: named(column) })}
                    value={fields[column] ?? ''}
                    onChange={(event) => onField(column, fileFields.find((field) => field === event.target.value) ?? null)}
                  >
                    <option value="">{t('files.field.none')}</option>
                    {fileFields.map((field) => (
                      <option key={field} value={field}>
                        {t(`files.field.${field}`)}
                      </option>
                    ))}
                  </select>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.first.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row" className={styles.line}>
                {line}
              </th>
              {cells.map((cell, column) => (
                <td key={named(column) + String(column)} className={onField && !fields[column] ? styles.unused : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
