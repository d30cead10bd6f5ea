import { browser } from 'wxt/browser';
import { todayView } from '@/lib/store/read';

/** The number on the toolbar icon: what is overdue. Nothing overdue, nothing shown. */
export async function showOverdue(now: Date): Promise<void> {
  const { counts } = await todayView(now);
  await browser.action.setBadgeText({ text: counts.overdue ? String(counts.overdue) : '' });
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
}
