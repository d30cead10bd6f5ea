import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { takeTapPort } from '@/lib/adapter/tap-port';
import type { ToBackground, ToContent } from '@/lib/extension/messages';
import { heldMessages } from './held-messages';
import { startPage } from './start-page';

/** Runs on connected sites alone. It reports what the page shows and draws what the background says of it; it knows nothing else. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  runAt: 'document_start',
  // Told to the page's world, the start would give away who we are.
  noScriptStartedPostMessage: true,
  main(ctx) {
    // Before the page's first script: whoever takes the port first has it.
    const held = heldMessages(() => page.wake());
    const stopTap = takeTapPort(held.add);
    const page = startPage({
      ctx,
      held,
      // Async, for in a context that an update has left behind it throws at once.
      send: async (message: ToBackground) => browser.runtime.sendMessage(message),
    });

    const onMessage = (message: ToContent, sender: { id?: string }, answer: (value: unknown) => void): void => {
      if (sender.id !== browser.runtime.id) return;
      if (message.type === 'page.state') answer(page.state);
      else if (message.type === 'page.jump') answer(page.jump(message.subject, message.field));
      else if (message.type === 'page.taught') page.reopen();
      else if (message.type === 'page.reset') ctx.abort('switched off');
    };
    browser.runtime.onMessage.addListener(onMessage);
    ctx.onInvalidated(() => {
      stopTap();
      page.stop();
      browser.runtime?.onMessage?.removeListener(onMessage);
    });
    // An update of the extension says nothing to the scripts it leaves behind: asking is what notices it.
    ctx.setInterval(() => undefined, 3000);
  },
});
