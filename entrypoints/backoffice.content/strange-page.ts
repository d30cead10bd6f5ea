import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import type { seeRecognised } from '@/lib/adapter/recognise/see-recognised';
import { recogniserKey } from '@/lib/adapter/recogniser-key';
import type { Lesson } from '@/lib/domain/lesson';

/** Sees pages of a site that no adapter knows. The recogniser comes the first time it is needed. */
export function strangePage(ctx: ContentScriptContext, fetchRecogniser: () => Promise<unknown>, onCome: () => void) {
  let isAsked = false;
  let typedAt = '';
  // What is typed is not stored yet, and nothing on an unknown page says when it is: until another address it is judged for the eye.
  ctx.addEventListener(document, 'input', () => (typedAt = location.href), { capture: true, passive: true });

  return {
    /** null = the recogniser is still on its way. */
    see(lessons: readonly Lesson[]): ReturnType<typeof seeRecognised> | null {
      const see: unknown = Reflect.get(globalThis, recogniserKey);
      if (typeof see === 'function') {
        const sight = (see as typeof seeRecognised)(document, location.href, new Date().toISOString(), lessons);
        if (sight.seen.ok && sight.page.endsWith('-form')) sight.seen.observation.unsaved ||= typedAt === location.href;
        return sight;
      }
      if (!isAsked) {
        isAsked = true;
        fetchRecogniser().then(onCome, () => {
          isAsked = false;
        });
      }
      return null;
    },
  };
}
export type StrangePage = ReturnType<typeof strangePage>;
