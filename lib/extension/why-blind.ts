import { type Browser, browser } from 'wxt/browser';
import { likelyPage } from '@/lib/adapter/likely';
import { refusalIn, refusalWords } from '@/lib/adapter/refusal';
import type { BlindReason } from '@/lib/domain/observation';
import { database } from '@/lib/store/database';
import { missPage } from '@/lib/store/health';

/**
 * Why nothing is found on a page where it was: a refusal that it says in its own words, or two versions of it that take turns;
 * null = nothing more is known. The words are looked for in the page itself, and only now.
 */
export async function whyBlind(url: string, { tab, frameId = 0 }: Browser.runtime.MessageSender, now: Date): Promise<BlindReason | null> {
  if (tab?.id === undefined) return null;
  const target = { tabId: tab.id, frameIds: [frameId] };
  const [answer] = await browser.scripting.executeScript({ target, func: refusalIn, args: [refusalWords] }).catch(() => []);
  if (answer?.result) return answer.result;
  const { origin } = new URL(url);
  const site = await database().sites.get(origin);
  const page = site && likelyPage(site.platform, url);
  return page && (await missPage(origin, page, now)) ? 'two-versions' : null;
}
