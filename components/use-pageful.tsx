import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { useWords } from './words';

/** The beginning of a long list, and the button that shows the next so many; null where all of it is shown. */
export function usePageful<T>(rows: readonly T[], size = 50): { first: readonly T[]; more: ReactNode } {
  const { t } = useWords();
  const [shown, setShown] = useState(size);
  const rest = rows.length - shown;
  const more =
    rest > 0 ? (
      <Button look="link" onClick={() => setShown(shown + size)}>
        {t('list.more', { n: Math.min(rest, size) })}
      </Button>
    ) : null;
  return { first: rows.slice(0, shown), more };
}
