import type { Page } from '@playwright/test';

/** From now on the worker is woken so often, through a page of ours. It sets the alarm itself only where there is none. */
export function beat(ours: Page, periodInMinutes: number): Promise<void> {
  return ours.evaluate((minutes) => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: { create(name: string, how: object): Promise<void> } } }).chrome;
    return alarms.create('tick', { periodInMinutes: minutes });
  }, periodInMinutes);
}

/** Never while a test runs: then only a page of ours does anything by itself. */
export const never = 60;
/** Minutes: over and over. Chromium keeps to it for an extension that is not out of the store. */
export const overAndOver = 0.02;
