import type { Platform } from '@/lib/domain/platform';
import { hostFits } from './match';

/** Whether a page at this host that names no account is one whose shop is unknown. */
export function needsAccount({ absent, unknownOn = [] }: Pick<Platform['account'], 'absent' | 'unknownOn'>, hostname: string): boolean {
  return absent === 'unknown' || hostFits(unknownOn, hostname);
}

/** The account that a page's words name: '' = the site's own shop, whatever the page's language calls it. Never in the page: the names in twenty languages weigh more than its readers. */
export function accountNamed({ map = {} }: Platform['account'], label: string): string {
  return Object.hasOwn(map, label) ? (map[label] ?? label) : label;
}
