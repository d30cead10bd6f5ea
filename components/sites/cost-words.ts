import type { SiteCost } from '@/lib/store/view';
import type { Locale, Translate } from '@/lib/text/text';
import { dayWords } from '@/lib/text/when';

/** `每看一次约 3 毫秒 · 今天 0.4 秒 · 自 11月20日` of this computer's time; that nothing was measured yet is said, not shown as 0. */
export function costText(cost: SiteCost | undefined, t: Translate, locale: Locale): string {
  if (!cost || cost.looks === 0) return t('site.cost.none');
  const ms = cost.ms / cost.looks;
  const seconds = cost.today / 1000;
  return t('site.cost', {
    ms: ms < 10 ? ms.toFixed(1) : Math.round(ms),
    seconds: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds),
    day: dayWords(cost.since, locale),
  });
}
