import { getMeta } from '@/lib/store/database';
import { type Locale, locales, pickLocale } from '@/lib/text/text';

/** The language of the product: chosen by the user, else the best fit for the browser's. */
export async function chosenLocale(): Promise<Locale> {
  const chosen = await getMeta('locale');
  return locales.find((locale) => locale === chosen) ?? pickLocale(navigator.languages);
}
