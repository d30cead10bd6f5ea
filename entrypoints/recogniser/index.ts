import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { seeRecognised } from '@/lib/adapter/recognise/see-recognised';
import { recogniserKey } from '@/lib/adapter/recogniser-key';
import { type Recogniser, startSeeing } from './start-seeing';

/** The recogniser, put beside the content script on a page that no adapter knows. */
export default defineUnlistedScript(() => {
  const recogniser: Recogniser = { start: startSeeing, see: seeRecognised };
  Object.defineProperty(globalThis, recogniserKey, { value: recogniser, configurable: true });
});
