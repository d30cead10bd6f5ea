import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Menu } from '@/components/menu';
import { Sign } from '@/components/sign';
import { useWords } from '@/components/words';
import type { DayFigure, Figure } from '@/lib/domain/metric';
import { figurePicture } from './figure-picture';
import styles from './figure-tile.module.css';
import { FigureValue } from './figure-value';
import { coverageText, deltaText, readingText, suspectText, trendCsv, trendLabel } from './figure-words';
import { deltaOf, readingOf, turnOf } from './reading';
import { Sparkline } from './sparkline';
import { TrendTable } from './trend-table';

export interface CopyActions {
  onCopyText: (text: string) => unknown;
  onCopyPicture: (picture: Blob) => unknown;
}

interface Props extends CopyActions {
  figure: Figure;
  /** Oldest first; undefined = not read yet. */
  days: readonly (DayFigure | null)[] | undefined;
  asTable: boolean;
  onTable: () => void;
  /** Opens the rows the figure was counted from. */
  onOpen: () => void;
}

type Choice = 'table' | 'csv' | 'picture';

export function FigureTile({ figure, days, asTable, onTable, onOpen, onCopyText, onCopyPicture }: Props) {
  const { t, locale, now } = useWords();
  const more = useRef<HTMLButtonElement>(null);
  const bars = useRef<HTMLCanvasElement>(null);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const { metric, unit } = figure;
  const label = t(`metric.${metric}`);
  const reading = readingOf(figure);
  const delta = days ? deltaOf(days, unit) : null;
  const half = Math.floor((days?.length ?? 0) / 2);
  const coverage = coverageText(figure, t);
  const choices: Choice[] = asTable || !days ? ['table', 'csv'] : ['table', 'csv', 'picture'];

  const pick = async (choice: Choice) => {
    if (choice === 'table') return onTable();
    try {
      if (choice === 'csv') await onCopyText(trendCsv(metric, days ?? [], unit, now));
      else if (bars.current) {
        const notes = [
          coverage,
          figure.suspect ? suspectText(figure.suspect, { t, locale, now }) : '',
          deltaText(delta, unit, half, t),
        ].filter(Boolean);
        const picture = await figurePicture(bars.current, { title: label, value: readingText(reading, t), notes });
        if (picture) await onCopyPicture(picture);
      }
      setSaid('figure.copied');
    } catch {
      setSaid('figure.notCopied');
    }
  };
  return (
    <article className={`${styles.tile} ${asTable ? styles.wide : ''}`}>
      <div className={styles.head}>
        <h3>
          <button type="button" className={styles.name} title={t('figure.open')} onClick={onOpen}>
            {label}
          </button>
        </h3>
        <Button
          ref={more}
          look="quiet"
          icon
          className={styles.more}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={t('figure.more', { label })}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" />
        </Button>
        {open && more.current && (
          <Menu
            anchor={more.current}
            label={t('figure.more', { label })}
            items={choices.map((value) => ({
              value,
              label: t(value === 'table' && asTable ? 'figure.chart' : `figure.${value}`),
              detail: value === 'table' ? 'T' : undefined,
            }))}
            onPick={pick}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
      <FigureValue metric={metric} reading={reading} />
      {days && !asTable && <Sparkline ref={bars} days={days} unit={unit} label={trendLabel(label, days, unit, t, locale)} />}
      {days && asTable && (
        <div className={styles.table}>
          <TrendTable label={label} days={days} unit={unit} />
        </div>
      )}
      {days && reading.kind !== 'unknown' && (
        <p className={`${styles.note} ${styles.delta} ${delta ? styles[turnOf(metric, delta)] : ''}`}>
          {delta && <Icon name={delta.direction === 'up' ? 'up' : delta.direction === 'down' ? 'fall' : 'level'} />}
          {deltaText(delta, unit, half, t)}
        </p>
      )}
      {coverage && <p className={styles.note}>{coverage}</p>}
      {figure.suspect && (
        <p className={`${styles.note} ${styles.suspect}`}>
          <Sign kind="weakens" size={12} /> {suspectText(figure.suspect, { t, locale, now })}
        </p>
      )}
      <p className={styles.note} role="status">
        {said && t(said)}
      </p>
    </article>
  );
}
