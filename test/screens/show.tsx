import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { WordsProvider } from '@/components/words';
import { textsOf } from '@/lib/text/load';
import { type Locale, translator } from '@/lib/text/text';
import { now } from './fixture-tasks';

export const wordsOf = (locale: Locale = 'en') => ({ t: translator(locale, textsOf(locale)), locale, now });

/** Renders within a language, at the fixtures' moment. */
export function show(screen: ReactNode, locale: Locale = 'en') {
  const within = (inner: ReactNode) => <WordsProvider {...wordsOf(locale)}>{inner}</WordsProvider>;
  const shown = render(within(screen));
  return { ...shown, again: (next: ReactNode) => shown.rerender(within(next)) };
}
