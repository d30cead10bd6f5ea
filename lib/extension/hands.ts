import { type Browser, browser } from 'wxt/browser';
import { handsTexts } from '@/lib/layer/layer-texts';
import { textsOf } from '@/lib/text/load';
import { chosenLocale } from './language';
import type { LayerTouchedAnswer } from './messages';

/** Puts a script of ours beside the content script that asks: what not every page needs, no page carries from the start. */
async function putBeside(
  { tab, frameId = 0 }: Browser.runtime.MessageSender,
  file: '/layer-hands.js' | '/recogniser.js',
): Promise<boolean> {
  if (tab?.id === undefined) return false;
  await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId] }, files: [file] });
  return true;
}

/** The layer's hands, and the texts they speak: both come on the first touch only. */
export async function putHands(sender: Browser.runtime.MessageSender): Promise<LayerTouchedAnswer | undefined> {
  return (await putBeside(sender, '/layer-hands.js')) ? handsTexts(textsOf(await chosenLocale())) : undefined;
}

/** The recogniser, for a page that no adapter knows. */
export const putRecogniser = (sender: Browser.runtime.MessageSender): Promise<boolean> => putBeside(sender, '/recogniser.js');
