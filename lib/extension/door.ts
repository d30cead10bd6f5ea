import { type Browser, browser } from 'wxt/browser';
import { loadAdapters } from '@/lib/adapter/load';
import { hostFits } from '@/lib/adapter/match';
import type { BlindReason } from '@/lib/domain/observation';
import { look } from '@/lib/pipeline';
import { addCost } from '@/lib/store/cost';
import { database, setMeta } from '@/lib/store/database';
import { lookAtResponse } from './answered';
import { answerOf, briefOf } from './brief';
import { putHands, putRecogniser } from './hands';
import { type PageObservedAnswer, type PageOpenedAnswer, type ToBackground, toBackground } from './messages';
import { whyBlind } from './why-blind';

/**
 * The one door for messages to the background. Only our own content scripts may knock, only about the page they are on;
 * whatever else comes in gets no answer. `sender.tab` alone tells nothing: our own pages can be opened in a tab too.
 */
export function openDoor(afterLook: () => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, answer: (value: unknown) => void) => {
    const origin = contentOrigin(sender);
    const parsed = origin === null ? null : toBackground.safeParse(message);
    if (!origin || !parsed?.success) return false;
    handle(parsed.data, origin, sender)
      .then((value) => {
        answer(value);
        if (parsed.data.type !== 'page.observed' && parsed.data.type !== 'page.answered') return;
        afterLook();
        void addCost(origin, { looks: 1 }, new Date()).catch(() => undefined);
      })
      .catch((error: unknown) => {
        console.error('message', parsed.data.type, error instanceof Error ? error.name : 'failed');
        answer({ ok: false, reason: 'store-blocked' satisfies BlindReason, detail: null });
      });
    return true;
  });
}

/** Origin of the page a content script of ours runs on; null for every other sender. */
export function contentOrigin(sender: Browser.runtime.MessageSender): string | null {
  if (sender.id !== browser.runtime.id || !sender.tab || !sender.url) return null;
  const origin = sender.origin ?? new URL(sender.url).origin;
  return /^https?:\/\//.test(origin) ? origin : null;
}

async function handle(message: ToBackground, origin: string, sender: Browser.runtime.MessageSender): Promise<unknown> {
  if (message.type === 'page.opened') return opened(origin, message.url);
  if (message.type === 'layer.placed') return setMeta('layer', message.place);
  if (message.type === 'layer.touched') return putHands(sender);
  if (message.type === 'page.strange') return putRecogniser(sender);
  if (message.type === 'page.changed') return message.ms === undefined ? undefined : addCost(origin, message, new Date());
  const url = message.type === 'page.observed' ? message.observation.url : message.url;
  if (new URL(url).origin !== origin) return { ok: false, reason: 'other-shop', detail: null } satisfies PageObservedAnswer;
  if (message.type === 'page.blind') return whyBlind(url, sender, new Date());
  if (message.type === 'page.answered') return lookAtResponse(message, new Date());
  return answerOf(await look(message.observation, new Date()));
}

async function opened(origin: string, url: string): Promise<PageOpenedAnswer> {
  const site = await database().sites.get(origin);
  if (!site) return { ok: false, reason: 'not-connected' };
  const adapter = loadAdapters().platforms.get(site.platform);
  const { hosts } = adapter?.platform ?? {};
  if (hosts && !hostFits(hosts, new URL(origin).hostname)) return { ok: false, reason: 'not-this-platform' };
  return adapter ? { ok: true, brief: await briefOf(adapter, url, site) } : { ok: false, reason: 'adapter-broken' };
}
