import { useEffect, useState } from 'react';
import type { Beside } from '@/lib/domain/recognition';
import { readBeside } from '@/lib/extension/beside';
import type { TabState } from '@/lib/extension/tabs';

/** What the recogniser reads on the active tab while an alarm stands there; null = nothing, undefined = not asked. */
export function useBeside(tab: TabState | undefined): Beside | null | undefined {
  const [beside, setBeside] = useState<Beside | null>();
  const tabId = tab?.tabId ?? null;
  const asked = tab?.state.kind === 'seen' && tab.state.drifted ? tab.state.seenAt : null;
  useEffect(() => {
    setBeside(undefined);
    if (tabId === null || asked === null) return;
    let isLeft = false;
    const take = (read: Beside | null) => !isLeft && setBeside(read);
    readBeside(tabId).then(take, () => take(null));
    return () => {
      isLeft = true;
    };
  }, [tabId, asked]);
  return beside;
}
