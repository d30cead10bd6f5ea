import { browser } from 'wxt/browser';
import { getMeta } from '@/lib/store/database';
import { type Locale, locales, pickLocale } from '@/lib/text/text';

/** The best fit for the browser's own language, then for those its pages are asked for in. */
export const browserLocale = (): Locale => pickLocale([browser.i18n.getUILanguage(), ...navigator.languages]);

/** The language of the product: chosen by the user, else the browser's. */
export async function chosenLocale(): Promise<Locale> {
  const chosen = await getMeta('locale');
  return locales.find((locale) => locale === chosen) ?? browserLocale();
}
