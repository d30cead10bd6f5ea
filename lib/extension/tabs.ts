import { browser } from 'wxt/browser';
import type { Drifted } from '@/lib/domain/drift';
import type { Lesson } from '@/lib/domain/lesson';
import type { PageState } from '@/lib/domain/page-state';
import { acceptField, teachSite } from '@/lib/store/act';
import type { ToContent } from './messages';

export interface TabState {
  tabId: number | null;
  /** Its address, where we may know it: on sites that are switched on. */
  url: string | null;
  state: PageState;
}

/** What the active tab of this window shows. A tab without our content script is elsewhere. */
export async function activeTabState(): Promise<TabState> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const tabId = tab?.id ?? null;
  const url = tab?.url ?? null;
  if (tabId === null) return { tabId, url, state: { kind: 'elsewhere' } };
  const state = await tell(tabId, { type: 'page.state' });
  return { tabId, url, state: (state as PageState | undefined) ?? { kind: 'elsewhere' } };
}

/** Calls the listener now and whenever the active tab, or what it shows, changes. */
export function onActiveTabState(listener: (state: TabState) => void): () => void {
  const refresh = () => void activeTabState().then(listener);
  const onMessage = (message: unknown) => {
    if ((message as { type?: unknown } | null)?.type === 'page.changed') refresh();
  };
  const onUpdated = (_id: number, change: { status?: string }) => {
    if (change.status) refresh();
  };
  browser.tabs.onActivated.addListener(refresh);
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.runtime.onMessage.addListener(onMessage);
  refresh();
  return () => {
    browser.tabs.onActivated.removeListener(refresh);
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.runtime.onMessage.removeListener(onMessage);
  };
}

/** Brings the record's field into view on the page and focuses it. */
export async function jump(tabId: number, subject: string, field: string): Promise<void> {
  await tell(tabId, { type: 'page.jump', subject, field });
}

/** Keeps what a label of this tab's site means, and has its page read anew. */
export async function teach(tabId: number, lesson: Lesson): Promise<void> {
  const { url } = await browser.tabs.get(tabId);
  if (!url) return;
  await teachSite(new URL(url).origin, lesson);
  await tell(tabId, { type: 'page.taught' });
}

/** A drifted field is meant to be as it is now: its page is read anew. */
export async function accept(tabId: number, alarm: Drifted): Promise<void> {
  const { url } = await browser.tabs.get(tabId);
  if (!url) return;
  await acceptField(new URL(url).origin, alarm);
  await tell(tabId, { type: 'page.taught' });
}

/** Opens a page that the user asked for. */
export async function openRecord(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/** A tab without our script has nobody to answer: undefined. */
function tell(tabId: number, message: ToContent): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message).catch(() => undefined);
}

export async function openWorkbench(section: string): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('/workbench.html')}#${section}` });
}

/** Where a page that cannot be seen is put right: the workbench's sites, with this page's address to begin with where we may know it. */
export async function stepTo(tabId: number | null): Promise<void> {
  const url = tabId === null ? undefined : (await browser.tabs.get(tabId)).url;
  await openWorkbench(url && /^https?:/.test(url) ? `sites=${encodeURIComponent(url)}` : 'sites');
}

export async function reload(tabId: number | null): Promise<void> {
  if (tabId !== null) await browser.tabs.reload(tabId);
}

/** What Firefox has and the shared types do not name. */
interface FirefoxBrowser {
  sidebarAction: { open(): Promise<void> };
}

/** Opens the side panel of this window. Must be called straight in a click. */
export async function openPanel(): Promise<void> {
  if (import.meta.env.FIREFOX) {
    await (browser as unknown as FirefoxBrowser).sidebarAction.open();
  } else {
    const window = await browser.windows.getCurrent();
    if (window.id !== undefined) await browser.sidePanel.open({ windowId: window.id });
  }
}
