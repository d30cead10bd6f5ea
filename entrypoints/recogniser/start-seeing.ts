import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { type RecognisedSight, seeRecognised } from '@/lib/adapter/recognise/see-recognised';
import type { Stretch } from '@/lib/adapter/recognise/surface';
import type { Lesson } from '@/lib/domain/lesson';
import { longList } from './long-list';

/** Begins to see this page; `onMore` is called when more of it is known than the last look said. */
export function startSeeing(ctx: ContentScriptContext, onMore: () => void): (lessons: readonly Lesson[]) => RecognisedSight {
  const list = longList(onMore);
  let typedAt = '';
  // What is typed is not stored yet, and nothing on an unknown page says when it is: until another address it is judged for the eye.
  const onInput = (): void => {
    typedAt = location.href;
    list.typed();
  };
  ctx.addEventListener(document, 'input', onInput, { capture: true, passive: true });

  return (lessons) => {
    const look = (stretch?: Stretch) => seeRecognised(document, location.href, new Date().toISOString(), lessons, stretch);
    const sight = list.joined(look(), location.href, look);
    if (sight.seen.ok && sight.page.endsWith('-form')) sight.seen.observation.unsaved ||= typedAt === location.href;
    return sight;
  };
}

/** What waits under the key: to see a page from now on, and to look at it once. */
export interface Recogniser {
  start: typeof startSeeing;
  see: typeof seeRecognised;
}
