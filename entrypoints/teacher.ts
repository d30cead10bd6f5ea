import { type Browser, browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pointingLayer } from '@/components/layer/teach/pointing';
import { teaching } from '@/lib/adapter/teach/teaching';
import { tryPage } from '@/lib/adapter/teach/try-page';
import { type FromTeacher, type ToTeacher, teacherPort } from '@/lib/extension/teacher-messages';
import { layerHost } from './backoffice.content/layer-host';

const key = 'shop-loupe teacher';

/**
 * Put into a page by the panel when somebody wants to teach it, and by nothing else. It says where a value was found; what it is called and
 * whether it is kept is decided in the panel. It ends with the panel's port.
 */
export default defineUnlistedScript(() => {
  if (Reflect.has(globalThis, key)) return;
  Object.defineProperty(globalThis, key, { value: true, configurable: true });
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === teacherPort && port.sender?.id === browser.runtime.id) teach(port);
  });
});

function teach(port: Browser.runtime.Port): void {
  const say = (message: FromTeacher): void => port.postMessage(message);
  let end = (): void => undefined;
  let heard: ((message: ToTeacher) => void) | null = null;

  function begin({ page, hint, locale }: Extract<ToTeacher, { type: 'begin' }>): void {
    const lesson = teaching(document, location.href, page, () => new Date());
    const host = layerHost(() => say({ type: 'left' }));
    const layer = pointingLayer({
      root: host.root,
      hint,
      locale,
      onPoint(element) {
        const pointed = lesson.point(element);
        say(typeof pointed === 'string' ? { type: 'problem', problem: pointed } : { type: 'pointed', pointed });
        if (typeof pointed !== 'string') layer.outline([element]);
      },
      onLeave: () => say({ type: 'left' }),
    });
    end = () => {
      layer.remove();
      host.remove();
    };
    heard = (message) => {
      if (message.type === 'name') {
        const named = lesson.name(message.field);
        if (typeof named === 'string') say({ type: 'problem', problem: named });
        else layer.outline(lesson.rowsWith(message.field));
        say({ type: 'named', all: lesson.named() });
      } else if (message.type === 'drop') {
        lesson.drop(message.field);
        layer.outline([]);
        say({ type: 'named', all: lesson.named() });
      } else if (message.type === 'draft') {
        const draft = lesson.draft();
        say(draft.ok ? { type: 'drafted', page: draft.page } : { type: 'problem', problem: draft.problem });
      }
    };
  }

  function tryOut({ page, platform, hint, locale }: Extract<ToTeacher, { type: 'try' }>): void {
    const tried = tryPage(document, page, platform, location.href, new Date());
    const host = layerHost(() => undefined);
    const layer = pointingLayer({ root: host.root, hint, locale, onPoint: () => undefined, onLeave: () => undefined });
    layer.setPointing(false);
    layer.outline(tried.elements);
    end = () => {
      layer.remove();
      host.remove();
    };
    say({ type: 'tried', ok: tried.ok, rows: tried.rows, fields: tried.fields });
  }

  /** An error of ours ends the lesson and not the page. */
  port.onMessage.addListener((message: ToTeacher) => {
    try {
      if (message.type === 'begin' || message.type === 'try') {
        end();
        if (message.type === 'begin') begin(message);
        else tryOut(message);
      } else heard?.(message);
    } catch {
      say({ type: 'left' });
    }
  });
  port.onDisconnect.addListener(() => end());
}
