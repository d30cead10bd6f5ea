import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { layerHands } from '@/components/layer/hands/layer-hands';
import { handsKey } from '@/components/layer/layer';

/** The layer's hands, put beside the content script when a person first reaches for the layer; it waits for them under this key. */
export default defineUnlistedScript(() => {
  Object.defineProperty(globalThis, handsKey, { value: layerHands, configurable: true });
});
