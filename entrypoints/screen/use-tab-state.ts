import { useEffect, useState } from 'react';
import { onActiveTabState, type TabState } from '@/lib/extension/tabs';

/** What the active tab shows; undefined until it was asked. */
export function useTabState(): TabState | undefined {
  const [state, setState] = useState<TabState>();
  useEffect(() => onActiveTabState(setState), []);
  return state;
}
