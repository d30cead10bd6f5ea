import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { FindingLine } from '@/components/page/finding-line';
import { Skeleton } from '@/components/skeleton';
import { StoreFault } from '@/components/store-fault';
import { TimeText } from '@/components/time-text';
import { usePageful } from '@/components/use-pageful';
import { useScreenKeys } from '@/components/use-screen-keys';
import { useWords } from '@/components/words';
import type { Figure } from '@/lib/domain/metric';
import type { BehindRow } from '@/lib/store/view';
import styles from './behind-list.module.css';
import { FigureValue } from './figure-value';
import { coverageText } from './figure-words';
import { readingOf } from './reading';

interface Props {
  figure: Figure;
  load: () => Promise<BehindRow[]>;
  onBack: () => void;
  onOpenUrl: (url: string) => void;
}

/** What a figure was counted from, with its formula: the figure opened up. Esc goes back. */
export function BehindList({ figure, load, onBack, onOpenUrl }: Props) {
  const { t } = useWords();
  const [rows, setRows] = useState<BehindRow[] | { fault: unknown } | undefined>();
  const latest = useRef(load);
  const back = useRef<HTMLButtonElement>(null);
  const read = useCallback(() => {
    latest.current().then(setRows, (fault: unknown) => setRows({ fault }));
  }, []);
  useEffect(() => {
    read();
    back.current?.focus();
  }, [read]);
  useScreenKeys((key) => {
    if (key === 'escape') onBack();
  });
  const list = Array.isArray(rows) ? rows : [];
  const { first, more } = usePageful(list);
  return (
    <section className={styles.behind} aria-label={t(`metric.${figure.metric}`)}>
      <div className={styles.head}>
        <Button ref={back} look="link" onClick={onBack}>
          <Icon name="back" />
          {t('back')}
        </Button>
        <h2>{t(`metric.${figure.metric}`)}</h2>
        <FigureValue metric={figure.metric} reading={readingOf(figure)} />
        <p className={styles.about}>
          {[
            coverageText(figure, t),
            t(`metric.${figure.metric}.about`),
            t('figure.formula', { id: figure.metric, version: figure.version }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {rows === undefined && <Skeleton lines={4} />}
      {rows && 'fault' in rows && (
        <div className={styles.pad}>
          <StoreFault fault={rows.fault} action={<Button onClick={read}>{t('fault.again')}</Button>} />
        </div>
      )}
      {Array.isArray(rows) && rows.length === 0 && <p className={`${styles.pad} ${styles.about}`}>{t('behind.nothing')}</p>}
      {list.length > 0 && (
        <ul className={styles.rows}>
          {first.map((row) => (
            <li key={`${row.subject} ${row.findings[0]?.check ?? ''}`} className={styles.row}>
              <div>
                <p>{row.name ?? t('page.noName')}</p>
                {row.findings
                  .filter(({ result }) => result === 'fail' || result === 'unknown')
                  .map((finding) => (
                    <FindingLine key={finding.check} finding={finding} />
                  ))}
                {row.seenAt && (
                  <p className={styles.seen}>
                    {t('behind.seen')} <TimeText iso={row.seenAt} />
                    {row.fromFile && ` · ${t(`behind.file.${row.fromFile}`)}`}
                  </p>
                )}
              </div>
              {row.url && (
                <Button
                  look="link"
                  onClick={() => row.url && onOpenUrl(row.url)}
                  aria-label={t('behind.openOne', { name: row.name ?? t('page.noName') })}
                >
                  {t('behind.open')}
                  <Icon name="open" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {more && <p className={styles.pad}>{more}</p>}
    </section>
  );
}
