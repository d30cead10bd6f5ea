import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { recogniserKey } from '@/lib/adapter/recogniser-key';
import type { Recogniser } from '../recogniser/start-seeing';

type See = ReturnType<Recogniser['start']>;

/** Sees pages of a site that no adapter knows. The recogniser comes the first time it is needed. */
export function strangePage(ctx: ContentScriptContext, fetchRecogniser: () => Promise<unknown>, onMore: () => void) {
  let isAsked = false;
  let see: See | undefined;

  return {
    /** null = the recogniser is still on its way. */
    see(...seen: Parameters<See>): ReturnType<See> | null {
      see ??= (Reflect.get(globalThis, recogniserKey) as Recogniser | undefined)?.start(ctx, onMore);
      if (see) return see(...seen);
      if (!isAsked) {
        isAsked = true;
        fetchRecogniser().then(onMore, () => {
          isAsked = false;
        });
      }
      return null;
    },
  };
}
export type StrangePage = ReturnType<typeof strangePage>;
