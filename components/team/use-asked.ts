import { useCallback, useEffect, useRef, useState } from 'react';
import type { TeamAnswer } from '@/lib/domain/team';

/** What the server answered when it was asked as this part came up, or was asked again; undefined until then. */
export function useAsked<T>(ask: () => Promise<TeamAnswer<T>>) {
  const [answer, setAnswer] = useState<TeamAnswer<T>>();
  const latest = useRef(ask);
  const again = useCallback(async () => {
    setAnswer(await latest.current().catch(() => ({ ok: false, code: 'not-ours' }) as const));
  }, []);
  useEffect(() => void again(), [again]);
  return { answer, again };
}
