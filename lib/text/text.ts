/** Languages of the product, whatever the browser's own language. */
export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

export type Params = Record<string, string | number>;
/** Looks a key up and fills `{name}`; `{n|one|many}` picks by the plural rule of the language. A missing key shows itself. */
export type Translate = (key: string, params?: Params) => string;

/** The best of our languages for a list of preferred ones (`navigator.languages`). */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = localeOf(tag)?.maximize();
    if (language?.language === 'zh') return language.script === 'Hant' ? 'zh-TW' : 'zh-CN';
    if (language?.language === 'en') return 'en';
  }
  return 'en';
}

/** Null where the tag is none: a browser on an odd system hands over what it was given ("C", "zh_CN"). */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null;
  }
}

export function translator(locale: Locale, texts: Readonly<Record<string, string>>): Translate {
  const plural = new Intl.PluralRules(locale);
  return (key, params = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one === undefined) return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
      return (plural.select(Number(value)) === 'one' ? one : many) ?? '';
    });
}
