import '@/lib/extension/jitless';
import '@/components/tokens.css';
import { liveQuery } from 'dexie';
import { useLiveQuery } from 'dexie-react-hooks';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { FaultBoundary } from '@/components/fault-boundary';
import { WordsProvider } from '@/components/words';
import { backUpWhileOpen } from '@/lib/extension/backup';
import { browserLocale, chosenLocale } from '@/lib/extension/language';
import { liveWhileOpen } from '@/lib/extension/live';
import { guardStore } from '@/lib/extension/store-guard';
import { syncWhileOpen } from '@/lib/extension/sync';
import { textsOf } from '@/lib/text/load';
import { translator } from '@/lib/text/text';

/** One of our pages: painted at once in the browser's language, then in the chosen one, which may change while it is open. */
export function startScreen(screen: ReactNode): void {
  guardStore();
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Screen>{screen}</Screen>);
  liveWhileOpen();
  backUpWhileOpen();
  syncWhileOpen((query, next) => liveQuery(query).subscribe({ next, error: () => undefined }));
}

function Screen({ children }: { children: ReactNode }) {
  const locale = useLiveQuery(() => chosenLocale().catch(() => null)) ?? browserLocale();
  return (
    <WordsProvider t={translator(locale, textsOf(locale))} locale={locale}>
      <FaultBoundary>{children}</FaultBoundary>
    </WordsProvider>
  );
}
