import type { Page } from '@playwright/test';

interface Noted {
  n: number;
  change: number;
}

/** What the extension noted of its database outside of it; null where it has noted nothing. */
export function sentinelOf(extensionPage: Page): Promise<Noted | null> {
  return extensionPage.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { storage: { local: { get(key: string): Promise<{ sentinel?: Noted }> } } } };
    return (await chrome.storage.local.get('sentinel')).sentinel ?? null;
  });
}
