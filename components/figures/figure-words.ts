import { addDays, format } from 'date-fns';
import { plainField } from '@/lib/domain/drift';
import type { DayFigure, Figure } from '@/lib/domain/metric';
import type { Locale, Translate } from '@/lib/text/text';
import { atWords, type Clock, dayWords } from '@/lib/text/when';
import { type Delta, dayReading, type Reading } from './reading';

/** A reading in one line: `82 %（14/17）`, `3/4`, `12`, `看不到`. */
export function readingText(reading: Reading, t: Translate): string {
  if (reading.kind === 'unknown') return t('severity.unknown');
  if (reading.kind === 'count') return t('figure.count', { n: reading.count });
  const counts = t('figure.counts', { numerator: reading.numerator, denominator: reading.denominator });
  return reading.kind === 'few' ? counts : t('figure.share', { percent: reading.percent, counts });
}

/** `覆盖 17/59` where part was not seen; '' where the question does not arise. */
export function coverageText({ known, all, unit }: Pick<Figure, 'known' | 'all' | 'unit'>, t: Translate): string {
  return all > 0 && (known < all || unit === 'share') ? t('figure.coverage', { known, all }) : '';
}

/** `存疑：09:12 之后「价格」读不准`: what the figure counts on is not read where it was. */
export function suspectText({ fields, lastGood }: NonNullable<Figure['suspect']>, clock: Clock): string {
  const { t } = clock;
  const names = fields.map((field) => t(`field.${plainField(field)}`)).join(t('list.comma'));
  return t('figure.suspect', { fields: names, at: atWords(lastGood, clock) });
}

/** Against the same span before, in words: the arrow beside it only repeats the direction. */
export function deltaText(delta: Delta | null, unit: Figure['unit'], days: number, t: Translate): string {
  if (!delta) return t('delta.none', { days });
  if (delta.direction === 'level') return t('delta.level', { days });
  return t(`delta.${delta.direction}.${unit}`, { n: delta.by, days });
}

/** The days behind a picture as CSV: counts, not per cents, and nothing at all in the fields of a day that nobody saw. */
export function trendCsv(metric: string, days: readonly (DayFigure | null)[], unit: Figure['unit'], today: Date): string {
  const head = 'day,metric,numerator,denominator,known,all';
  const rows = days.map((day, at) => {
    if (!day || dayReading(day, unit).kind === 'unknown') return `${day?.day ?? dayAt(days, at, today)},${metric},,,,`;
    return [day.day, metric, day.numerator, day.denominator ?? '', day.known, day.all].join(',');
  });
  return `${[head, ...rows].join('\n')}\n`;
}

/** The date of a day of which nothing is known: counted from a day that is, else back from today. */
export function dayAt(days: readonly (DayFigure | null)[], at: number, today: Date): string {
  const known = days.findIndex((day) => day !== null);
  const anchor = days[known];
  if (!anchor) return format(addDays(today, at - days.length + 1), 'yyyy-MM-dd');
  return new Date(Date.parse(`${anchor.day}T12:00:00Z`) + (at - known) * 86_400_000).toISOString().slice(0, 10);
}

/** What a sparkline shows, for the ear: how many of its days are known, and the last of them. */
export function trendLabel(label: string, days: readonly (DayFigure | null)[], unit: Figure['unit'], t: Translate, locale: Locale): string {
  const known = days.filter((day): day is DayFigure => day !== null);
  const last = known.at(-1);
  if (!last) return t('trend.nothing', { label, days: days.length });
  return t('trend.label', {
    label,
    days: days.length,
    known: known.length,
    day: dayWords(last.day, locale),
    value: readingText(dayReading(last, unit), t),
  });
}
