import type { Platform } from '@/lib/domain/platform';

/** The account that a page's words name: '' = the site's own shop, whatever the page's language calls it. Never in the page: the names in twenty languages weigh more than its readers. */
export function accountNamed({ map = {} }: Platform['account'], label: string): string {
  return Object.hasOwn(map, label) ? (map[label] ?? label) : label;
}
