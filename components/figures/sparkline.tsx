import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { DayFigure, Figure } from '@/lib/domain/metric';
import { barsOf } from './bars';
import styles from './sparkline.module.css';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

interface Props {
  days: readonly (DayFigure | null)[];
  unit: Figure['unit'];
  /** What the picture says, in words. */
  label: string;
  ref?: Ref<HTMLCanvasElement>;
}

/** Diagonal strokes: "this part nobody saw" must not rest on colour. */
function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.beginPath();
  for (const from of [-6, 0, 6]) {
    pen.moveTo(from, 6);
    pen.lineTo(from + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}

/** Counts up when the system turns light or dark: a canvas follows no style sheet and is drawn anew. */
function useScheme(): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const turn = () => setTurns((before) => before + 1);
    dark.addEventListener('change', turn);
    return () => dark.removeEventListener('change', turn);
  }, []);
  return turns;
}

/** Fourteen days as bars from zero: bars, because a line would run through days of which nothing is known. */
export function Sparkline(props: Props) {
  const scheme = useScheme();
  return <Bars key={scheme} {...props} />;
}

function Bars({ days, unit, label, ref }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useImperativeHandle(ref, () => canvas.current as HTMLCanvasElement);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const style = getComputedStyle(canvas.current);
    const colour = (token: string) => style.getPropertyValue(token).trim();
    const { bars, top } = barsOf(days, unit);
    const last = bars.length - 1;
    const shape = { barPercentage: 0.78, categoryPercentage: 1 };
    const chart = new Chart(context, {
      type: 'bar',
      data: {
        labels: bars.map((_, day) => day),
        datasets: [
          { data: bars.map((bar) => (bar ? bar.unseen : null)), backgroundColor: hatch(context, colour('--muted')), ...shape },
          {
            data: bars.map((bar) => (bar ? bar.seen : null)),
            backgroundColor: bars.map((_, day) => colour(day === last ? '--accent' : '--control')),
            // A true zero is a flat tick on the ground line; an unknown day is nothing at all.
            minBarLength: 2,
            ...shape,
          },
        ],
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        scales: { x: { display: false, stacked: true }, y: { display: false, stacked: true, min: 0, max: top } },
      },
    });
    return () => chart.destroy();
  }, [days, unit]);
  return (
    <div className={styles.sparkline} role="img" aria-label={label}>
      <canvas ref={canvas} />
    </div>
  );
}
