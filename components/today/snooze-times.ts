import { addDays, addHours, isBefore, setHours, startOfDay } from 'date-fns';

export interface SnoozeTime {
  id: 'hour' | 'afternoon' | 'tomorrow';
  until: Date;
}

const hourOf = (day: Date, hour: number) => setHours(startOfDay(day), hour);

/** The ways to put a task off, soonest first (local time). "This afternoon" is 15:00, then 17:00; it is offered while it comes after the hour. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const hour = addHours(now, 1);
  const times: SnoozeTime[] = [{ id: 'hour', until: hour }];
  const afternoon = [15, 17].map((each) => hourOf(now, each)).find((each) => isBefore(hour, each));
  if (afternoon) times.push({ id: 'afternoon', until: afternoon });
  times.push({ id: 'tomorrow', until: hourOf(addDays(now, 1), 10) });
  return times;
}

/** When an own task may be due: later today while that makes sense, tomorrow, a week on (local time). */
export function dueTimes(now: Date): { id: 'today' | 'tomorrow' | 'week'; due: Date }[] {
  const evening = hourOf(now, 18);
  const later = [
    { id: 'tomorrow', due: hourOf(addDays(now, 1), 10) },
    { id: 'week', due: hourOf(addDays(now, 7), 10) },
  ] as const;
  return isBefore(now, evening) ? [{ id: 'today', due: evening }, ...later] : [...later];
}
