import { differenceInCalendarDays, differenceInMinutes, isValid, parseISO } from 'date-fns';
import type { Locale, Translate } from './text';

/** What a time is spoken against: the moment of reading, in the reader's own time zone. */
export interface Clock {
  now: Date;
  locale: Locale;
  t: Translate;
}

const part = (at: Date, locale: Locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(at);
const hour = (at: Date, locale: Locale) => part(at, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function day(at: Date, { now, locale }: Clock): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return part(at, locale, { month: 'short', day: 'numeric', ...year });
}

/** A moment as people say it: `14:00`, `明天 10:00`, `周五 10:00`, `11月30日 10:00`. Takes ISO UTC. */
export function atWords(iso: string, clock: Clock): string {
  const at = parseISO(iso);
  if (!isValid(at)) return clock.t('when.unknown');
  const time = hour(at, clock.locale);
  const days = differenceInCalendarDays(at, clock.now);
  if (days === 0) return time;
  if (days === 1) return clock.t('when.tomorrow', { time });
  if (days === -1) return clock.t('when.yesterday', { time });
  // A weekday alone is clear for the days ahead of us only: last Friday gets its date.
  const name = days > 1 && days < 7 ? part(at, clock.locale, { weekday: 'short' }) : day(at, clock);
  return `${name} ${time}`;
}

/** A deadline: like `atWords`, once it is over how long ago that was (`迟 20 分`). */
export function dueWords(iso: string, clock: Clock): string {
  const at = parseISO(iso);
  if (!isValid(at)) return clock.t('when.unknown');
  const minutes = differenceInMinutes(clock.now, at);
  if (clock.now < at) return atWords(iso, clock);
  if (minutes < 1) return clock.t('when.dueNow');
  if (minutes < 60) return clock.t('when.late.minutes', { n: minutes });
  if (minutes < 24 * 60) return clock.t('when.late.hours', { n: Math.floor(minutes / 60) });
  return clock.t('when.late.days', { n: Math.floor(minutes / (24 * 60)) });
}

/** Something that happened: `刚刚`, `3 分钟前`, `2 小时前`, `昨天 18:20`, `11月20日 18:20`. A clock that runs ahead says `刚刚`. */
export function agoWords(iso: string, clock: Clock): string {
  const at = parseISO(iso);
  if (!isValid(at)) return clock.t('when.unknown');
  const minutes = differenceInMinutes(clock.now, at);
  if (minutes < -5) return atWords(iso, clock);
  if (minutes < 1) return clock.t('when.justNow');
  if (minutes < 60) return clock.t('when.minutesAgo', { n: minutes });
  if (differenceInCalendarDays(clock.now, at) === 0) return clock.t('when.hoursAgo', { n: Math.floor(minutes / 60) });
  return atWords(iso, clock);
}

/** The exact instant with its time zone, for the title of every spoken time. */
export function exactTime(iso: string, locale: Locale): string {
  const at = parseISO(iso);
  if (!isValid(at)) return iso;
  return part(at, locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** A calendar day (`YYYY-MM-DD`) as people say it: `11月24日`, with its year where asked. It is no instant: no time zone may move it. */
export function dayWords(date: string, locale: Locale, year?: 'numeric'): string {
  const at = new Date(`${date}T12:00:00Z`);
  return isValid(at) ? part(at, locale, { year, month: 'short', day: 'numeric', timeZone: 'UTC' }) : date;
}
