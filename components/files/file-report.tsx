import { Button } from '@/components/button';
import form from '@/components/form.module.css';
import { Notice } from '@/components/notice';
import { usePageful } from '@/components/use-pageful';
import { useWords } from '@/components/words';
import type { FileReport } from '@/lib/file-desk';
import type { RowFault } from '@/lib/files/read-row';
import type { Translate } from '@/lib/text/text';
import styles from './files.module.css';

const lists = ['refused', 'doubled', 'unread'] as const;

const sentence = (t: Translate, { line, code, column, value }: RowFault): string =>
  [t('files.line', { n: line }), column, value, t(`files.row.${code}`)].filter((part) => part !== '').join(' · ');

/** Lines that a spreadsheet takes as columns: what was not taken, and why. */
const asText = (t: Translate, report: FileReport): string =>
  lists
    .flatMap((list) => report[list].first.map(({ line, column, value, code }) => [line, column, value, t(`files.row.${code}`)].join('\t')))
    .join('\n');

interface Props {
  report: FileReport;
  shop: string;
  onCopyText: (text: string) => Promise<void> | void;
  onAgain: () => void;
}

/** What came of an import: how many, and each row that was not taken with its reason. */
export function FileReportView({ report, shop, onCopyText, onAgain }: Props) {
  const { t } = useWords();
  const { added, changed, unchanged, doubled, refused, unread } = report;
  const isWhole = refused.count + doubled.count + unread.count === 0;
  return (
    <>
      <Notice sign={isWhole ? 'pass' : 'weakens'} next={t(added + changed > 0 ? 'files.done.next' : 'files.done.nothing')}>
        {t('files.done', {
          shop,
          n: added + changed + unchanged,
          added,
          changed,
          unchanged,
          doubled: doubled.count,
          refused: refused.count,
        })}
      </Notice>
      {lists.map(
        (list) => report[list].count > 0 && <Faults key={list} title={t(`files.${list}`, { n: report[list].count })} {...report[list]} />,
      )}
      <div className={form.buttons}>
        <Button onClick={onAgain}>{t('files.again')}</Button>
        {!isWhole && <Button onClick={() => onCopyText(asText(t, report))}>{t('files.copy')}</Button>}
      </div>
    </>
  );
}

function Faults({ title, count, first }: { title: string; count: number; first: readonly RowFault[] }) {
  const { t } = useWords();
  const { first: shown, more } = usePageful(first, 10);
  return (
    <section className={styles.faults}>
      <h3>{title}</h3>
      <ul>
        {shown.map((fault) => (
          <li key={`${fault.line} ${fault.column} ${fault.code}`}>{sentence(t, fault)}</li>
        ))}
      </ul>
      {more}
      {count > first.length && <p className={styles.hint}>{t('files.beyond', { n: count - first.length })}</p>}
    </section>
  );
}
