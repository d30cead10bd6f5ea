import type { Ear, TapScope } from './ear';
import { tapFetch } from './fetch';
import { candidates, declaredParts, type Listed } from './listed';
import { portMark, type TapMessage, type ToTap } from './message';
import { tapXhr } from './xhr';

const bufferLimit = 50;

/**
 * Reads the page's own responses in its own world: those that an adapter declares, by method, exact path and operation, of this
 * origin or the hosts that the declaration names, and of those the declared paths. Never makes a request, never changes one; steps aside on any error.
 * Must run before the page's first script: what it calls later is taken from the world as it is now. The answer takes it off.
 */
export function startTap(scope: TapScope, list: readonly Listed[]): () => void {
  const { document, location } = scope;
  const { apply } = scope.Reflect;
  const { postMessage } = scope.MessagePort.prototype;
  const { port1: port, port2: theirs } = new scope.MessageChannel();
  /** Held back until somebody has the port; null from then on. */
  let held: TapMessage[] | null = [];
  let off = false;

  function say(message: TapMessage): void {
    if (!held) apply(postMessage, port, [message]);
    else if (held.push(message) > bufferLimit) held.shift();
  }

  const ear: Ear = {
    headers: new Set(list.flatMap(({ declared: { account } }) => (account && 'header' in account ? [account.header] : []))),
    expect(method, url) {
      if (off) return null;
      const asked = new URL(url, document.baseURI);
      const fitting = candidates(list, method, asked, asked.origin === location.origin);
      return fitting.length > 0 ? { list: fitting, url: asked, page: location.href, headers: new Map() } : null;
    },
    hear(asked, body, answer) {
      if (off) return;
      for (const { listed, ...part } of declaredParts(asked.list, body, answer, asked)) {
        say({ page: listed.page, response: listed.response, url: asked.page, ...part });
      }
    },
  };

  const undo = [tapFetch(scope, ear), tapXhr(scope, ear)];

  function stop(): void {
    off = true;
    held = [];
    for (const take of undo) take();
    port.close();
  }

  port.onmessage = ({ data }: MessageEvent<ToTap>) => {
    if (data === 'stop') stop();
    else if (data === 'ready' && held) {
      const before = held;
      held = null;
      for (const message of before) say(message);
    }
  };
  scope.postMessage(portMark, '/', [theirs]);
  return stop;
}
