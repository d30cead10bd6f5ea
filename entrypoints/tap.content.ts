import { defineContentScript } from 'wxt/utils/define-content-script';
import { listedIn, type TapPage } from '@/lib/adapter/tap/listed';
import { pagesKey } from '@/lib/adapter/tap/pages-key';
import { startTap } from '@/lib/adapter/tap/start';

/**
 * The one script in the page's world. Registered at run time for sites that are connected, nowhere else. The script before it
 * (`taps/<platform>.js`, made of the packaged adapters by wxt.config.ts) leaves the closed list of the site's own platform.
 */
export default defineContentScript({
  world: 'MAIN',
  runAt: 'document_start',
  registration: 'runtime',
  matches: [],
  main() {
    const pages: unknown = Reflect.get(window, pagesKey);
    Reflect.deleteProperty(window, pagesKey);
    if (Array.isArray(pages)) startTap(window, listedIn(pages as TapPage[]));
  },
});
