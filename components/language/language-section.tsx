import { useWords } from '@/components/words';
import { Part } from '@/components/workbench/part';
import { type Locale, locales } from '@/lib/text/text';
import styles from './language-section.module.css';

/** Each language in its own words: whoever got the wrong one must be able to find theirs. */
const names: Record<Locale, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

interface Props {
  chosen: Locale | 'auto' | undefined;
  onChoose: (locale: Locale | 'auto') => unknown;
}

export function LanguageSection({ chosen, onChoose }: Props) {
  const { t, locale } = useWords();
  return (
    <Part title={t('language.title')} about={t('language.about')}>
      <fieldset className={styles.choice}>
        <legend className="heard">{t('language.title')}</legend>
        {(['auto', ...locales] as const).map((each) => (
          <label key={each} lang={each === 'auto' ? undefined : each}>
            <input type="radio" name="language" checked={each === chosen} onChange={() => onChoose(each)} />
            {each === 'auto' ? t('language.auto') : names[each]}
            {each === 'auto' && chosen === 'auto' && <span className={styles.detail}>{t('language.now', { name: names[locale] })}</span>}
          </label>
        ))}
      </fieldset>
    </Part>
  );
}
