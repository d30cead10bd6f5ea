import { useWords } from '@/components/words';
import type { DayFigure, Figure } from '@/lib/domain/metric';
import { dayWords } from '@/lib/text/when';
import { dayAt, readingText } from './figure-words';
import { dayReading } from './reading';
import styles from './trend-table.module.css';

interface Props {
  label: string;
  days: readonly (DayFigure | null)[];
  unit: Figure['unit'];
}

/** The table behind a chart, newest day first. */
export function TrendTable({ label, days, unit }: Props) {
  const { t, locale, now } = useWords();
  const rows = days.map((day, at) => ({ day, date: dayAt(days, at, now) })).reverse();
  return (
    <table className={styles.table}>
      <caption className="heard">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t('trend.day')}</th>
          <th scope="col" className={styles.number}>
            {t('trend.value')}
          </th>
          <th scope="col" className={styles.number}>
            {t('trend.coverage')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ day, date }) => {
          const reading = dayReading(day, unit);
          const unknown = reading.kind === 'unknown';
          return (
            <tr key={date} className={unknown ? styles.unknown : undefined}>
              <th scope="row">{dayWords(date, locale)}</th>
              <td className={styles.number}>{readingText(reading, t)}</td>
              <td className={styles.number}>
                {day && !unknown && day.all > 0 ? t('figure.counts', { numerator: day.known, denominator: day.all }) : '–'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
