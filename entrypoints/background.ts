import '@/lib/extension/jitless';

import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openDoor } from '@/lib/extension/door';
import { showOverdue } from '@/lib/extension/icon-badge';
import { registerScripts, stopInOpenTabs } from '@/lib/extension/scripts';
import { guardStore } from '@/lib/extension/store-guard';
import { lookAfterLog, syncIfDue, syncSoon } from '@/lib/extension/sync';
import { judgeAgain } from '@/lib/pipeline';
import { database } from '@/lib/store/database';

const say = (error: unknown): void => console.error('tick', error instanceof Error ? error.message : 'failed');

/** Nothing in this worker's memory matters: every wake-up does the same, and each step may be done twice. */
export default defineBackground(() => {
  guardStore();
  openDoor(() => {
    syncSoon();
    void showOverdue(new Date());
  });

  const tick = async () => {
    for (const { id } of await database().shops.toArray()) await judgeAgain(id, ['campaign', 'message'], new Date());
    await showOverdue(new Date());
    // One after the other: looking after the log holds the lock that a sync asks for and doesn't wait for. It goes on when the sync failed.
    await syncIfDue().catch(say);
    await lookAfterLog(new Date());
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === 'tick') void tick().catch(say);
  });
  // Alarms may be gone after a browser's restart: set again at every start.
  void browser.alarms.get('tick').then(async (alarm) => {
    if (!alarm) await browser.alarms.create('tick', { periodInMinutes: 1 });
  });

  browser.permissions.onAdded.addListener(() => void registerScripts());
  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    void registerScripts();
    for (const pattern of origins) void stopInOpenTabs(pattern.replace(/\/\*$/, ''));
  });
  browser.runtime.onInstalled.addListener(() => void registerScripts());
  browser.runtime.onStartup.addListener(() => void tick().catch(say));
  browser.commands?.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.windowId !== undefined) void browser.sidePanel?.open({ windowId: tab.windowId });
  });
});
