import { portMark, type TapMessage, type ToTap } from './tap/message';

function isMessage(data: unknown): data is TapMessage {
  if (data === null || typeof data !== 'object') return false;
  const { page, response, url } = data as Partial<TapMessage>;
  return typeof page === 'string' && Number.isInteger(response) && typeof url === 'string' && Object.hasOwn(data, 'payload');
}

/**
 * The isolated side: takes the tap's port before the page can see it and passes on what comes out of it.
 * To be called at document_start; the tap waits until then. The answer takes the tap off the page.
 */
export function takeTapPort(onMessage: (message: TapMessage) => void): () => void {
  let port: MessagePort | null = null;
  const take = (event: MessageEvent) => {
    if (event.source !== window || event.data !== portMark || !event.ports[0]) return;
    event.stopImmediatePropagation();
    window.removeEventListener('message', take, true);
    port = event.ports[0];
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) onMessage(data);
    };
    port.postMessage('ready' satisfies ToTap);
  };
  window.addEventListener('message', take, true);
  return () => {
    window.removeEventListener('message', take, true);
    port?.postMessage('stop' satisfies ToTap);
    port?.close();
    port = null;
  };
}
