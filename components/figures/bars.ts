import type { DayFigure, Figure } from '@/lib/domain/metric';
import { dayReading } from './reading';

/** One day of a sparkline: its value, of which `unseen` rests on what nobody saw. null = nothing known: a gap. */
export type Bar = { seen: number; unseen: number } | null;

/** Height is the value, from zero; the hatched foot is the share of it that was not seen. A share stands against 1, a count against the highest day. */
export function barsOf(days: readonly (DayFigure | null)[], unit: Figure['unit']): { bars: Bar[]; top: number } {
  const bars = days.map((day): Bar => {
    const reading = dayReading(day, unit);
    if (!day || reading.kind === 'unknown') return null;
    const value = reading.kind === 'count' ? reading.count : reading.denominator ? reading.numerator / reading.denominator : 0;
    const blind = day.all > day.known ? (day.all - day.known) / day.all : 0;
    return { seen: value * (1 - blind), unseen: value * blind };
  });
  const highest = Math.max(0, ...bars.map((bar) => (bar ? bar.seen + bar.unseen : 0)));
  return { bars, top: unit === 'share' ? 1 : Math.max(1, highest) };
}
