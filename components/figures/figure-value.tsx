import { Sign } from '@/components/sign';
import { useWords } from '@/components/words';
import styles from './figure-tile.module.css';
import type { Reading } from './reading';

/** The figure at 24 px: a share with its counts, counts alone where they are few, and what nobody could see as a sign with its reason, never as 0. */
export function FigureValue({ metric, reading }: { metric: string; reading: Reading }) {
  const { t } = useWords();
  if (reading.kind === 'unknown') {
    return (
      <>
        <p className={styles.unknown}>
          <Sign kind="unknown" size={24} />
          {t('severity.unknown')}
        </p>
        <p className={styles.note}>{t(`metric.${metric}.unknown`)}</p>
      </>
    );
  }
  if (reading.kind === 'count') return <p className={styles.value}>{t('figure.count', { n: reading.count })}</p>;
  const counts = t('figure.counts', { numerator: reading.numerator, denominator: reading.denominator });
  if (reading.kind === 'few') return <p className={styles.value}>{counts}</p>;
  return (
    <p className={styles.value}>
      <span>
        {reading.percent}
        <small>%</small>
      </span>
      <span className={styles.counts}>{counts}</span>
    </p>
  );
}
