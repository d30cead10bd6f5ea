import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recogniserKey } from '@/lib/adapter/recogniser-key';
import { startSeeing } from './start-seeing';

/** The recogniser, put beside the content script on a page that no adapter knows; it waits for it under this key. */
export default defineUnlistedScript(() => {
  Object.defineProperty(globalThis, recogniserKey, { value: startSeeing, configurable: true });
});
