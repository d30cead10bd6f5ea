import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { Clock } from '@/lib/text/when';
import { useNow } from './use-now';

const Words = createContext<Clock | null>(null);

/** Gives every component below its language and the moment that times are spoken against. */
export function WordsProvider({ t, locale, now, children }: Omit<Clock, 'now'> & { now?: Date; children: ReactNode }) {
  const ticking = useNow();
  // Fonts, hyphenation and a screen reader's voice follow the language of the document.
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <Words value={{ t, locale, now: now ?? ticking }}>{children}</Words>;
}

export function useWords(): Clock {
  const words = useContext(Words);
  if (!words) throw new Error('Wrap the screen in WordsProvider.');
  return words;
}
