import { type Browser, browser } from 'wxt/browser';
import { handsTexts } from '@/lib/layer/layer-texts';
import { textsOf } from '@/lib/text/load';
import { chosenLocale } from './language';
import type { LayerTouchedAnswer } from './messages';

/** Puts the layer's hands beside the content script that asks, and answers with the texts they speak: both come on the first touch only. */
export async function putHands({ tab, frameId = 0 }: Browser.runtime.MessageSender): Promise<LayerTouchedAnswer | undefined> {
  if (tab?.id === undefined) return undefined;
  await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId] }, files: ['/layer-hands.js'] });
  return handsTexts(textsOf(await chosenLocale()));
}
