import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { handsKey, type Layer, type MakeHands } from '@/components/layer/layer';
import { mountLayer } from '@/components/layer/mount-layer';
import type { SiteBrief } from '@/lib/extension/messages';
import type { ChipPlace } from '@/lib/layer/corner';
import type { Scene } from '@/lib/layer/scene';
import { type Locale, type Translate, translator } from '@/lib/text/text';
import { layerHost } from './layer-host';

interface Options {
  ctx: ContentScriptContext;
  onPlace(place: ChipPlace): void;
  /** Has the layer's hands put into this page; all its texts. */
  fetchHands(): Promise<Record<string, string>>;
  /** The page will not have it. */
  onGone(): void;
}

/** The layer over this page: made when there is first something to show, gone for good when the page keeps removing it. */
export function layerOver({ ctx, onPlace, fetchHands, onGone }: Options) {
  let layer: Layer | null = null;
  let host: ReturnType<typeof layerHost> | null = null;
  let isGone = false;
  let speak: Translate | null = null;

  function make({ locale, place, platform }: SiteBrief): Layer {
    host = layerHost(() => {
      remove();
      onGone();
    });
    return mountLayer(host.root, {
      t: (key, params) => speak?.(key, params) ?? key,
      locale,
      place,
      onPlace,
      links: platform.links,
      async hands() {
        const texts = await fetchHands();
        const make: unknown = Reflect.get(globalThis, handsKey);
        // An element of the page can be found under any name of the window.
        if (typeof make !== 'function') throw new Error('The hands did not come.');
        return { make: make as MakeHands, t: translator(locale as Locale, texts) };
      },
    });
  }
  function remove(): void {
    isGone = true;
    layer?.remove();
    host?.remove();
    layer = null;
  }

  return {
    get isGone(): boolean {
      return isGone;
    },
    show(scene: Scene, brief: SiteBrief): void {
      if (isGone || ctx.isInvalid) return;
      speak = translator(brief.locale as Locale, brief.texts);
      layer ??= make(brief);
      layer.show(scene);
    },
    setStale: (rows: ReadonlySet<Element>): void => layer?.setStale(rows),
    jump: (subject: string, field: string): boolean => layer?.jump(subject, field) ?? false,
    remove,
  };
}
