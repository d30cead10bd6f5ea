import type { Translate } from '@/lib/text/text';

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const spoken = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Fills in instants (ISO UTC) as people say them, in the reader's own time zone: `11月24日 14:00`. */
export function withSpokenTimes(t: Translate, locale: string): Translate {
  const say = (value: string | number): string | number =>
    typeof value === 'string' && instant.test(value) ? new Date(value).toLocaleString(locale, spoken) : value;
  return (key, params = {}) => t(key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, say(value)])));
}
