import type { Locale } from './text';

const files = import.meta.glob<Record<string, string>>('../../locales/*/*.json', { eager: true, import: 'default' });

/** All texts of a language in one table: `locales/<locale>/<area>.json`, flat keys that no two areas share. */
export function textsOf(locale: Locale): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [path, part] of Object.entries(files)) if (path.includes(`/locales/${locale}/`)) Object.assign(texts, part);
  return texts;
}
