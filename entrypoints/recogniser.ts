import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { seeRecognised } from '@/lib/adapter/recognise/see-recognised';
import { recogniserKey } from '@/lib/adapter/recogniser-key';

/** The recogniser, put beside the content script on a page that no adapter knows; it waits for it under this key. */
export default defineUnlistedScript(() => {
  Object.defineProperty(globalThis, recogniserKey, { value: seeRecognised, configurable: true });
});
