import type { BlindReason } from '@/lib/domain/observation';
import en from './refusal-words/en.json';
import hans from './refusal-words/zh-Hans.json';
import hant from './refusal-words/zh-Hant.json';

export type Refusal = Extract<BlindReason, 'captcha' | 'signed-out' | 'rate-limited' | 'overloaded'>;

/** What a back office says when it refuses to show its rows. Only asked where they are missing: no good page is searched for words. */
export type RefusalWords = [Refusal, string[]][];

/** The surest first: "try again later" stands beside much else. */
const order: readonly Refusal[] = ['captcha', 'signed-out', 'rate-limited', 'overloaded'];
export const refusalWords: RefusalWords = order.map((reason) => [reason, [en, hans, hant].flatMap((words) => words[reason])]);

/**
 * Why the page shows no rows, by its own short sentences; null where it does not say. A long text or a long page that only speaks of such
 * things (an article, a setting) is none. Runs in the page's tab, by itself: nothing from outside is in reach, and no text leaves it.
 */
export function refusalIn(words: RefusalWords): Refusal | null {
  const longest = 80;
  const most = 20_000;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<Refusal>();
  for (let i = 0; i < most && walker.nextNode(); i++) {
    const text = (walker.currentNode.nodeValue ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
    const parent = walker.currentNode.parentElement;
    if (text.length < 2 || text.length > longest || !parent || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|OPTION)$/.test(parent.tagName)) continue;
    // What can be pressed is an offer, and a link leads to another page: neither says what this one is.
    if (parent.closest('a, button, nav, label, [role="menuitem"]')) continue;
    for (const [reason, phrases] of words) {
      if (!found.has(reason) && phrases.some((phrase) => text.includes(phrase)) && parent.checkVisibility?.() !== false) found.add(reason);
    }
  }
  return words.find(([reason]) => found.has(reason))?.[0] ?? null;
}
